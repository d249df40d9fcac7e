"""What we write for readers: Markdown files below ``content/ja``, one text a file, with a head of a few fields.

``texts("incidents")`` gives all texts of a folder, ``text("incidents", "dos")`` one of them. A text holds no number of
the field: it names a fact of the packs (``[[fact:npa_2025_over_10m]]``), and the reader sees its value, a note with the
source, and 「仮定」 or 「未確認」 where it is that. How to write one: docs/how-to/write-an-article.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString
from pydantic import Field, model_validator

from sonae.public.reading.markdown import Note, Writer, linked, plain
from sonae.web.facts import facts
from sonae_core.packs.facts import Day, Source
from sonae_core.packs.snapshot import Pack
from sonae_core.values.document import parse_document
from sonae_core.values.errors import InputError
from sonae_core.values.reading import Identifier, Name, Strict, read, wrong

_PARTS = re.compile(r"\A---\n(?P<head>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)
_FILE = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


class Check(Strict):
    """One line of a list that a reader ticks; ``measure``: the measure of the packs that it stands for."""

    id: Identifier
    say: Name
    measure: Identifier | None = None


class Head(Strict):
    """What stands between the two lines of ``---``."""

    title: Name
    summary: Annotated[tuple[Name, ...], Field(min_length=1, max_length=3)]
    """Three lines for somebody in a hurry."""
    reviewed: Day
    review_by: Day
    """The day on which somebody has to read it again; a test fails from then on."""
    kind: Identifier | None = None
    """The kind of incident (id of its playbook) that it is about."""
    group: Name | None = None
    """The heading under which it is listed."""
    day: Day | None = None
    """When it was published, for what is news."""
    order: int = 0
    """Its place in the folder; equal ones stand by the names of the files."""
    keywords: tuple[Name, ...] = ()
    """Further words under which the search finds it."""
    sources: tuple[Source, ...] = ()
    """What was read for it beyond the facts it names."""
    checks: tuple[Check, ...] = ()

    @model_validator(mode="after")
    def _is_read_again_later(self) -> Self:
        if self.review_by <= self.reviewed:
            raise wrong("review_by が reviewed より後ではありません", "次に読み直す日を書いてください")
        return self


@dataclass(frozen=True)
class Section:
    """A part of a text under one heading of the second level; the part before the first has no title."""

    title: str
    raw: str

    @property
    def html(self) -> SafeString:
        """Without the heading; links lead into the site that is being read."""
        return linked(self.raw)


@dataclass(frozen=True)
class Text:
    """One text, ready to show."""

    slug: str
    head: Head
    sections: tuple[Section, ...]
    summary: tuple[str, ...]
    """Up to three lines, without any markup: for lists, feeds and descriptions."""
    summary_raw: tuple[str, ...]
    notes: tuple[Note, ...]
    """Where the figures come from, in the order of their numbers."""

    @property
    def title(self) -> str:
        """Its title."""
        return self.head.title

    @property
    def summary_html(self) -> tuple[SafeString, ...]:
        """The same lines with the numbers of their notes."""
        return tuple(linked(line) for line in self.summary_raw)

    @property
    def html(self) -> SafeString:
        """All of it, with its headings."""
        return linked("".join(_headed(section) for section in self.sections))

    @property
    def plain(self) -> str:
        """What the search reads: title, summary, text and keywords without any markup."""
        parts = (section.title + "\n" + plain(section.raw) for section in self.sections)
        return "\n".join((self.title, *self.summary, *parts, *self.head.keywords))

    @property
    def reviewed(self) -> date:
        """When somebody last held it against its sources."""
        return self.head.reviewed

    @property
    def sources(self) -> tuple[Source, ...]:
        """Everything that was read for it, each once."""
        named = (note.fact.source for note in self.notes if note.fact.source is not None)
        return tuple(dict.fromkeys((*named, *self.head.sources)))

    def section(self, title: str) -> Section:
        """The part under that heading; InputError for writers when there is none."""
        for section in self.sections:
            if section.title == title:
                return section
        raise InputError(self.slug, f"「{title}」の見出しがありません", "## で書いてください")


def texts(folder: str) -> tuple[Text, ...]:
    """All texts of a folder below ``content/ja`` in their order; none where the folder is missing. Read once."""
    return _texts(Path(settings.CONTENT) / folder)


def text(folder: str, slug: str) -> Text | None:
    """One text of a folder by the name of its file."""
    return next((each for each in texts(folder) if each.slug == slug), None)


@lru_cache(maxsize=64)
def _texts(folder: Path) -> tuple[Text, ...]:
    return read_folder(folder, facts())


def read_folder(folder: Path, pack: Pack) -> tuple[Text, ...]:
    """The texts of a folder, filled from the facts given."""
    found = [read_text(path.read_bytes(), path.stem, pack) for path in sorted(folder.glob("*.md"))]
    return tuple(sorted(found, key=lambda each: (each.head.order, each.slug)))


def read_text(content: bytes, slug: str, pack: Pack) -> Text:
    """One file. InputError names the file, what is wrong and the remedy."""
    if not _FILE.fullmatch(slug):
        raise InputError(f"{slug}.md", "使えないファイル名です", "英小文字、数字、- だけにしてください")
    parts = _PARTS.match(content.decode("utf-8").replace("\r\n", "\n"))
    if parts is None:
        raise InputError(f"{slug}.md", "はじめの項目がありません", "--- の行ではさんで title などを書いてください")
    head = read(Head, parse_document(parts["head"].encode(), f"{slug}.md"))
    writer = Writer(slug, pack)
    summary = tuple(writer.line(each) for each in head.summary)
    sections = tuple(Section(title, raw) for title, raw in writer.sections(parts["body"]))
    return Text(slug, head, sections, tuple(writer.words(each) for each in head.summary), summary, writer.notes)


def _headed(section: Section) -> str:
    return f"<h2>{escape(section.title)}</h2>\n{section.raw}" if section.title else section.raw
