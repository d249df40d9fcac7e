"""Years whose every amount is a whole multiple of one step, computed on that lattice without any approximation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.compound import Compound
from sonae_core.quant.far import LEVEL
from sonae_core.quant.frequency import Frequency
from sonae_core.quant.grid import Peril
from sonae_core.quant.sparse import Atoms, common_step

Floats = NDArray[np.float64]

LARGEST_SIZE = 2**20
LARGEST_YEAR = 2**22
_CHEAP = 20_000_000


def solve(perils: Sequence[Peril]) -> Compound:
    """The year on its lattice where it has one that fits, else by grids."""
    compound = Compound(perils)
    if not compound.perils or not all(_is_exact(peril) for peril in compound.perils):
        return compound
    atoms = [part.atoms for peril in compound.perils for part in peril.parts]
    step = common_step(value for sizes in atoms for value in sizes)
    if step is None or max(value for sizes in atoms for value in sizes) / step > LARGEST_SIZE:
        return compound
    events = [_Event.of(peril, step) for peril in compound.perils]
    size = _year_size(events)
    return compound if size is None else Lattice(compound.perils, events, step, size)


def _is_exact(peril: Peril) -> bool:
    return all(abs(1.0 - sum(part.atoms.values())) < LEVEL for part in peril.parts)


@dataclass(frozen=True)
class _Event:
    """One event in steps of the lattice: for each part its places and their probabilities."""

    frequency: Frequency
    parts: tuple[tuple[NDArray[np.int64], Floats], ...]

    @classmethod
    def of(cls, peril: Peril, step: Fraction) -> _Event:
        return cls(peril.frequency, _joined([_in_steps(part.atoms, step) for part in peril.parts]))

    @property
    def top(self) -> int:
        """The largest amount."""
        return sum(int(places[-1]) for places, _ in self.parts)

    def log_mgf(self, rate: float) -> float:
        """ln E[e^(rate × year)] of this peril."""
        inner = 0.0
        for places, probabilities in self.parts:
            logs = rate * places + np.log(probabilities)
            highest = float(logs.max())
            inner += highest + math.log(float(np.exp(logs - highest).sum()))
        return math.inf if inner > 600 else self.frequency.log_pgf(math.exp(inner))


def _joined(parts: list[tuple[NDArray[np.int64], Floats]]) -> tuple[tuple[NDArray[np.int64], Floats], ...]:
    """The sum of the parts where it is cheap to form, so that one transform does for all; else the parts."""
    top = sum(int(places[-1]) for places, _ in parts)
    if len(parts) < 3 or top * sum(len(places) for places, _ in parts) > _CHEAP:
        return tuple(parts)
    total = np.ones(1)
    for places, probabilities in parts:
        more = np.zeros(len(total) + int(places[-1]))
        for place, probability in zip(places, probabilities, strict=True):
            more[place : place + len(total)] += probability * total
        total = more
    seen = np.flatnonzero(total)
    return ((seen, total[seen]),)


def _in_steps(atoms: Atoms, step: Fraction) -> tuple[NDArray[np.int64], Floats]:
    ordered = sorted((int(value / step), probability) for value, probability in atoms.items() if probability > 0)
    return np.array([place for place, _ in ordered]), np.array([probability for _, probability in ordered])


def _year_size(events: Sequence[_Event]) -> int | None:
    """A power of two of points beyond which a year lies with probability below 1e-12 (Chernoff's bound)."""
    size = 2 ** max(math.ceil(math.log2(max(event.top for event in events) + 2)), 4)
    most = _most(events)
    bounds = [] if most is not None and most < size else [sum(e.log_mgf(rate) for e in events) for rate in _RATES]
    while size <= LARGEST_YEAR:
        if most is not None and most < size:
            return size
        if any(bound - rate * size < math.log(LEVEL) - 1 for rate, bound in zip(_RATES, bounds, strict=False)):
            return size
        size *= 2
    return None


_RATES = tuple(float(rate) for rate in np.geomspace(1e-7, 3.0, 64))


def _most(events: Sequence[_Event]) -> int | None:
    """The largest amount a year can take, None if there is none."""
    total = 0
    for event in events:
        count = event.frequency.largest
        if count is None:
            return None
        total += count * event.top
    return total


class Lattice(Compound):
    """A ``Compound`` whose whole year is on a lattice."""

    def __init__(self, perils: Sequence[Peril], events: Sequence[_Event], step: Fraction, size: int) -> None:
        super().__init__(perils)
        self._step, self._size, self._events = step, size, events

    @cached_property
    def masses(self) -> Floats:
        """P(year = k steps)."""
        whole = np.ones(self._size // 2 + 1, dtype=complex)
        for event in self._events:
            one = np.ones(1, dtype=complex)
            for places, probabilities in event.parts:
                one = one * np.fft.rfft(np.bincount(places, probabilities, self._size))
            whole *= event.frequency.pgf(one)
        return np.maximum(np.fft.irfft(whole, n=self._size), 0.0)

    @cached_property
    def _steps(self) -> Floats:
        return np.cumsum(self.masses)

    def _index(self, x: Floats, *, strictly: bool = False) -> NDArray[np.int64]:
        """How many lattice points lie at or below (strictly: below) x; 1e-12 relative counts as equal."""
        place = np.minimum(np.asarray(x, dtype=float) / float(self._step), self._size + 1.0)
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
