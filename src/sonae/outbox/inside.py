"""The words inside an attachment, where they can be had cheaply: text, tables, and the XML of office files."""

from __future__ import annotations

import io
import re
import zipfile

from sonae.outbox.words import Attachment

MOST_READ = 5_000_000
"""Bytes that are looked at; a small file can unpack to a very large one."""
MOST_LETTERS = 200_000
"""Letters in which names are looked for, which takes half a second."""
_TEXT = (".txt", ".csv", ".tsv", ".md", ".json", ".xml", ".html", ".htm", ".eml")
_OFFICE = (".xlsx", ".docx", ".pptx")
_PARTS = re.compile(r"(?:xl/(?:sharedStrings|worksheets/[^/]{1,60})|word/[^/]{1,60}|ppt/slides/[^/]{1,60})\.xml")
_TAG = re.compile(r"<[^<>]{0,2000}>")


def words_of(given: Attachment) -> str | None:
    """The words; None where nobody can say what is in it without opening it."""
    found = given.words or _read(given)
    return found if found is not None and len(found) <= MOST_LETTERS else None


def _read(given: Attachment) -> str | None:
    name = given.name.lower()
    if name.endswith(_TEXT) or given.media.startswith("text/"):
        return _decoded(given.content[:MOST_READ])
    if name.endswith(_OFFICE):
        return _office(given.content)
    return None


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _office(content: bytes) -> str | None:
    left, found = MOST_READ, []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for info in packed.infolist():
                if not _PARTS.fullmatch(info.filename):
                    continue
                with packed.open(info) as part:
                    text = part.read(left + 1)
                left -= len(text)
                if left < 0:
                    return None
                found.append(_TAG.sub(" ", text.decode("utf-8", "replace")))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return None  # broken, or locked with a password
    return "\n".join(found)
