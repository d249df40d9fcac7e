"""The sum of the parts of one event, read as the year that has exactly one event."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.compound import Compound, event_moments
from sonae_core.quant.exact import event_atoms
from sonae_core.quant.far import FIRST, LEVEL
from sonae_core.quant.frequency import Fixed
from sonae_core.quant.grid import Peril
from sonae_core.quant.parts import Layered, Part, beyond_moment, part_beyond
from sonae_core.quant.sparse import Atoms
from sonae_core.quant.transform import Transform

Floats = NDArray[np.float64]

CELLS = 2**15
FEWER = 2**13  # for events of many lines, whose sums are smooth
_ROUNDING = 1e-11
_LARGEST = 1e300
_FAR = 3.0  # standard deviations above the mean from which on differences of means lose their digits


class EventSum:
    """A sum of independent parts, with its exact amounts as fractions."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._peril = Peril(Fixed(1), parts)
        self._year = Compound([self._peril])

    @cached_property
    def atoms(self) -> Atoms:
        """Exact amounts and their probabilities."""
        return event_atoms(self._peril)

    @cached_property
    def rest(self) -> float:
        """The probability outside the exact amounts."""
        rest = 1.0 - sum(self.atoms.values())
        return rest if rest > _ROUNDING else 0.0

    @cached_property
    def moments(self) -> tuple[float, float]:
        """E[sum], E[sum²]."""
        mean, variance = event_moments(self._peril)
        return mean, variance + mean**2 if math.isfinite(mean) else math.inf

    def continuous_cdf(self, x: Floats) -> Floats:
        """P(sum ≤ x and not an exact amount)."""
        seen = np.minimum(x, self._surely_below)
        top = float(seen.max(initial=0.0))
        if top <= 0.0 or self.rest == 0.0:
            return np.zeros_like(x)
        cells = CELLS if len(self._peril.parts) <= 8 else FEWER if len(self._peril.parts) <= 32 else FEWER // 4
        return np.where(x > seen, self.rest, np.maximum(self._year.grid_cdf(seen, top, cells), 0.0))

    @cached_property
    def _surely_below(self) -> float:
        """A sum that is passed with a probability below 1e-12, because then some part passes its share of it."""
        parts = self._peril.parts
        total = 1.0 + sum(part.size(math.inf) for part in parts if math.isfinite(part.size(math.inf)))
        while total < _LARGEST and sum(part_beyond(part, total / len(parts)) for part in parts) > LEVEL:
            total *= 4.0
        return total

    def excesses(self, limit: float) -> tuple[float, float]:
        """E[(sum − limit)⁺], E[(sum² − limit²)⁺]; inf where they do not exist."""
        mean, square = self.moments
        if limit <= 0:
            return mean, square
        if math.isfinite(self._year.sd) and limit > mean + _FAR * self._year.sd:
            return self._far_excesses(limit)
        first, second = self._year.limited_moments(limit)
        return max(mean - first, 0.0), max(square - second, 0.0)

    def _far_excesses(self, limit: float) -> tuple[float, float]:
        """From the tail: sums of parts that all lie below a top, and of those of which one alone lies above."""
        tail = self._year.tail(limit * 1.01, 2 * FIRST)
        one, two = tail.excesses(limit, self._year.atoms)
        chance, first, second = _with_a_large_part(self._peril.parts, tail.cut)
        return one + max(first - limit * chance, 0.0), two + max(second - limit**2 * chance, 0.0)


def _with_a_large_part(parts: Sequence[Part], top: float) -> tuple[float, float, float]:
    """Chance, E[sum] and E[sum²] where a part exceeds the top; by the first that does."""
    free = [(part.moment(1), part.moment(2)) for part in parts]
    chance = first = second = 0.0
    reached = 1.0
    below: list[tuple[float, float]] = []
    for index, part in enumerate(parts):
        large = [beyond_moment(part, order, top) for order in (0, 1, 2)]
        if large[0] > 0.0:
            mean, square = _of_sum([*below, *free[index + 1 :]])
            chance += reached * large[0]
            first += reached * (large[1] + large[0] * mean)
            second += reached * (large[2] + 2.0 * large[1] * mean + large[0] * square)
        left = 1.0 - large[0]
        if left <= 0.0:
            break
        reached *= left
        below.append(((free[index][0] - large[1]) / left, (free[index][1] - large[2]) / left))
    return chance, first, second


def _of_sum(moments: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """E[sum], E[sum²] of independent amounts."""
    mean = sum(one for one, _ in moments)
    return mean, mean**2 + sum(max(two - one**2, 0.0) for one, two in moments)


def layered(parts: tuple[Part, ...], transform: Transform) -> Layered:
    """A transform of the sum of the parts."""
    return Layered(parts, transform, EventSum(parts))
