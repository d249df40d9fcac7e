"""The playbooks family: what to do, in which order, when it has happened; one playbook a scenario.

Steps are advice in our own words. Where a step rests on something that was read, it names the source; all others are
the judgement that the playbook's ``rationale`` explains.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sonae_core.packs.facts import Confidence, Dated, Day, Source
from sonae_core.packs.references import DeskRef, ScenarioRef
from sonae_core.packs.shapes import FileHead
from sonae_core.values.reading import Identifier, Strict, Text, wrong

FAMILY = "playbooks"
Phase = Literal["hour", "day", "three_days", "week", "month"]
"""The first 60 minutes, 24 hours, 72 hours, week and month, counted from when somebody noticed."""
PHASES: tuple[Phase, ...] = ("hour", "day", "three_days", "week", "month")
Who = Literal["finder", "president", "it", "accounting", "front", "legal", "everyone"]
"""Whoever found it; the head of the company; whoever looks after the computers (also a contractor); accounting; who
speaks with customers; who looks after contracts and personal data; everybody."""


class Step(Strict):
    """One thing to do."""

    id: Identifier
    phase: Phase
    title: Text
    do: Annotated[tuple[Text, ...], Field(min_length=1, max_length=5)]
    """Sentences a tired person can follow."""
    do_not: tuple[Text, ...] = ()
    """What makes it worse, with the reason."""
    who: Who
    minutes: Annotated[int | None, Field(ge=1, le=480)] = None
    """About how long it takes."""
    by: Text | None = None
    """By when, in words, where that matters more than how long it takes."""
    keep: tuple[Text, ...] = ()
    """Records and objects to keep as evidence."""
    before_calling: DeskRef | None = None
    """The desk that has to be asked first: what is done or ordered before may not be paid or may spoil evidence."""
    call: tuple[DeskRef, ...] = ()
    """Desks to turn to in this step."""
    only_if: Text | None = None
    """When the step is needed at all; None: always."""
    confidence: Confidence | None = None
    source: Source | None = None
    as_of: Day | None = None

    @model_validator(mode="after")
    def _a_source_says_how_sure(self) -> Self:
        if (self.source is None) != (self.confidence is None) or (self.source is None) != (self.as_of is None):
            raise wrong(
                "source、confidence、as_of のうち、あるものとないものがあります", "3つとも書くか、3つとも消してください"
            )
        if self.confidence is Confidence.ASSUMED:
            raise wrong("assumed なのに source があります", "出典のない手順には、3つとも書きません")
        return self


class Playbook(Dated):
    """The steps for one kind of incident, in the order in which they are done."""

    id: Identifier
    title: Text
    scenario: ScenarioRef
    first_words: Text
    """What somebody who has just found it reads first."""
    is_it_this: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Signs by which to know the incident."""
    leak_signs: tuple[Text, ...] = ()
    """When to assume that personal data have leaked, so that the clock of the report runs."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    over_when: Annotated[tuple[Text, ...], Field(min_length=1)]
    """How one knows that it is over."""


class Deed(Strict):
    """What a helper does in a phase."""

    phase: Phase
    do: Text
    only_with: tuple[Identifier, ...] = ()
    """Only where the playbook has one of these steps; empty: always."""
    without: tuple[Identifier, ...] = ()

    def belongs_to(self, playbook: Playbook) -> bool:
        """Whether it is done in this kind of incident."""
        steps = {step.id for step in playbook.steps}
        return (not self.only_with or not steps.isdisjoint(self.only_with)) and steps.isdisjoint(self.without)


class Helper(Dated):
    """Somebody outside the company who helps, and in which phase with what."""

    id: Identifier
    title: Text
    desk: DeskRef
    does: Annotated[tuple[Deed, ...], Field(min_length=1)]
    contract: Text | None = None
    """With whom the company makes a contract, and who pays, where that surprises people."""


class PlaybookFile(FileHead):
    """One file of the family."""

    reviewed: Day
    playbooks: tuple[Playbook, ...] = ()
    helpers: tuple[Helper, ...] = ()
