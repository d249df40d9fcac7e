"""Events with weights: each stands for so many events a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.sparse import Atoms

Floats = NDArray[np.float64]


def weighted_quantiles(values: Floats, weights: Floats, levels: Sequence[float]) -> list[float]:
    """For each level the smallest value at which the weight up to and including it reaches the level's share."""
    if not len(values):
        return [0.0 for _ in levels]
    order = np.argsort(values, kind="stable")
    steps = np.cumsum(weights[order])
    places = np.searchsorted(steps, np.asarray(levels) * steps[-1] * (1 - 1e-12))
    return [float(value) for value in values[order][np.minimum(places, len(values) - 1)]]


def apportion(shares: Sequence[float], total: int) -> list[int]:
    """Whole yen in proportion to ``shares`` that add up to ``total`` (largest remainder, the first among equals)."""
    whole = float(sum(shares))
    if whole <= 0 or total <= 0:
        return [0 for _ in shares]
    exact = [share / whole * total for share in shares]
    parts = [int(value) for value in exact]
    order = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts


@dataclass(frozen=True)
class Empirical:
    """One event's amount as weighted events give it; amounts that many events share stay exact.

    A ``Part`` of the compound solver: between neighbouring events the amount is spread evenly.
    """

    values: Floats
    weights: Floats

    @cached_property
    def _sorted(self) -> tuple[Floats, Floats, Atoms]:
        order = np.argsort(self.values, kind="stable")
        values, weights = self.values[order], self.weights[order] / self.weights.sum()
        starts = np.flatnonzero(np.diff(values, prepend=-1.0) > 0)
        counts = np.diff(starts, append=len(values))
        masses = np.add.reduceat(weights, starts)
        from fractions import Fraction

        shared = counts >= _SHARED
        atoms = {Fraction(float(v)): float(m) for v, m in zip(values[starts[shared]], masses[shared], strict=True)}
        single = ~np.repeat(shared, counts)
        return values[single], np.cumsum(weights[single]), atoms

    @property
    def atoms(self) -> Atoms:
        """Amounts that at least eight events share: nothing paid, a limit reached."""
        return self._sorted[2]

    @property
    def top(self) -> float:
        """The largest event."""
        return float(self.values.max(initial=0.0))

    def moment(self, order: int) -> float:
        """The weighted mean of amount^order."""
        return float((self.weights * self.values**order).sum() / self.weights.sum())

    def continuous_cdf(self, y: Floats) -> Floats:
        """Straight between the events' cumulative weights."""
        values, steps, _ = self._sorted
        if not len(values):
            return np.zeros_like(y)
        middles = steps - np.diff(steps, prepend=0.0) / 2
        return np.interp(y, np.append(values, values[-1] * (1 + 1e-9)), np.append(middles, steps[-1]), left=0.0)

    def continuous_mean(self, top: float) -> float | None:
        """Left to the grid."""
        return None

    def size(self, top: float) -> float:
        """The mean of what is not 0."""
        positive = self.values > 0
        weight = float(self.weights[positive].sum())
        return float((self.weights[positive] * self.values[positive]).sum() / weight) if weight else 0.0


_SHARED = 8
