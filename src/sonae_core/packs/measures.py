"""The measures family: what a company can do, what it costs, and what it changes, each effect with its grade.

A *rate* effect leaves r (0 < r ≤ 1) of the events of a path: the rate of the scenario is multiplied by r^w, w the
weight of the path. An *axis* effect puts a severity axis into its good state. Both are relative to a company without
the measure; ``prevalence`` is the share of firms that have it already.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from sonae_core.packs.references import (
    EmployeeYearlyYenRef,
    EmployeeYenRef,
    FactorRef,
    MeasureRef,
    PersonDaysRef,
    QuestionRef,
    ScenarioRef,
    ShareRef,
    YearlyYenRef,
    YenRef,
)
from sonae_core.packs.shapes import FamilyFile, Frozen
from sonae_core.values.reading import Identifier, Strict, Text, whole, wrong

FAMILY = "measures"


class Grade(StrEnum):
    """How we know of an effect: from an experiment, from observation, from a seller, or only from judgement."""

    EXPERIMENT = "experiment"
    OBSERVATIONAL = "observational"
    VENDOR = "vendor"
    JUDGEMENT = "judgement"


class OneOff(Strict):
    """Paid once: a fixed sum and a sum for each employee."""

    fixed: YenRef | None = None
    per_employee: EmployeeYenRef | None = None


class Yearly(Strict):
    """Paid every year: a fixed sum and a sum for each employee."""

    fixed: YearlyYenRef | None = None
    per_employee: EmployeeYearlyYenRef | None = None


class MeasureCost(Strict):
    """What a measure costs; what is missing costs nothing."""

    one_off: OneOff = OneOff()
    yearly: Yearly = Yearly()
    person_days: PersonDaysRef | None = None


class Effect(Strict):
    """What a measure changes: the rate of a path of a scenario, or a severity axis (of one scenario, or of all)."""

    scenario: ScenarioRef | None = None
    path: Identifier | None = None
    rate: FactorRef | None = None
    axis: Identifier | None = None

    @model_validator(mode="after")
    def _rate_or_axis(self) -> Self:
        by_rate = self.scenario is not None and self.path is not None and self.rate is not None and self.axis is None
        by_axis = self.axis is not None and self.path is None and self.rate is None
        if not by_rate and not by_axis:
            raise wrong(
                "効き目の書き方が2つのどちらでもありません",
                "scenario・path・rate の3つ、または axis（と scenario）を書いてください",
            )
        return self


def _directive(value: Any) -> int:
    return whole(value, low=1, high=10)


Directive = Annotated[int, BeforeValidator(_directive), Field(json_schema_extra={"type": "integer"})]


class Measure(Strict):
    """One thing to do."""

    id: Identifier
    title: Text
    what: Text
    """How to do it, in plain words."""
    cost: MeasureCost
    prerequisites: tuple[MeasureRef, ...] = ()
    exclusions: tuple[MeasureRef, ...] = ()
    not_for: Frozen[Identifier, tuple[Text, ...]] = Field(default_factory=dict, validate_default=True)
    """Question id → answers with which the measure makes no sense: not offered to a company that answered so."""
    effect: Literal["known", "unknown"] = "known"
    """``unknown``: nobody has measured it; listed, never ranked by yen."""
    effects: tuple[Effect, ...] = ()
    prevalence: ShareRef
    population: Text
    """Of whom the effect is known."""
    grade: Grade
    directives: Annotated[tuple[Directive, ...], Field(min_length=1)]
    question: QuestionRef | None = None
    """The question whose yes means that the measure is in place."""

    @model_validator(mode="after")
    def _effects_when_known(self) -> Self:
        if (self.effect == "known") != bool(self.effects):
            raise wrong(
                "effects がありません" if self.effect == "known" else "effect が unknown なのに effects があります",
                "効き目を測った人がいなければ effect: unknown とし、effects を消してください",
            )
        return self


class MeasureFile(FamilyFile):
    """One file of the family."""

    measures: tuple[Measure, ...] = ()
