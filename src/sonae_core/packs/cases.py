"""The cases family: what happened to others, told without their names, to hold the model against."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from sonae_core.packs.references import EmployeesRef, HoursRef, LineRef, PersonsRef, ScenarioRef, YenRef
from sonae_core.packs.shapes import FamilyFile, Frozen, Industry
from sonae_core.values.reading import Identifier, Strict, Text, wrong

FAMILY = "cases"

Entry = Literal["vpn", "website", "partner", "unknown"]
"""By what way somebody came in; ``unknown``: not published, or not read by us."""
Year = Annotated[int, Field(ge=1995, le=2100)]


class CaseRow(Strict):
    """One row of the published costs; ``lines`` are the cost lines it is spread over."""

    title: Text
    lines: Annotated[tuple[LineRef, ...], Field(min_length=1)]
    yen: YenRef


def _answer(value: Any) -> str | int:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise wrong("回答が文字でも整数でもありません", "選択肢のidか整数を書いてください")
    return value


class CaseProfile(Strict):
    """A company like the one it happened to, for a calculation; numbers nobody published are assumed facts."""

    industry: Industry
    employees: EmployeesRef
    sales: YenRef
    persons_held: PersonsRef
    answers: Frozen[Identifier, Annotated[str | int, AfterValidator(_answer)]]
    """Question id → answer, as in ``assess``."""


class Case(Strict):
    """One event at one organisation."""

    id: Identifier
    title: Text
    scenario: ScenarioRef
    organisation: Text
    """Kind and size; never a name."""
    entry: Entry
    year: Year
    """In which it happened, else in which it became known."""
    what_happened: Annotated[tuple[Text, ...], Field(min_length=1)]
    lesson: Text
    profile: CaseProfile
    rows: Annotated[tuple[CaseRow, ...], Field(min_length=1)]
    """As published: approximate, so they need not add up to the total."""
    not_included: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What such an event costs besides, and the published figures do not hold."""
    total: YenRef
    until_work_resumed: HoursRef
    until_restored: HoursRef


class PublishedCase(Strict):
    """What became known of one event, without figures enough to calculate it again: shown, not compared."""

    id: Identifier
    title: Text
    scenario: ScenarioRef
    organisation: Text
    """Kind and size; never a name."""
    industry: Industry
    entry: Entry
    year: Year
    """In which it happened, else in which it became known."""
    what_happened: Annotated[tuple[Text, ...], Field(min_length=1)]
    lesson: Text
    rows: tuple[CaseRow, ...] = ()
    """The costs that were told by cost line."""
    not_included: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What such an event costs besides, and the published figures do not hold."""
    total: YenRef | None = None
    until_work_resumed: HoursRef | None = None
    until_restored: HoursRef | None = None
    persons: PersonsRef | None = None
    """Persons whose data may have leaked."""


class CaseFile(FamilyFile):
    """One file of the family."""

    cases: tuple[Case, ...] = ()
    published: tuple[PublishedCase, ...] = ()
