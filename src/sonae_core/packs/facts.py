"""One fact: a value or range with its unit, date and confidence, and where it comes from.

The rule of confidence (ARCHITECTURE.md): ``verified`` the source was read; ``derived`` computed by a stated method
from other facts; ``unverified`` a source is named but was not read; ``assumed`` our modelling judgement. The first
three name a source; ``assumed`` names none, says why, between which bounds, and which data would replace it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from sonae_core.values.reading import Finite, Identifier, Strict, Text, shown, wrong


class Confidence(StrEnum):
    """How far a fact can be trusted; people see ``assumed`` as 「仮定」 and ``unverified`` as 「未確認」."""

    VERIFIED = "verified"
    DERIVED = "derived"
    UNVERIFIED = "unverified"
    ASSUMED = "assumed"


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise wrong(f"日付ではありません（{shown(value)}）", "2026-11-24 の形で書いてください")
    try:
        if len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise wrong(f"日付として読めません（{shown(value)}）", "実在する日を 2026-11-24 の形で書いてください") from None


Day = Annotated[date, BeforeValidator(_day), Field(json_schema_extra={"format": "date"})]


class Source(Strict):
    """Where a fact was read: title, address (null where there is none) and the place in it (page, table, article)."""

    title: Text
    url: Text | None
    locator: Text


class Dated(Strict):
    """What every statement of fact carries, whatever it states."""

    as_of: Day
    valid_from: Day | None = None
    valid_to: Day | None = None
    confidence: Confidence
    source: Source | None = None
    sources: tuple[Source, ...] = ()
    """Further sources, when one is not enough."""
    method: Text | None = None
    """For ``derived``: how it was computed, and from which facts."""
    rationale: Text | None = None
    replaces_when: Text | None = None

    @model_validator(mode="after")
    def _confidence_is_earned(self) -> Self:
        if self.confidence is Confidence.ASSUMED:
            if self.source is not None or self.sources:
                raise wrong(
                    "assumed なのに source があります",
                    "出典を読んだなら confidence を変え、なければ source を消してください",
                )
            if not self.rationale or not self.replaces_when:
                raise wrong("assumed に理由がありません", "rationale と replaces_when を書いてください")
        elif self.source is None:
            raise wrong(
                f"{self.confidence.value} なのに source がありません",
                "source を書くか、confidence を assumed にしてください",
            )
        if self.confidence is Confidence.DERIVED and not self.method:
            raise wrong("derived に計算方法がありません", "method に、どの事実からどう計算したかを書いてください")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise wrong("valid_to が valid_from より前です", "期間の順を直してください")
        return self


class Fact(Dated):
    """A quantity: ``value``, or ``low`` and ``high``, or all three; ``unit`` says of what (per_year, yen …)."""

    id: Identifier
    title: Text
    unit: Text
    value: Finite | None = None
    low: Finite | None = None
    high: Finite | None = None
    population: Text | None = None
    """Whom a statistic describes; needed wherever it is not everybody."""
    note: Text | None = None

    @model_validator(mode="after")
    def _has_a_quantity(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise wrong("low と high の片方だけがあります", "両方を書くか、両方を消してください")
        if self.value is None and self.low is None:
            raise wrong("値がありません", "value、または low と high を書いてください")
        if self.low is not None and self.high is not None:
            if self.high < self.low:
                raise wrong("high が low より小さい値です", "順を直してください")
            if self.value is not None and not self.low <= self.value <= self.high:
                raise wrong("value が low と high の間にありません", "値か範囲を直してください")
        elif self.confidence is Confidence.ASSUMED:
            raise wrong("assumed に範囲がありません", "low と high を書いてください")
        return self

    @property
    def point(self) -> float:
        """The value to calculate with: ``value``, else the middle of the range on the scale of logarithms."""
        if self.value is not None:
            return self.value
        low, high = self.bounds
        return (low * high) ** 0.5 if low > 0 else (low + high) / 2

    @property
    def bounds(self) -> tuple[float, float]:
        """The range, or the value twice."""
        if self.low is not None and self.high is not None:
            return self.low, self.high
        assert self.value is not None  # noqa: S101 - holds by the validator above
        return self.value, self.value
