"""A year on a grid: exponentially tilted FFT of the compound distribution, for amounts up to a top.

Only events up to the top matter for the probability of years up to the top, so the severity is cut there and the
transform stays small. The tilt keeps what wraps around the end of the grid below 1e-9 (Grübel and Hermesmeier 1999,
ASTIN Bulletin 29(2)). Masses are those of cells of width h around k·h; the cell average is undone in the transform
of one event and done again in that of the year, so that for smooth sizes the error falls faster than h².
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.frequency import Frequency
from sonae_core.quant.parts import Part
from sonae_core.quant.sparse import Atoms

Floats = NDArray[np.float64]
Complex = NDArray[np.complex128]

TILT = 36.0  # ln of what is left of a wrapped mass, shared between wrapping and rounding


@dataclass(frozen=True)
class Peril:
    """A frequency and the independent parts of its event."""

    frequency: Frequency
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Grid:
    """P(year ≤ x and not one of the exact amounts), for 0 ≤ x ≤ (n − ½) h."""

    step: float
    cumulative: Floats
    """At the cell edges 0, h/2, 3h/2, …"""

    def cdf(self, x: Floats) -> Floats:
        """Cubic between the cell edges."""
        place = np.asarray(x) / self.step + 0.5
        place = np.minimum(place, len(self.cumulative) - 1.0)
        cubic = self._cubic(place, np.clip(place.astype(np.int64) - 1, 1, len(self.cumulative) - 4))
        near = np.maximum(2 * place - 1.0, 0.0) * self.cumulative[1]
        return np.where(place <= 1.0, near, cubic)

    def _cubic(self, place: Floats, first: NDArray[np.int64]) -> Floats:
        """Lagrange through the four edges from ``first`` on."""
        edges = self.cumulative
        return _lagrange(place - first, edges[first], edges[first + 1], edges[first + 2], edges[first + 3])

    def at(self, x: float) -> float:
        """The cdf at one place, without the cost of arrays."""
        place = x / self.step + 0.5
        if place <= 1.0:
            return max(2 * place - 1.0, 0.0) * float(self.cumulative[1])
        first = min(max(int(place) - 1, 1), len(self.cumulative) - 4)
        y0, y1, y2, y3 = self.cumulative[first : first + 4].tolist()
        return _lagrange(place - first, y0, y1, y2, y3)

    def integrals(self, x: float) -> tuple[float, float]:
        """∫₀ˣ F and ∫₀ˣ 2t F: trapezoids between the edges with the Euler–Maclaurin correction at both ends."""
        edge = min(int(x / self.step + 0.5), len(self.cumulative) - 1)
        if edge < 8:
            points = np.linspace(0.0, x, 65)
            values = self.cdf(points)
            return float(np.trapezoid(values, points)), float(np.trapezoid(2 * points * values, points))
        places = np.concatenate(([0.0], (np.arange(edge) + 0.5) * self.step))
        values = self.cumulative[: edge + 1]
        last, rest = float(places[-1]), x - float(places[-1])
        end = self.at(x)
        return (
            self._area(values) + rest * float(values[-1] + end) / 2,
            self._area(2 * places * values) + rest * float(2 * last * values[-1] + 2 * x * end) / 2,
        )

    def _area(self, values: Floats) -> float:
        """The integral over whole cells of values given at the edges."""
        h = self.step
        slopes = (values[-1] - values[-2]) - (values[2] - values[1])
        return float(h * (values[1:].sum() - (values[1] + values[-1]) / 2 + (values[0] + values[1]) / 4 - slopes / 12))


def _lagrange(t: Any, y0: Any, y1: Any, y2: Any, y3: Any) -> Any:
    """The cubic through (0, y0) … (3, y3) at t; numbers or arrays."""
    a, b, c = t - 1.0, t - 2.0, t - 3.0
    return (y3 * t * a * b - y0 * a * b * c) / 6.0 + (y1 * t * b * c - y2 * t * a * c) / 2.0


@lru_cache(maxsize=32)
def grid_frame(count: int, padding: int) -> tuple[Floats, Floats, Complex]:
    """Tilt, its inverse, and the transform of the cell average, for ``count`` points padded to a multiple."""
    theta = TILT / (padding + 1) / count
    tilt: Floats = np.exp(-theta * np.arange(count))
    half = (theta + 1j * np.linspace(0.0, np.pi, padding * count // 2 + 1)) / 2
    return tilt, 1.0 / tilt, np.sinh(half) / half


def padding_for(tail: float) -> int:
    """How far to pad so that a tail probability of this size is read to five digits."""
    return 2 if tail >= 1e-5 else 4 if tail >= 1e-7 else 8


def year_on_grid(perils: Sequence[Peril], step: float, count: int, padding: int = 1) -> Grid:
    """The continuous part of the year's distribution on ``count`` cells of width ``step`` (count a power of two)."""
    tilt, untilt, average = grid_frame(count, padding)
    size = padding * count
    edges: Floats = np.asarray((np.arange(count) + 0.5) * step)
    whole: Complex = np.ones(size // 2 + 1, dtype=complex)
    exact: Complex = np.ones(size // 2 + 1, dtype=complex)
    for peril in perils:
        event, event_exact = _transforms(peril.parts, edges, step, size, tilt, average)
        whole *= peril.frequency.pgf(event)
        exact *= peril.frequency.pgf(event_exact)
    masses = np.fft.irfft((whole - exact) * average, n=size)[:count] * untilt
    return Grid(step, np.concatenate(([0.0], np.cumsum(masses))))


def event_transform(parts: Sequence[Part], step: float, count: int, padding: int) -> Complex:
    """The tilted transform of one event, exact amounts split over the grid; see ``grid_frame`` for the way back."""
    tilt, _, average = grid_frame(count, padding)
    edges: Floats = np.asarray((np.arange(count) + 0.5) * step)
    return _transforms(parts, edges, step, padding * count, tilt, average)[0] + np.zeros(padding * count // 2 + 1)


def _transforms(
    parts: Sequence[Part], edges: Floats, step: float, size: int, tilt: Floats, average: Complex
) -> tuple[Complex, Complex]:
    """Of one event: the whole, and its exact amounts alone."""
    event: Complex = np.ones(1, dtype=complex)
    exact: Complex = np.ones(1, dtype=complex)
    for part in parts:
        masses = _cell_masses(part, edges, step)
        placed = _placed(part.atoms, step, tilt, size)
        event = event * (np.fft.rfft(masses * tilt, n=size) / average + placed)
        exact = exact * placed
    return event, exact


def _cell_masses(part: Part, edges: Floats, step: float) -> Floats:
    """The continuous mass of each cell; what a jump at 0 takes from the mean goes back between the first two."""
    cumulative = part.continuous_cdf(edges)
    masses = np.diff(cumulative, prepend=0.0)
    mean = part.continuous_mean(float(edges[-1]))
    if mean is not None and len(masses) > 2:
        # Σ k m_k is n·F(top) less the sum of the cumulative masses below it.
        shift = mean / step - (len(masses) * cumulative[-1] - float(cumulative.sum()))
        masses[0] -= shift
        masses[1] += shift
    return masses


def _placed(atoms: Atoms, step: float, tilt: Floats, size: int) -> Complex | complex:
    """The transform of exact amounts, each split over its two neighbours so that the mean stays."""
    if not atoms:
        return 0j
    if set(atoms) == {0}:
        return complex(atoms[next(iter(atoms))])
    count = len(tilt)
    masses = np.zeros(count + 1)
    for value, probability in atoms.items():
        place = float(value) / step
        if place < count:
            index = math.floor(place + 1e-9)
            share = max(place - index, 0.0)
            masses[index] += probability * (1 - share)
            masses[index + 1] += probability * share
    return np.fft.rfft(masses[:count] * tilt, n=size)
