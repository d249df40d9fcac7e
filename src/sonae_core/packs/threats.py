"""The threats family: what can happen to a company, how often, how badly, and which costs follow.

**How an event is drawn.** An event of a scenario is *minor* with probability 1 − ``escalation``: it costs only the
lines marked ``minor``. Otherwise it *escalates*: the drivers are drawn (lognormal, correlated) and all lines are paid.

**How the rate is made.** rate = ``base_rate`` × size × industry × Π exposures × max(``rate_floor``, Π r^w). The base
rate is that of the average firm of the reference size. The size factor is (employees ÷ reference)^``size.exponent``
between ``size.at_least`` and ``size.at_most``. r is what a measure leaves of the rate, w the weight of its path.
Because the base rate already holds the average firm's measures and exposures, both are *centred* on their prevalence.

**How severity states work.** ``multiplies`` says how much greater the median of a driver is in the bad state than in
the good one. The medians under ``drivers`` describe the population they were read from, in which the share
``centred_on`` was in the good state; so that their logarithmic mean stays, the good state has
median × m^−(1 − centred_on) and the bad one median × m^centred_on.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sonae_core.packs.references import (
    CorrelationRef,
    DevicesRef,
    ExponentRef,
    FactorRef,
    HoursRef,
    LineRef,
    PersonsRef,
    RateRef,
    ServersRef,
    ShareRef,
    SigmaRef,
    YenRef,
)
from sonae_core.packs.shapes import FamilyFile, Frozen, Industry
from sonae_core.values.reading import Identifier, Strict, Text, wrong

FAMILY = "threats"

Driver = Literal["outage_hours", "devices", "servers", "persons", "diverted"]
DRIVERS: tuple[Driver, ...] = ("outage_hours", "devices", "servers", "persons", "diverted")


class Size(Strict):
    """How the rate grows with the number of employees, and between which factors."""

    exponent: ExponentRef
    at_least: FactorRef
    at_most: FactorRef


class AttackPath(Strict):
    """A way in; ``weight`` (0 < w ≤ 1) is the part of the events that takes it."""

    title: Text
    weight: ShareRef


class Outage(Strict):
    """Hours until work is back; ``stops`` says which sales stand still."""

    median: HoursRef
    sigma: SigmaRef
    max: HoursRef
    stops: Literal["business", "website"]


class Devices(Strict):
    """Computers that have to be examined; at most as many as the company has."""

    median: DevicesRef
    sigma: SigmaRef
    size_exponent: ExponentRef | None = None
    """The median grows with (employees ÷ reference)^x."""


class Servers(Strict):
    """Servers that have to be examined or rebuilt; at least one."""

    median: ServersRef
    sigma: SigmaRef
    size_exponent: ExponentRef | None = None
    """The median grows with (employees ÷ reference)^x."""


class Persons(Strict):
    """Persons affected: a share of those held, or a number; never more than are held."""

    share_median: ShareRef | None = None
    count_median: PersonsRef | None = None
    sigma: SigmaRef

    @model_validator(mode="after")
    def _one_median(self) -> Self:
        if (self.share_median is None) == (self.count_median is None):
            raise wrong(
                "share_median と count_median は、どちらか1つです", "割合か人数のどちらかの中央値だけを書いてください"
            )
        return self


class Diverted(Strict):
    """Yen sent to a deceiver; at most ``max_share_of_sales`` of the yearly sales."""

    median: YenRef
    sigma: SigmaRef
    max_share_of_sales: ShareRef


class Drivers(Strict):
    """What decides how much an escalated event costs."""

    outage_hours: Outage | None = None
    devices: Devices | None = None
    servers: Servers | None = None
    persons: Persons | None = None
    diverted: Diverted | None = None

    @property
    def present(self) -> frozenset[Driver]:
        """The drivers this scenario has."""
        return frozenset(name for name in DRIVERS if getattr(self, name) is not None)


class ScenarioLine(Strict):
    """A cost line: an escalated event pays it with ``probability`` (none: always), a minor one if ``minor``."""

    line: LineRef
    probability: ShareRef | None = None
    minor: bool = False


class SeverityAxis(Strict):
    """One reason why the same event is worse at one company than at another; two states, good and bad."""

    axis: Identifier
    title: Text
    good: Text
    bad: Text
    multiplies: Annotated[Frozen[Driver, FactorRef], Field(min_length=1)]
    """Median in the bad state ÷ median in the good state, at least 1."""
    centred_on: ShareRef
    """Share of the good state in the population from which the medians were read."""
    share_good: ShareRef
    """Share of firms in the good state: used when the answer is unknown."""


class Scenario(Strict):
    """One kind of event."""

    id: Identifier
    title: Text
    summary: Text
    base_rate: RateRef
    size: Size
    industry: Frozen[Industry, FactorRef] = Field(default_factory=dict, validate_default=True)
    """Industries that differ from the average firm; the others have factor 1."""
    rate_floor: ShareRef
    """What the product of all measures leaves of the rate at least."""
    paths: Annotated[Frozen[Identifier, AttackPath], Field(min_length=1)]
    escalation: ShareRef
    correlation: CorrelationRef
    """Between the latent normals of all drivers and prices of an event."""
    drivers: Drivers
    lines: Annotated[tuple[ScenarioLine, ...], Field(min_length=1)]
    severity: Annotated[tuple[SeverityAxis, ...], Field(max_length=2)] = ()

    @model_validator(mode="after")
    def _axes_move_own_drivers(self) -> Self:
        for axis in self.severity:
            for driver in axis.multiplies:
                if driver not in self.drivers.present:
                    raise wrong(
                        f"軸 {axis.axis} が、このシナリオにない {driver} を変えています",
                        "drivers に足すか、multiplies から消してください",
                    )
        return self

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        for what, names in (
            ("費目", [entry.line for entry in self.lines]),
            ("軸", [entry.axis for entry in self.severity]),
        ):
            if len(set(names)) < len(names):
                raise wrong(f"同じ{what}が2回あります", "どちらかを消してください")
        return self

    @model_validator(mode="after")
    def _a_minor_event_costs_something(self) -> Self:
        if not any(entry.minor for entry in self.lines):
            raise wrong("小さい事故で払う費目がありません", "lines の1つに minor: true を付けてください")
        return self


class ThreatFile(FamilyFile):
    """One file of the family: a scenario, and the facts it rests on. A file may hold facts only."""

    scenario: Scenario | None = None
