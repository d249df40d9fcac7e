"""The glossary family: words that people meet in answers, papers and pages, each told in at most two sentences."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from sonae_core.packs.facts import Day
from sonae_core.packs.shapes import FileHead
from sonae_core.values.reading import Identifier, Strict, Text, wrong

FAMILY = "glossary"


def _reading(value: str) -> str:
    if not re.fullmatch(r"[ぁ-ゖー・、ゝ]+", value):
        raise wrong("よみがなに、ひらがなでない文字があります", "英字や数字も、読むとおりのひらがなで書いてください")
    return value


def _short(value: str) -> str:
    if value.count("。") > 2 or not value.endswith("。"):
        raise wrong("説明が2文までではありません", "「。」で終わる1文か2文にしてください")
    return value


def _code(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"sonae_[a-z]+(\.[A-Za-z_]+)+", value):
        raise wrong("プログラムの中の名前ではありません", "sonae_core.packs.facts.Fact の形で書いてください")
    return value


class Term(Strict):
    """One word; ``english`` and ``identifier`` where the code has a word for it."""

    id: Identifier
    term: Text
    reading: Annotated[Text, AfterValidator(_reading)]
    definition: Annotated[Text, AfterValidator(_short)]
    english: Text | None = None
    identifier: Annotated[str, AfterValidator(_code)] | None = None
    also: tuple[Text, ...] = ()
    """How else the word is written where people meet it."""
    see: tuple[Identifier, ...] = ()
    """Terms that belong to it."""

    @property
    def title(self) -> str:
        """The word itself."""
        return self.term

    @property
    def spellings(self) -> tuple[str, ...]:
        """By which words in a text a reader meets it: the word without what stands in brackets, and ``also``."""
        return (self.term.partition("（")[0], *self.also)


class GlossaryFile(FileHead):
    """One file of the family."""

    reviewed: Day
    terms: Annotated[tuple[Term, ...], Field(default=())]
