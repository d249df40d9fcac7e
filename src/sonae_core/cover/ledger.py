"""The cost ledger of one event, in the order in which the costs arose, and what a policy needs to know of each."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, StrictBool, model_validator

from sonae_core.cover.terms import LineTerms, SectionTerms, Terms
from sonae_core.values.document import Document, field_path
from sonae_core.values.errors import InputError
from sonae_core.values.reading import MAX_YEN, Amount, Identifier, Strict, Yen, whole, wrong

HOURS_A_DAY = 24

Heads = Annotated[
    int, BeforeValidator(lambda value: whole(value, unit="人数")), Field(json_schema_extra={"minimum": 0})
]


def yen_of_hours(hours: Decimal | Fraction | int, yen_per_day: int) -> int:
    """What a stop of so many hours costs: hours × yen a day ÷ 24, rounded down to the yen."""
    exact = Fraction(hours)
    return exact.numerator * yen_per_day // (exact.denominator * HOURS_A_DAY)


class Entry(Strict):
    """One cost: either ``yen``, or ``hours`` of stop at ``yen_per_day``."""

    line: Identifier
    yen: Yen | None = None
    hours: Amount | None = None
    yen_per_day: Yen | None = None
    heads: Heads | None = None
    """Persons whom this entry concerns."""
    consent: StrictBool | None = None
    """Whether the insurer agreed beforehand."""

    @model_validator(mode="after")
    def _yen_or_hours(self) -> Self:
        if self.yen is not None and (self.hours is not None or self.yen_per_day is not None):
            raise wrong("yen と hours（または yen_per_day）の両方があります", "どちらか一方だけにしてください")
        if self.yen is None and self.hours is None and self.yen_per_day is None:
            raise wrong("金額がありません", "yen、または hours と yen_per_day を書いてください")
        if self.yen is None and (self.hours is None or self.yen_per_day is None):
            there, missing = ("hours", "yen_per_day") if self.yen_per_day is None else ("yen_per_day", "hours")
            raise wrong(f"{there} だけで {missing} がありません", f"{missing} も書いてください")
        if self.gross > MAX_YEN:
            raise wrong(f"金額が{MAX_YEN:,}円を超えます", "hours と yen_per_day を確かめてください")
        return self

    @property
    def gross(self) -> int:
        """The cost in whole yen, before any insurance."""
        if self.hours is None or self.yen_per_day is None:
            return self.yen or 0
        return yen_of_hours(self.hours, self.yen_per_day)


class Ledger(Strict):
    """The costs of one event; may be empty."""

    entries: tuple[Entry, ...]


def check_ledger(terms: Terms, ledger: Ledger, document: Document | None = None) -> None:
    """InputError when an entry lacks what its section needs to know: hours, or the number of persons.

    ``document`` is the file of the ledger, so that the error can name file and line.
    """
    sections = {line: section for section in terms.sections for line in section.lines}
    for index, entry in enumerate(ledger.entries):
        section = sections.get(entry.line)
        if section and (missing := _missing(entry, section, section.lines[entry.line])):
            name, problem, remedy = missing
            raise InputError(_where(document, index, name), problem, remedy)


def _missing(entry: Entry, section: SectionTerms, line: LineTerms) -> tuple[str, str, str] | None:
    if (section.has_clock or line.has_clock) and entry.hours is None:
        return (
            "yen",
            f"補償「{section.id}」は時間で数えるため、金額では計算できません",
            "yen の代わりに hours と yen_per_day を書いてください",
        )
    if line.per_head is not None and entry.heads is None:
        return "heads", f"費目「{entry.line}」には人数が必要です", "heads に人数を書いてください"
    return None


def _where(document: Document | None, index: int, name: str) -> str:
    path = ("entries", index, name)
    if document is None:
        return field_path(path)
    line = document.line(path)
    return f"{document.name}: {field_path(path)}" + (f"（{line}行目）" if line else "")
