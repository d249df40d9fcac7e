"""What may stand in a mail: one line in its headers, plain text in its body. Nothing else reaches a row.

A line break in a name or a subject would let whoever typed it add headers, recipients or a second mail.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sonae_core.values.errors import InputError

MOST_SUBJECT, MOST_NAME, MOST_TEXT, MOST_ADDRESS = 200, 80, 100_000, 254
MOST_ATTACHMENTS, MOST_BYTES = 10, 8_000_000
MOST_FILE_NAME = 120
_BREAKS = ("Cc", "Zl", "Zp", "Cs")
"""Control characters, line and paragraph separators, halves of a character."""
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")
"""Characters that turn the direction of writing, by which a name can be made to look like another."""
_WORD = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_MEDIA = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")


@dataclass(frozen=True)
class Attachment:
    """A file to go with a mail. ``words``: its text, where whoever made it knows it and the gate could not read it."""

    name: str
    content: bytes
    media: str = "application/octet-stream"
    words: str = ""


def line(field: str, text: str, most: int, *, empty: bool = False) -> str:
    """The text without spaces around it; InputError for what does not stay on one line of a header."""
    for character in text:
        if unicodedata.category(character) in _BREAKS or character in _TURNS:
            raise InputError(field, "使えない文字（改行や制御文字）が入っています", "1行の文字だけにしてください")
    found = text.strip()
    if not found and not empty:
        raise InputError(field, "空です", "入力してください")
    if len(found) > most:
        raise InputError(field, f"{len(found)}文字あり、長すぎます", f"{most}文字までにしてください")
    return found


def address(field: str, text: str) -> str:
    """The address, its domain in small letters; InputError for what is none."""
    found = line(field, text, MOST_ADDRESS)
    local, at, domain = found.rpartition("@")
    labels = domain.split(".")
    good = (
        bool(at)
        and len(local) <= 64
        and all(_WORD.fullmatch(word) for word in local.split("."))
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
    )
    if not good:
        raise InputError(field, "メールアドレスとして読めません", "半角の name@example.jp の形で入力してください")
    return f"{local}@{domain.lower()}"


def body(field: str, text: str) -> str:
    """Plain text with line breaks of one kind; InputError for other control characters, none or too many."""
    found = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not found.strip():
        raise InputError(field, "空です", "入力してください")
    if len(found) > MOST_TEXT:
        raise InputError(field, f"{len(found):,}文字あり、長すぎます", f"{MOST_TEXT:,}文字までにしてください")
    for character in found:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t":
            raise InputError(field, "使えない文字（制御文字）が入っています", "文字だけにしてください")
    return found


def files(field: str, given: Sequence[Attachment]) -> list[Attachment]:
    """Attachments with names that are names; InputError for too many or too large ones."""
    if len(given) > MOST_ATTACHMENTS:
        raise InputError(field, f"{len(given)}個あります", f"{MOST_ATTACHMENTS}個までにしてください")
    total = sum(len(each.content) for each in given)
    if total > MOST_BYTES:
        raise InputError(field, f"合わせて{total / 1e6:.1f} MBあります", f"{MOST_BYTES // 10**6} MBまでにしてください")
    return [_file(field, each) for each in given]


def room(field: str, kept: Sequence[tuple[int, int]], more: Sequence[Attachment]) -> None:
    """InputError where attachments that stay (place, bytes) leave no room for more."""
    if len(kept) + len(more) > MOST_ATTACHMENTS:
        raise InputError(field, f"{len(kept) + len(more)}個になります", f"{MOST_ATTACHMENTS}個までにしてください")
    total = sum(size for _, size in kept) + sum(len(each.content) for each in more)
    if total > MOST_BYTES:
        raise InputError(field, f"合わせて{total / 1e6:.1f} MBになります", "いくつか外してください")


def _file(field: str, given: Attachment) -> Attachment:
    name = line(field, given.name, MOST_FILE_NAME)
    if "/" in name or "\\" in name or name.startswith("."):
        raise InputError(field, f"ファイル名に使えない文字があります（{name[:40]}）", "名前だけにしてください")
    if not _MEDIA.fullmatch(given.media):
        raise ValueError(given.media)
    return Attachment(name, given.content, given.media, given.words)
