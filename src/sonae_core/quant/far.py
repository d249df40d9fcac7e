"""Quantiles near 1 and small probabilities of a year, read off tails that are refined until they stand still."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant import tail
from sonae_core.quant.exact import ExactYear
from sonae_core.quant.grid import Peril
from sonae_core.quant.tail import Tail

Floats = NDArray[np.float64]

COARSE = 2**9
FIRST = 2**10
ROUGH = 64.0  # a quantile is located on a grid whose top is at most so many times larger
STILL = 1e-5
LEVEL = 1e-12
_MANY = 16.0
_STEEP = 50.0
_TINY = 1e-280
_GONE = 1e-9


@dataclass(frozen=True)
class Cells:
    """How fine a grid of a year has to be."""

    enough: Callable[[float], int]
    """Cells up to a top at which a cell is small against what makes up most of the year."""
    align: float
    """A step that puts exact amounts on the grid, 0 if there is none."""
    largest: int
    """The most cells worth their time."""


class FarTail:
    """P(year > x) where it is small."""

    def __init__(
        self,
        perils: Sequence[Peril],
        kept: ExactYear,
        rest: float,
        mean: float,
        start: Callable[[], float],
        cells: Cells,
    ) -> None:
        self._perils, self._kept, self._rest, self._mean = perils, kept, rest, mean
        self._start, self._cells = start, cells

    def grid(self, top: float, count: int) -> Tail:
        """The tail up to a top."""
        step = top / (count - 8)
        if self._cells.align > step:
            step = self._cells.align / math.floor(self._cells.align / step)
        return tail.tail_on_grid(self._perils, self._kept, step, count)

    def survival(self, x: float) -> float:
        """P(year > x)."""
        atoms = self._kept.points
        exact = float(atoms.probabilities[atoms.values > x * (1 + LEVEL)].sum())
        if not self._rest or x <= 0:
            return exact + self._rest
        count = max(FIRST, self._least(x))
        read = self.grid(x * 1.01, count).at(x)
        while count < self._cells.largest // tail.PADDING:
            count *= 2
            finer = self.grid(x * 1.01, count).at(x)
            if abs(finer - read) <= STILL * max(finer, 1e-300):
                return exact + finer
            read = finer
        return exact + read

    def passed(self, x: Floats) -> tuple[Floats, NDArray[np.bool_]]:
        """Places with those that no year exceeds but for 1e-9 set to 0, and which they are."""
        surely = np.zeros(len(x), dtype=bool)
        for index in np.argsort(-x):
            if x[index] <= 0 or self._cells.enough(float(x[index])) <= 16 * FIRST:
                break
            if self.grid(float(x[index]), 4 * FIRST).over[-4] > _GONE:
                break
            surely[index] = True
        return np.where(surely, 0.0, x), surely

    def quantiles(self, levels: Sequence[float]) -> dict[float, tuple[float, float]]:
        """Quantiles of levels near 1, given from the highest down, with E[(year − quantile)⁺]."""
        atoms = self._kept.points
        positive = self._rest + float(atoms.probabilities[atoms.values > 0].sum())
        found = {}
        top = 0.0
        for level in levels:
            target = 1.0 - level + LEVEL
            if positive <= target:
                found[level] = (0.0, self._mean)
                continue
            top = self._place(target, top) * 1.05
            value, grid = self._quantile(target, top)
            found[level] = (value, grid.excess(value, atoms) if math.isfinite(self._mean) else math.inf)
        return found

    def _quantile(self, target: float, top: float) -> tuple[float, Tail]:
        """The reading that no longer changes when the cells are halved."""
        count, value = max(FIRST, self._least(top)), 0.0
        while True:
            grid = self.grid(top, count)
            finer = tail.quantile(grid, self._kept.points, target)
            if abs(finer - value) <= STILL * finer or count >= self._cells.largest // 2 // tail.PADDING:
                return finer, grid
            count, value = count * 2, finer

    def _least(self, top: float) -> int:
        """Cells to begin with: fine enough for the sizes where the tail is one of very many events that add up."""
        if sum(peril.frequency.mean for peril in self._perils) < _MANY:
            return 0
        if tail.raised(self._perils, top / COARSE, COARSE) < _STEEP:
            return 0
        return min(self._cells.enough(top), self._cells.largest // 4 // tail.PADDING)

    def _place(self, target: float, top: float) -> float:
        """Roughly where P(year > x) falls to the target, from a top where it is known to lie below."""
        top = top or self._start()
        for _ in range(400):
            grid = self.grid(top, max(COARSE, self._least(top)))
            place = tail.quantile(grid, self._kept.points, target)
            if place >= grid.top * 0.999 and top < 1e300:
                top *= 4.0
            elif place * ROUGH >= top or top < _TINY:
                return place or top
            else:  # inside the first cells, or so far below that the grid does not see it
                top = max(place * 2.0, top / ROUGH**2)
        return top
