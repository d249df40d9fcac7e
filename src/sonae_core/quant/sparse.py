"""Exact amounts that occur with positive probability, kept as values beside any grid.

A limit, a cap of hours or a constant cost makes amounts that a year takes with positive probability (``exact``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Atoms = dict[Fraction, float]

SMALLEST = 1e-18
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


def add(one: Points, other: Points) -> Points:
    """Two independent amounts, added."""
    if len(one.values) == 1:
        return Points(other.values + one.values[0], other.probabilities * one.probabilities[0])
    if len(other.values) == 1:
        return add(other, one)
    return merged(
        np.add.outer(one.values, other.values).ravel(),
        np.multiply.outer(one.probabilities, other.probabilities).ravel(),
    )


def merged(values: Floats, probabilities: Floats) -> Points:
    """Amounts in ascending order, equal ones (but for 1e-12) as one; what cannot be seen is left out."""
    keep = probabilities >= SMALLEST
    values, probabilities = values[keep], probabilities[keep]
    if len(values) == 0:
        return Points(np.zeros(1), np.zeros(1))
    order = np.argsort(values, kind="stable")
    values, probabilities = values[order], probabilities[order]
    starts = np.flatnonzero(np.concatenate(([True], np.diff(values) > _SAME * values[1:])))
    return Points(values[starts], np.add.reduceat(probabilities, starts))
