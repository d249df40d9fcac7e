"""Years whose every amount is a whole multiple of one step, computed on that lattice without any approximation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.compound import LEVEL, Compound, event_atoms
from sonae_core.quant.frequency import Frequency
from sonae_core.quant.grid import Peril
from sonae_core.quant.sparse import Atoms, common_step

Floats = NDArray[np.float64]

LARGEST_EVENT = 2**20
LARGEST_YEAR = 2**22


def solve(perils: Sequence[Peril]) -> Compound:
    """The year on its lattice where it has one that fits, else by grids."""
    compound = Compound(perils)
    events = [event_atoms(peril) for peril in compound.perils if _is_exact(peril)]
    if len(events) < len(compound.perils) or not events:
        return compound
    step = common_step(value for event in events for value in event)
    if step is None or max(value for event in events for value in event) / step > LARGEST_EVENT:
        return compound
    frequencies = [peril.frequency for peril in compound.perils]
    size = _year_size(list(zip(frequencies, events, strict=True)), step)
    return compound if size is None else Lattice(compound.perils, events, step, size)


def _is_exact(peril: Peril) -> bool:
    return all(abs(1.0 - sum(part.atoms.values())) < LEVEL for part in peril.parts)


def _year_size(perils: Sequence[tuple[Frequency, Atoms]], step: Fraction) -> int | None:
    """A power of two of points beyond which a year lies with probability below 1e-12 (Chernoff's bound)."""
    size = 2 ** max(math.ceil(math.log2(float(max(v for _, event in perils for v in event) / step) + 2)), 4)
    bounds = [_log_mgf(perils, step, rate) for rate in _RATES]
    while size <= LARGEST_YEAR:
        if any(bound - rate * size < math.log(LEVEL) - 1 for rate, bound in zip(_RATES, bounds, strict=True)):
            return size
        if (most := _most(perils, step)) is not None and most < size:
            return size
        size *= 2
    return None


_RATES = tuple(float(rate) for rate in np.geomspace(1e-7, 3.0, 160))


def _log_mgf(perils: Sequence[tuple[Frequency, Atoms]], step: Fraction, rate: float) -> float:
    total = 0.0
    for frequency, event in perils:
        largest = rate * float(max(event) / step)
        if largest > 600:
            return math.inf
        inner = sum(p * math.exp(rate * float(v / step)) for v, p in event.items())
        total += frequency.log_pgf(inner)
    return total


def _most(perils: Sequence[tuple[Frequency, Atoms]], step: Fraction) -> float | None:
    """The largest amount a year can take, None if there is none."""
    counts = [frequency.largest for frequency, _ in perils]
    if any(count is None for count in counts):
        return None
    return sum((count or 0) * float(max(event) / step) for count, (_, event) in zip(counts, perils, strict=True))


class Lattice(Compound):
    """A ``Compound`` whose whole year is on a lattice."""

    def __init__(self, perils: Sequence[Peril], events: Sequence[Atoms], step: Fraction, size: int) -> None:
        super().__init__(perils)
        self._step, self._size, self._events = step, size, events

    @cached_property
    def masses(self) -> Floats:
        """P(year = k steps)."""
        whole = np.ones(self._size // 2 + 1, dtype=complex)
        for peril, event in zip(self.perils, self._events, strict=True):
            masses = np.zeros(self._size)
            for value, probability in event.items():
                masses[int(value / self._step)] += probability
            whole *= peril.frequency.pgf(np.fft.rfft(masses))
        return np.maximum(np.fft.irfft(whole, n=self._size), 0.0)

    @cached_property
    def _steps(self) -> Floats:
        return np.cumsum(self.masses)

    def _index(self, x: Floats, *, strictly: bool = False) -> NDArray[np.int64]:
        """How many lattice points lie at or below (strictly: below) x; 1e-12 relative counts as equal."""
        place = np.asarray(x, dtype=float) / float(self._step)
        if strictly:
            return np.ceil(place * (1 - LEVEL) - LEVEL).astype(np.int64)
        return np.floor(place * (1 + LEVEL) + LEVEL).astype(np.int64) + 1

    def cdf(self, x: Floats) -> Floats:
        """P(year ≤ x)."""
        steps = np.concatenate(([0.0], self._steps))
        return np.minimum(steps[np.clip(self._index(x), 0, self._size)], 1.0)

    def below(self, x: float) -> float:
        """P(year < x)."""
        index = int(np.clip(self._index(np.array([x]), strictly=True)[0], 0, self._size))
        return float(self._steps[index - 1]) if index else 0.0

    def quantiles(self, levels: Sequence[float], near: float = 0.0) -> list[tuple[float, float]]:
        """For each level the quantile and E[(year − quantile)⁺]; ``near`` plays no part on a lattice."""
        return [self._quantile(level) for level in levels]

    def _quantile(self, level: float) -> tuple[float, float]:
        index = min(int(np.searchsorted(self._steps, level - LEVEL)), self._size - 1)
        excess = float(np.arange(1, self._size - index) @ self.masses[index + 1 :]) * float(self._step)
        return float(index * self._step), excess

    def limited_moments(self, limit: float) -> tuple[float, float]:
        """E[min(year, limit)] and E[min(year, limit)²]."""
        amounts = np.minimum(np.arange(self._size) * float(self._step), limit)
        return float(amounts @ self.masses), float(amounts**2 @ self.masses)
