"""The year of a pool: Poisson many draws from its weighted events, on one grid that keeps their mean.

Each event is split over its two neighbouring cells, so the year's mean is the pool's to the last digit; the compound
sum is one exponential of a transform (``grid`` explains tilt and padding). Cells are a four-thousandth of the largest
amount asked for, far below what 4,096 draws for each state can tell.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.grid import grid_frame

Floats = NDArray[np.float64]

CELLS = 2**13
_COARSE = 2**10
_PADDING = 2
_ROOM = 2.2


@dataclass(frozen=True)
class PoolYear:
    """``values``: yen of each event; ``weights``: how many such events a year has."""

    values: Floats
    weights: Floats

    @cached_property
    def mean(self) -> float:
        """Expected yen a year."""
        return float((self.values * self.weights).sum())

    @cached_property
    def sd(self) -> float:
        """Standard deviation of a year (Poisson: the second moment of the events)."""
        return math.sqrt(float((self.values**2 * self.weights).sum()))

    def quantiles(self, levels: Sequence[float]) -> list[tuple[float, float]]:
        """For each level the quantile and E[(year − quantile)⁺]."""
        if self.mean == 0.0:
            return [(0.0, 0.0) for _ in levels]
        grid = self._grid_for(max(levels))
        return [(x, grid.excess(x, self.mean)) for x in (grid.quantile(level) for level in levels)]

    def cdf(self, amounts: Sequence[float]) -> list[float]:
        """P(year ≤ amount) for each amount."""
        if self.mean == 0.0:
            return [1.0 for _ in amounts]
        grid = self._grid_for(0.995)
        wider = self._grid(max(amounts, default=0.0) * 1.01) if max(amounts, default=0.0) > grid.top else grid
        return [(grid if amount <= grid.top else wider).cdf(amount) for amount in amounts]

    def _grid_for(self, level: float) -> _Cells:
        """A grid whose top is about twice the quantile."""
        if level not in self._tops:
            bound = self.mean + self.sd * math.sqrt(level / (1.0 - level))
            self._tops[level] = _ROOM * max(self._made(bound, _COARSE).quantile(level), bound / 1e4)
        return self._grid(self._tops[level])

    def _grid(self, top: float) -> _Cells:
        if top not in self._grids:
            self._grids[top] = self._made(top, CELLS)
        return self._grids[top]

    @cached_property
    def _tops(self) -> dict[float, float]:
        return {}

    @cached_property
    def _grids(self) -> dict[float, _Cells]:
        return {}

    def _made(self, top: float, cells: int) -> _Cells:
        step = top / (cells - 2)
        place = self.values / step
        inside = place < cells - 1
        index = place[inside].astype(np.int64)
        share, weights = place[inside] - index, self.weights[inside]
        masses = np.bincount(index, weights * (1.0 - share), cells) + np.bincount(index + 1, weights * share, cells)
        tilt, untilt, _ = grid_frame(cells, _PADDING)
        # Events beyond the top cannot be in a year below it: they only take their part of exp(−rate).
        transform = np.exp(np.fft.rfft(masses * tilt, n=_PADDING * cells) - float(self.weights.sum()))
        year = np.fft.irfft(transform, n=_PADDING * cells)[:cells] * untilt
        return _Cells(step, np.maximum(year, 0.0))


@dataclass(frozen=True)
class _Cells:
    """P(year = k steps), k below the number of cells."""

    step: float
    masses: Floats

    @property
    def top(self) -> float:
        """The largest amount that can be read."""
        return self.step * (len(self.masses) - 2)

    @cached_property
    def _steps(self) -> Floats:
        return np.cumsum(self.masses)

    def cdf(self, x: float) -> float:
        """Straight between the middles of the steps; the jump at 0 whole."""
        place = x / self.step
        index = int(place)
        if index == 0 and place < 0.5:
            return float(self._steps[0])
        low = float(self._steps[index]) - float(self.masses[index]) / 2
        high = float(self._steps[index + 1]) - float(self.masses[index + 1]) / 2
        return min(max(low + (high - low) * (place - index), float(self._steps[0])), 1.0)

    def quantile(self, level: float) -> float:
        """Where the cdf reaches the level."""
        index = int(np.searchsorted(self._steps, level - 1e-12))
        if index == 0:
            return 0.0
        before = float(self._steps[index - 1])
        mass = float(self.masses[index]) if index < len(self.masses) else 0.0
        inside = (level - before) / mass if mass > 0 else 0.5
        return max(index - 0.5 + min(max(inside, 0.0), 1.0), 0.0) * self.step

    def excess(self, x: float, mean: float) -> float:
        """E[(year − x)⁺] = mean − x + Σ (x − k)⁺ P(year = k)."""
        amounts = np.arange(len(self.masses)) * self.step
        below = amounts < x
        return max(mean - x + float(((x - amounts[below]) * self.masses[below]).sum()), 0.0)
