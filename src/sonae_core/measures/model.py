"""The expected objective as a mixed-integer linear program that never lies above it.

Each loss is price × max(floor, e^u) with u linear in the choice. It is convex, so its tangents lie below it, and they
meet it where they touch. A scenario with severity states has one binary a state; ln rate and rate are split over the
states, so that each state has its own price (the perspective form). Whatever the program cannot reach, no set can.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from sonae_core.measures.problem import SLACK, Problem, RiskPath
from sonae_core.measures.program import Program
from sonae_core.measures.sets import Row, Sets

TANGENTS = 6
_MOST = 1000.0
_UNIT = 1e6
"""Yen of a budget row, so that its numbers are near 1."""
_SAME = 1e-9


@dataclass
class _Curve:
    """``column`` ≥ max(floor, e^u), u = start + Σ factor × column; both times the switch where there is one."""

    column: int
    factors: Mapping[int, float]
    start: float
    switch: int | None
    floor: float
    touched: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """What the program says: no allowed set costs less than ``bound``; the set it would take, if there is one."""

    bound: float
    row: Row | None


class Model:
    """The program of one problem; tangents are added where it is asked to touch."""

    def __init__(self, problem: Problem, tangents: int = TANGENTS) -> None:
        """``tangents``: how many each curve begins with, evenly over where its u can be."""
        self._problem, self._sets, self._tangents = problem, Sets(problem), tangents
        self._program, self._constant = Program(), 0.0
        self._curves: dict[tuple[int, int], _Curve] = {}
        """By place of the path and state; the premium is the path after the last."""
        for option in problem.options:
            self._program.column(problem.yearly_cost(option), 0.0, 1.0, whole=True)
        for place, path in enumerate(problem.paths):
            self._add_path(place, path)
        premium = self._add_premium()
        self._add_rules()
        self._add_budget(premium)

    def solve(self, size: float) -> Answer:
        """Solve as it stands; ``size`` is about what the objective will be."""
        solved = self._program.solve(size)
        row = None if solved.values is None else solved.values[: self._sets.count] > 0.5
        return Answer(solved.bound + self._constant, row)

    def touch(self, row: Row) -> bool:
        """Make the program exact at a set; False when it already was."""
        states = self._sets.states(row[None, :])[0]
        logs = self._sets.log_rates(row[None, :])[0]
        new = [self._tangent(self._curves.get((p, int(states[p]))), logs[p]) for p in range(len(logs))]
        premium = self._problem.premium
        points = float(self._sets.points(row[None, :])[0])
        new.append(self._tangent(self._curves.get((len(logs), 0)), premium.slope * points))
        return any(new)

    def forbid(self, row: Row) -> None:
        """Leave out one set, whose own figures are known."""
        factors = {place: -1.0 if chosen else 1.0 for place, chosen in enumerate(row)}
        self._program.row(factors, least=1.0 - float(row.sum()))

    # --- building ---------------------------------------------------------------------------------------------------

    def _add_path(self, place: int, path: RiskPath) -> None:
        switches = self._switches(path)
        factors = {option: log for option, log in enumerate(path.logs) if log}
        if not factors:
            self._add_fixed(path, switches)
            return
        if len(switches) == 1:
            self._add_curve((place, 0), path.rate * path.retained[0], factors, path.in_place, None, path.floor)
            return
        low, high = _reach(factors.values(), path.in_place)
        shares: dict[int, float] = {}
        for state, switch in switches.items():
            share = self._program.column(0.0, min(low, 0.0), max(high, 0.0))
            shares[share] = 1.0
            self._program.row({share: 1.0, _known(switch): -low}, least=0.0)
            self._program.row({share: 1.0, _known(switch): -high}, most=0.0)
            price = path.rate * path.retained[state]
            self._add_curve((place, state), price, {share: 1.0}, 0.0, switch, path.floor, (low, high))
        negative = {option: -log for option, log in factors.items()}
        self._program.row(shares | negative, path.in_place, path.in_place)

    def _add_fixed(self, path: RiskPath, switches: Mapping[int, int | None]) -> None:
        """A scenario whose rate no option moves."""
        rate = path.rate * max(path.floor, math.exp(path.in_place))
        for state, switch in switches.items():
            if switch is None:
                self._constant += rate * path.retained[state]
            else:
                self._program.prices[switch] += rate * path.retained[state]

    def _switches(self, path: RiskPath) -> dict[int, int | None]:
        """For each state that can be reached its binary; None for the only one."""
        makers = {bit: [option for option, axes in enumerate(path.axes) if axes & bit] for bit in (1, 2)}
        states = [state for state in range(4) if all(makers[bit] or not state & bit for bit in (1, 2))]
        if len(states) == 1:
            return {states[0]: None}
        switches = {state: self._program.column(0.0, 0.0, 1.0, whole=True) for state in states}
        self._program.row(dict.fromkeys(switches.values(), 1.0), 1.0, 1.0)
        for bit in (1, 2):
            good = {switches[state]: 1.0 for state in states if state & bit}
            if good:
                self._program.row(good | dict.fromkeys(makers[bit], -1.0), most=0.0)
            for option in makers[bit]:
                self._program.row({option: -1.0} | good, least=0.0)
        return dict(switches)

    def _add_curve(
        self,
        key: tuple[int, int],
        price: float,
        factors: Mapping[int, float],
        start: float,
        switch: int | None,
        floor: float,
        reach: tuple[float, float] | None = None,
    ) -> int:
        """A column that lies above the curve at its price, with tangents over where u can be."""
        column = self._program.column(price, 0.0, _MOST)
        curve = self._curves[key] = _Curve(column, factors, start, switch, floor)
        if switch is None:
            self._program.row({column: 1.0}, least=floor)
        else:
            self._program.row({column: 1.0, switch: -floor}, least=0.0)
        low, high = reach or _reach(factors.values(), start)
        low = max(low, math.log(floor)) if floor > 0 else low
        for at in np.linspace(min(low, high), high, self._tangents):
            self._tangent(curve, float(at))
        return column

    def _tangent(self, curve: _Curve | None, at: float) -> bool:
        """Add the tangent at u = ``at``: e^at × (1 + u − at); False when it is there, or the floor is above."""
        if curve is None or math.exp(at) <= curve.floor or any(abs(at - other) <= _SAME for other in curve.touched):
            return False
        curve.touched.append(at)
        steep = math.exp(at)
        factors = {column: -steep * factor for column, factor in curve.factors.items()} | {curve.column: 1.0}
        if curve.switch is None:
            self._program.row(factors, least=steep * (1.0 + curve.start - at))
        else:
            self._program.row(factors | {curve.switch: -steep * (1.0 - at)}, least=0.0)
        return True

    def _add_premium(self) -> int | None:
        curve = self._problem.premium
        if curve.base == 0.0:
            return None
        factors = {option: curve.slope * points for option, points in enumerate(curve.points) if points}
        place = (len(self._problem.paths), 0)
        return self._add_curve(place, curve.base, factors, curve.slope * curve.in_place, None, curve.floor)

    def _add_rules(self) -> None:
        for one, other in self._problem.needed:
            self._program.row({one: 1.0, other: -1.0}, most=0.0)
        for one, other in self._problem.excluded:
            self._program.row({one: 1.0, other: 1.0}, most=1.0)

    def _add_budget(self, premium: int | None) -> None:
        budget, options = self._problem.budget, self._problem.options
        if budget.first_year is not None:
            spent = {place: option.first_year / _UNIT for place, option in enumerate(options)}
            if budget.includes_premium and premium is not None:
                spent[premium] = self._problem.premium.base / _UNIT
            self._program.row(spent, most=budget.first_year * SLACK / _UNIT)
        if budget.yearly is not None:
            yearly = {place: option.yearly / _UNIT for place, option in enumerate(options)}
            self._program.row(yearly, most=budget.yearly * SLACK / _UNIT)


def _reach(factors: Iterable[float], start: float) -> tuple[float, float]:
    """The least and the largest u."""
    values = list(factors)
    return start + math.fsum(v for v in values if v < 0), start + math.fsum(v for v in values if v > 0)


def _known(switch: int | None) -> int:
    if switch is None:
        raise ValueError("a scenario with several states has a binary for each")
    return switch
