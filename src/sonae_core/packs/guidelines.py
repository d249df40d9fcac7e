"""The guidelines family: what public guidelines ask of a company, in our own words, and what of ours answers it.

A guideline is a list of groups (directives, parts, stars), a group a list of topics. A topic names the questions whose
answers show how the company stands, and the measures that serve it. Nothing here changes yen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from sonae_core.packs.facts import Dated
from sonae_core.packs.references import MeasureRef, QuestionRef
from sonae_core.packs.shapes import FamilyFile
from sonae_core.values.reading import Identifier, Strict, Text, whole, wrong

FAMILY = "guidelines"


def _points(value: Any) -> int:
    return whole(value, low=-100, high=100)


Points = Annotated[int, BeforeValidator(_points), Field(json_schema_extra={"type": "integer"})]


class Topic(Strict):
    """One thing that a guideline asks."""

    number: Text
    """As the guideline counts it."""
    title: Text
    """In our own words."""
    questions: Annotated[tuple[QuestionRef, ...], Field(min_length=1)]
    """The first is the one that is scored, where the guideline has a score."""
    measures: Annotated[tuple[MeasureRef, ...], Field(min_length=1)]


class TopicGroup(Dated):
    """Topics that belong together; dated, because parts of a guideline can be known better or later than others."""

    number: Text
    title: Text
    directive: Annotated[int, Field(ge=1, le=10)] | None = None
    """The number by which measures name this group under ``directives``."""
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]


class ScoreBand(Strict):
    """What a total from ``at_least`` upwards means."""

    at_least: Points
    text: Text


class Scoring(Strict):
    """The guideline's own points for an answer, and what totals mean; never mixed with our yen."""

    yes: Points
    partial: Points
    no: Points
    unknown: Points
    bands: Annotated[tuple[ScoreBand, ...], Field(min_length=1)]
    note: Text
    """Where our questions ask something else than the guideline's."""

    @model_validator(mode="after")
    def _bands_descend(self) -> Self:
        starts = [band.at_least for band in self.bands]
        if starts != sorted(set(starts), reverse=True):
            raise wrong("bands が大きい順ではありません", "at_least の大きいものから、1回ずつ書いてください")
        return self


class Guideline(Strict):
    """One guideline in one edition."""

    id: Identifier
    title: Text
    publisher: Text
    edition: Text
    what_it_is_not: Text
    """The misreading it invites."""
    groups: Annotated[tuple[TopicGroup, ...], Field(min_length=1)]
    scoring: Scoring | None = None

    def topics(self) -> Iterator[Topic]:
        """All topics, in order."""
        for group in self.groups:
            yield from group.topics

    @model_validator(mode="after")
    def _numbered_once(self) -> Self:
        for what, numbers in (
            ("group", [group.number for group in self.groups]),
            ("topic", [topic.number for topic in self.topics()]),
        ):
            if len(set(numbers)) < len(numbers):
                raise wrong(f"同じ番号の{what}が2つあります", "number を1つずつ違う番号にしてください")
        return self


class GuidelineFile(FamilyFile):
    """One file of the family."""

    guidelines: tuple[Guideline, ...] = ()
