"""Exact amounts that occur with positive probability, kept as values beside any grid.

A limit, a cap of hours or a constant cost makes amounts that a year takes with positive probability. Their sums are
formed on whole multiples of a common step where there is one, so that 3 × 0.1 and 0.3 are one amount.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.frequency import Frequency

Floats = NDArray[np.float64]
Atoms = dict[Fraction, float]

SMALLEST = 1e-14
MOST = 200_000
_WHOLE = 2**53
_SAME = 1e-12


def common_step(values: Iterable[Fraction]) -> Fraction | None:
    """The largest number of which every value is a whole multiple; None if all are 0."""
    values = list(values)
    numerator, denominator = 0, 1
    for value in values:
        denominator = denominator * value.denominator // math.gcd(denominator, value.denominator)
    for value in values:
        numerator = math.gcd(numerator, int(value * denominator))
    return Fraction(numerator, denominator) if numerator else None


def together(one: Atoms, other: Atoms) -> Atoms:
    """Amounts of two independent things, added."""
    if one == {Fraction(0): 1.0}:
        return other
    total: Atoms = {}
    for value, probability in one.items():
        for more, chance in other.items():
            total[value + more] = total.get(value + more, 0.0) + probability * chance
    return total


@dataclass(frozen=True)
class Points:
    """Amounts in ascending order with their probabilities."""

    values: Floats
    probabilities: Floats

    @property
    def mass(self) -> float:
        """The probability of all of them together."""
        return float(self.probabilities.sum())

    def below(self, x: Floats, *, strictly: bool = False) -> Floats:
        """P(amount ≤ x), or < x; values within 1e-12 relative count as equal."""
        steps = np.concatenate(([0.0], np.cumsum(self.probabilities)))
        edge = np.asarray(x) * (1 - _SAME if strictly else 1 + _SAME)
        return steps[np.searchsorted(self.values, edge, side="left" if strictly else "right")]


ZERO = Points(np.zeros(1), np.ones(1))


def compound_atoms(frequency: Frequency, event: Atoms) -> Points:
    """The amounts of a year whose every event takes one of the event's exact amounts."""
    at_zero = event.get(Fraction(0), 0.0)
    amounts = {value: p for value, p in event.items() if value > 0}
    weights = frequency.coefficients(at_zero, _terms(frequency, sum(amounts.values())) if amounts else 1)
    if not amounts:
        return Points(np.zeros(1), weights[:1])
    single, unit = _whole_multiples(amounts, len(weights))
    power = Points(np.zeros(1), np.ones(1))
    collected = [Points(np.zeros(1), weights[:1])]
    for weight in weights[1:]:
        power = add(power, single)
        collected.append(Points(power.values, power.probabilities * weight))
        if weight * power.mass < SMALLEST and weight < weights.max():
            break
    year = _merged(
        np.concatenate([points.values for points in collected]),
        np.concatenate([points.probabilities for points in collected]),
    )
    return Points(year.values * unit, year.probabilities)


def _whole_multiples(amounts: Atoms, count: int) -> tuple[Points, float]:
    """The amounts in units of their common step where sums of ``count`` stay exact, else in yen; and the unit."""
    ordered = sorted(amounts.items())
    probabilities = np.array([p for _, p in ordered])
    step = common_step(amounts) or Fraction(1)
    if ordered[-1][0] / step * count >= _WHOLE:
        step = Fraction(1)
    return Points(np.array([float(value / step) for value, _ in ordered]), probabilities), float(step)


def _terms(frequency: Frequency, mass: float) -> int:
    """So many events of positive amount that more of them are less likely than 1e-14."""
    mean, spread = frequency.mean * mass, math.sqrt(frequency.mean * mass + frequency.variance * mass**2)
    return int(min(mean + 12 * spread + 40, 100_000))


def add(one: Points, other: Points) -> Points:
    """Two independent amounts, added."""
    if len(one.values) == 1:
        return Points(other.values + one.values[0], other.probabilities * one.probabilities[0])
    if len(other.values) == 1:
        return add(other, one)
    while len(one.values) * len(other.values) > 20_000_000:
        one, other = _pruned(one), _pruned(other)
        if len(one.values) * len(other.values) > 20_000_000:
            longer = one if len(one.values) >= len(other.values) else other
            shorter = other if longer is one else one
            keep = np.sort(np.argsort(longer.probabilities)[-20_000_000 // len(shorter.values) :])
            one, other = Points(longer.values[keep], longer.probabilities[keep]), shorter
    return _merged(
        np.add.outer(one.values, other.values).ravel(),
        np.multiply.outer(one.probabilities, other.probabilities).ravel(),
    )


def _pruned(points: Points) -> Points:
    keep = points.probabilities >= SMALLEST
    return Points(points.values[keep], points.probabilities[keep])


def _merged(values: Floats, probabilities: Floats) -> Points:
    keep = probabilities >= SMALLEST
    values, probabilities = values[keep], probabilities[keep]
    if len(values) == 0:
        return Points(np.zeros(1), np.zeros(1))
    order = np.argsort(values, kind="stable")
    values, probabilities = values[order], probabilities[order]
    starts = np.flatnonzero(np.concatenate(([True], np.diff(values) > _SAME * values[1:])))
    merged = Points(values[starts], np.add.reduceat(probabilities, starts))
    if len(merged.values) > MOST:
        largest = np.sort(np.argsort(merged.probabilities)[-MOST:])
        merged = Points(merged.values[largest], merged.probabilities[largest])
    return merged
