"""Events of one company: drivers drawn from its situation, and the cost lines that follow from them.

An event of a scenario is minor, or it escalates in one of up to four severity states. Each kind is a batch of
stratified draws; the draws are the same for every company and every state, so that two batches differ only where the
companies or the states do. Formulas with worked yen: docs/explanation/loss-model.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.packs.costs import DRIVER_OF_BASIS, Component, CostLine
from sonae_core.packs.facts import Fact
from sonae_core.packs.threats import Driver, Scenario, ScenarioLine
from sonae_core.profile.exposure import Situation
from sonae_core.quant.design import scores, strata

Floats = NDArray[np.float64]

ESCALATED_EVENTS = 4096
MINOR_EVENTS = 512
TEN_PERCENT = 1.2815515655446004
"""The normal score of the 90 % point: ranges of facts are read as 10–90 %."""


@dataclass(frozen=True)
class Batch:
    """Equally likely events of one kind. ``amounts`` has a row a cost line; hours of outage, persons affected."""

    amounts: Floats
    hours: Floats
    persons: Floats

    @property
    def count(self) -> int:
        """How many events."""
        return int(self.amounts.shape[1])


class EventMaker:
    """The events of one scenario at one company."""

    def __init__(self, situation: Situation, scenario: Scenario, seed: int) -> None:
        self.situation, self.scenario, self.seed = situation, scenario, seed
        self.pack = situation.pack
        self.entries = scenario.lines
        self.lines: tuple[CostLine, ...] = tuple(self.pack.lines[entry.line] for entry in scenario.lines)
        self._common_share = math.sqrt(self.pack.point(scenario.correlation))
        self._own_share = math.sqrt(1.0 - self.pack.point(scenario.correlation))

    @property
    def stops(self) -> str:
        """Which part of the business an outage stops."""
        outage = self.scenario.drivers.outage_hours
        return "business" if outage is None else outage.stops

    @cached_property
    def yen_per_hour(self) -> float:
        """What an hour of outage costs in lost profit and continuing costs."""
        daily = self.situation.yen_per_day().point
        part = self.situation.impairment() if self.stops == "business" else self.situation.website_share()
        return daily * part.point / 24.0

    @cached_property
    def states(self) -> tuple[int, ...]:
        """The states that differ: bit i says that axis i is good."""
        return tuple(range(2 ** len(self.scenario.severity)))

    @cached_property
    def state_shares(self) -> tuple[float, ...]:
        """The probability of each state as things are."""
        good = [self.situation.axis_good(self.scenario, index) for index in range(len(self.scenario.severity))]
        return tuple(
            math.prod(share if state >> index & 1 else 1.0 - share for index, share in enumerate(good))
            for state in self.states
        )

    @cached_property
    def minor(self) -> Batch:
        """Small events: no driver is drawn."""
        return self._batch(MINOR_EVENTS, {}, "minor")

    def escalated(self, state: int) -> Batch:
        """Events that escalate at a company in ``state``."""
        if state not in self._made:
            self._made[state] = self._batch(ESCALATED_EVENTS, self._drivers(state), "escalated")
        return self._made[state]

    @cached_property
    def _made(self) -> dict[int, Batch]:
        return {}

    # --- drivers ----------------------------------------------------------------------------------------------------

    def _score(self, count: int, name: str) -> Floats:
        """A normal score that shares the event's common shock."""
        common = scores(self.seed, f"{self.scenario.id}/common", count)
        own = scores(self.seed, f"{self.scenario.id}/{name}", count)
        return self._common_share * common + self._own_share * own

    def _lognormal(self, name: str, median: float, sigma: float) -> Floats:
        return median * np.exp(sigma * self._score(ESCALATED_EVENTS, name))

    def _shift(self, driver: Driver, state: int) -> float:
        """What the severity state does to the median of a driver."""
        factor = 1.0
        for index, axis in enumerate(self.scenario.severity):
            if driver in axis.multiplies:
                worse, centre = self.pack.point(axis.multiplies[driver]), self.pack.point(axis.centred_on)
                factor *= worse ** (centre - 1.0) if state >> index & 1 else worse**centre
        return factor

    def _drivers(self, state: int) -> dict[Driver, Floats]:
        drivers, point = self.scenario.drivers, self.pack.point
        found: dict[Driver, Floats] = {}
        if (outage := drivers.outage_hours) is not None:
            hours = self._lognormal(
                "outage_hours", point(outage.median) * self._shift("outage_hours", state), point(outage.sigma)
            )
            found["outage_hours"] = np.minimum(hours, point(outage.max))
        names: tuple[Driver, ...] = ("devices", "servers")
        for name in names:
            machines = getattr(drivers, name)
            if machines is not None:
                growth = 1.0 if machines.size_exponent is None else self.situation.size ** point(machines.size_exponent)
                drawn = self._lognormal(
                    name, point(machines.median) * growth * self._shift(name, state), point(machines.sigma)
                )
                found[name] = np.clip(drawn, 1.0, self._most(name))
        if (persons := drivers.persons) is not None:
            held = self.situation.persons_held().point
            median = held * point(persons.share_median) if persons.share_median else point(str(persons.count_median))
            found["persons"] = np.minimum(
                self._lognormal("persons", median * self._shift("persons", state), point(persons.sigma)), held
            )
        if (diverted := drivers.diverted) is not None:
            drawn = self._lognormal(
                "diverted", point(diverted.median) * self._shift("diverted", state), point(diverted.sigma)
            )
            found["diverted"] = np.minimum(drawn, point(diverted.max_share_of_sales) * self.situation.company.sales)
        return found

    def _most(self, name: Driver) -> float:
        if name != "devices":
            return math.inf
        return max(self.situation.employees * self.pack.point(self.pack.parameters.devices_per_employee), 1.0)

    # --- lines ------------------------------------------------------------------------------------------------------

    def _batch(self, count: int, drivers: dict[Driver, Floats], kind: str) -> Batch:
        amounts = np.zeros((len(self.lines), count))
        hours = np.zeros(count)
        for row, (entry, line) in enumerate(zip(self.entries, self.lines, strict=True)):
            if kind == "minor" and not entry.minor:
                continue
            for place, component in enumerate(line.components):
                if component.severity in (None, kind):
                    drawn = self._component(count, drivers, (entry, component), f"{line.id}/{place}")
                    if component.basis == "interruption":
                        hours += drawn
                        drawn = drawn * self.yen_per_hour
                    amounts[row] += drawn
        return Batch(amounts, hours, drivers.get("persons", np.zeros(count)))

    def _component(
        self, count: int, drivers: dict[Driver, Floats], what: tuple[ScenarioLine, Component], name: str
    ) -> Floats:
        """Yen of one component in each event (hours for an interruption)."""
        entry, component = what
        amount = _basis(component, drivers, self.situation.employees, count)
        if amount is None:
            return np.zeros(count)
        if component.unit_cost is not None:
            price = self.pack.fact(component.unit_cost)
            amount = amount * self._priced(price, count, f"price/{name}")
        if component.quantity is not None:
            amount = amount * self._priced(self.pack.fact(component.quantity), count, f"quantity/{name}")
        arises = self._chance(entry, component)
        if arises < 1.0:
            amount = np.where(strata(self.seed, f"{self.scenario.id}/arises/{name}", count) < arises, amount, 0.0)
        return amount

    def _chance(self, entry: ScenarioLine, component: Component) -> float:
        chance = 1.0 if entry.probability is None else self.pack.point(entry.probability)
        if component.probability is not None:
            chance *= self.pack.point(component.probability)
        if component.only_for:
            classes = self.situation.data_classes()
            chance *= sum(classes.get(name, 0.0) for name in component.only_for)
        return chance

    def _priced(self, fact: Fact, count: int, name: str) -> Floats | float:
        """A fact with a range is lognormal with it as 10–90 %; a share never passes 1."""
        low, high = fact.bounds
        if high <= low:
            return fact.point
        score = self._score(count, name)
        if low > 0:
            middle, sigma = math.sqrt(low * high), math.log(high / low) / (2 * TEN_PERCENT)
            drawn = middle * np.exp(sigma * score)
        else:
            drawn = (low + high) / 2 + score * (high - low) / (2 * TEN_PERCENT)
            drawn = np.maximum(drawn, 0.0)
        return np.minimum(drawn, 1.0) if fact.unit == "share" else drawn


def _basis(component: Component, drivers: dict[Driver, Floats], employees: float, count: int) -> Floats | None:
    """The amount that the unit cost multiplies; None when the event has no such driver."""
    driver = DRIVER_OF_BASIS[component.basis]
    if driver is None:
        return np.ones(count)
    drawn = drivers.get(driver)
    if drawn is None:
        return None
    if component.basis == "outage_days":
        return drawn / 24.0
    if component.basis == "staff_days":
        return drawn / 24.0 * employees
    return (drawn > 0).astype(float) if component.basis == "call_centre_months" else drawn
