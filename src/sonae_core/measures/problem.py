"""The choice of measures as a problem: what each costs, what it does to rates and severity states, what is minimised.

A rate effect multiplies a scenario's rate by r^w; the rate is never below ``floor`` times the rate without any
measure. Effects on severity act through at most four states of a scenario (two axes, each good or not).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

MOST_ENUMERATED = 16
SLACK = 1 + 1e-12
"""A budget counts as kept when its sum exceeds it by no more than rounding does."""


@dataclass(frozen=True)
class Option:
    """A measure that is not in place yet. Yen; days of the company's own people."""

    id: str
    one_off: float
    yearly: float
    person_days: float
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()

    @property
    def first_year(self) -> float:
        """What the first year costs."""
        return self.one_off + self.yearly


@dataclass(frozen=True)
class RiskPath:
    """One scenario as the options change it."""

    id: str
    rate: float
    """Events a year with nothing in place that lowers the rate."""
    floor: float
    """The least share of that rate that measures can reach."""
    in_place: float
    """ln of the product r^w of what is in place already (0 or less)."""
    logs: tuple[float, ...]
    """ln r^w of each option (0: no effect)."""
    axes: tuple[int, ...]
    """For each option the severity axes it makes good (bits 1 and 2)."""
    gross: tuple[float, float, float, float]
    """Mean yen of an event when the axes of bits 0, 1, 2, 3 have been made good."""
    retained: tuple[float, float, float, float]


@dataclass(frozen=True)
class PremiumCurve:
    """A yearly premium that falls with what is in place: base × max(floor, e^(slope·x))."""

    base: float = 0.0
    floor: float = 1.0
    slope: float = 0.0
    in_place: float = 0.0
    points: tuple[float, ...] = ()
    """What each option adds to x."""

    def at(self, points: Floats) -> Floats:
        """Yen a year at each x."""
        return self.base * np.maximum(self.floor, np.exp(self.slope * points))


@dataclass(frozen=True)
class Budget:
    """Yen; None is no bound. The premium counts against the first year only when ``includes_premium``."""

    first_year: float | None = None
    yearly: float | None = None
    includes_premium: bool = False


@dataclass(frozen=True)
class Problem:
    """Everything the choice depends on."""

    options: tuple[Option, ...]
    paths: tuple[RiskPath, ...]
    premium: PremiumCurve
    budget: Budget
    horizon_years: float
    day_rate: float

    def yearly_cost(self, option: Option) -> float:
        """What an option costs a year: yearly, one-off over the horizon, own days."""
        return option.yearly + option.one_off / self.horizon_years + option.person_days * self.day_rate

    @cached_property
    def needed(self) -> tuple[tuple[int, int], ...]:
        """Pairs of options of which the first needs the second; a need that is no option counts as met."""
        return self._pairs("needs")

    @cached_property
    def excluded(self) -> tuple[tuple[int, int], ...]:
        """Pairs of options that are never chosen together."""
        return self._pairs("excludes")

    def _pairs(self, which: str) -> tuple[tuple[int, int], ...]:
        places = {option.id: place for place, option in enumerate(self.options)}
        return tuple(
            (place, places[other])
            for place, option in enumerate(self.options)
            for other in getattr(option, which)
            if other in places
        )

    @cached_property
    def subsets(self) -> Indices:
        """All subsets, as numbers whose bits are the options."""
        if len(self.options) > MOST_ENUMERATED:
            raise ValueError(f"{len(self.options)} options: more than {MOST_ENUMERATED} cannot be enumerated")
        return np.arange(2 ** len(self.options))

    def sums(self, values: tuple[float, ...] | list[float], start: float = 0.0) -> Floats:
        """For each subset the start plus the values of its options."""
        total = np.full(1, start)
        for value in values:
            total = np.concatenate((total, total + value))
        return total

    def states(self, path: RiskPath) -> Indices:
        """For each subset the axes of the scenario that have been made good."""
        state = np.zeros(1, dtype=np.int64)
        for axes in path.axes:
            state = np.concatenate((state, state | axes))
        return state

    def rates(self, path: RiskPath) -> Floats:
        """For each subset the scenario's events a year."""
        if not any(path.logs):
            return np.full(len(self.subsets), path.rate * max(path.floor, float(np.exp(path.in_place))))
        return path.rate * np.maximum(path.floor, np.exp(self.sums(path.logs, path.in_place)))

    def yearly_loss(self, which: str) -> Floats:
        """For each subset the expected gross or retained loss of a year."""
        total = np.zeros(len(self.subsets))
        for path in self.paths:
            means = np.array(getattr(path, which))
            states = self.states(path)
            total += self.rates(path) * (means[states] if states.any() else means[0])
        return total

    @cached_property
    def premiums(self) -> Floats:
        """For each subset the yearly premium."""
        curve = self.premium
        if curve.base == 0.0:
            return np.zeros(len(self.subsets))
        return curve.at(self.sums(curve.points, curve.in_place))

    @cached_property
    def costs(self) -> Floats:
        """For each subset what it costs a year: yearly, one-off over the horizon, own days."""
        return self.sums([self.yearly_cost(option) for option in self.options])

    @cached_property
    def feasible(self) -> NDArray[np.bool_]:
        """Subsets within the budget whose prerequisites are met and whose members do not exclude each other."""
        allowed = np.ones(len(self.subsets), dtype=bool)
        first_year = self.sums([option.first_year for option in self.options])
        if self.budget.includes_premium:
            first_year = first_year + self.premiums
        if self.budget.first_year is not None:
            allowed &= first_year <= self.budget.first_year * SLACK
        if self.budget.yearly is not None:
            allowed &= self.sums([option.yearly for option in self.options]) <= self.budget.yearly * SLACK
        for one, other in self.needed:
            allowed &= (self.subsets >> one & 1) <= (self.subsets >> other & 1)
        for one, other in self.excluded:
            allowed &= (self.subsets >> one & self.subsets >> other & 1) == 0
        if self.budget.includes_premium:
            allowed[0] = True  # doing nothing is always possible, whatever the premium
        return allowed
