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
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.frequency import Frequency
from sonae_core.quant.parts import Part
from sonae_core.quant.sparse import Atoms

Floats = NDArray[np.float64]
Complex = NDArray[np.complex128]

TILT = 36.0  # ln of what is left of a wrapped mass, shared between wrapping and rounding


FINE = 2**13
_BEFORE = 32
_FEW = 8  # for so many places numbers are faster than arrays
_SQUARABLE = 1e-140
_NEARLY_NONE = 1e-6
_KEPT = 2**16  # larger arrays cost more memory than time


class Kept(Protocol):
    """Exact amounts kept beside the grid."""

    @property
    def complete(self) -> bool:
        """Whether everything that has an exact amount is kept."""

    def transform(self, placed: Sequence[Complex]) -> Complex:
        """Of their distribution, from the transforms of each peril's exact event on the grid."""


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
    before: tuple[float, float] = (0.0, 0.0)
    """Σ |k| m_k and Σ k² m_k of what fell into cells before 0 and was put into the first."""

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

    def at_all(self, x: Floats) -> Floats:
        """The cdf at few or many places."""
        return self.cdf(x) if len(x) > _FEW else np.array([self.at(place) for place in x.tolist()])

    def integrals(self, x: float) -> tuple[float, float]:
        """∫₀ˣ F and ∫₀ˣ 2t F, as sums over the cells' masses: these keep the mean, where edges would shift it.

        The masses are averages over cells, which adds h²/12 to the square of each amount; it is taken off again.
        """
        count = min(int(x / self.step) + 1, len(self.cumulative) - 1)
        masses = np.diff(self.cumulative[: count + 1])
        places = np.arange(count) * self.step
        # What fell before 0 was counted at 0: it belongs further away.
        first = float(((x - places) * masses).sum()) + self.step * self.before[0]
        second = float(((x * x - places * places) * masses).sum()) - self.step**2 * self.before[1]
        return first, second + self.step**2 / 12.0 * float(self.cumulative[count])


def _lagrange(t: Any, y0: Any, y1: Any, y2: Any, y3: Any) -> Any:
    """The cubic through (0, y0) … (3, y3) at t; numbers or arrays."""
    a, b, c = t - 1.0, t - 2.0, t - 3.0
    return (y3 * t * a * b - y0 * a * b * c) / 6.0 + (y1 * t * b * c - y2 * t * a * c) / 2.0


def grid_frame(count: int, padding: int) -> tuple[Floats, Floats, Complex]:
    """Tilt, its inverse, and the transform of the cell average, for ``count`` points padded to a multiple."""
    return _kept_frame(count, padding) if count * padding <= _KEPT else _frame(count, padding)


def _frame(count: int, padding: int) -> tuple[Floats, Floats, Complex]:
    theta = TILT / (padding + 1) / count
    tilt: Floats = np.exp(-theta * np.arange(count))
    half = (theta + 1j * np.linspace(0.0, np.pi, padding * count // 2 + 1)) / 2
    return tilt, 1.0 / tilt, np.sinh(half) / half


_kept_frame = lru_cache(maxsize=32)(_frame)


def padding_for(tail: float) -> int:
    """How far to pad so that a tail probability of this size is read to five digits."""
    return 2 if tail >= 1e-5 else 4 if tail >= 1e-7 else 8


def year_on_grid(perils: Sequence[Peril], kept: Kept, step: float, count: int, padding: int = 1) -> Grid:
    """The year but for the exact amounts ``kept``, on ``count`` cells (a power of two) of width ``step``."""
    tilt, untilt, average = grid_frame(count, padding)
    theta = TILT / (padding + 1) / count
    raised = year_masses(perils, kept, step, padding * count, tilt, average, theta)
    masses = raised[:count] * untilt
    # Where the density jumps at 0, undoing the cell average puts a little before it, at the end of the transform.
    places = np.arange(-_BEFORE, 0)
    before = raised[-_BEFORE:] * np.exp(theta * places)
    masses[0] += float(before.sum())
    moments = -float(before @ places), float(before @ places**2)
    return Grid(step, np.concatenate(([0.0], np.cumsum(masses))), moments)


def year_masses(
    perils: Sequence[Peril], kept: Kept, step: float, size: int, tilt: Floats, average: Complex, theta: float
) -> Floats:
    """Tilted masses of the year's cells (e^(−theta k) times what they are), ``size`` of them."""
    edges: Floats = np.asarray((np.arange(len(tilt)) + 0.5) * step)
    whole: Complex | None = None
    placed, on_grid, swinging = [], [], False
    for peril in perils:
        event, exact = _transforms(peril.parts, edges, step, size, tilt, average)
        on_grid.append(exact)
        if _swings(event, peril.frequency.mean):
            event, exact = _coarse_transforms(peril.parts, edges, step, size, tilt, theta)
            on_grid[-1], swinging = event, True
        year = peril.frequency.pgf(event)
        whole = year if whole is None else whole * year
        placed.append(exact)
    if whole is None:
        return np.zeros(size)
    there = kept.transform(placed)
    if not swinging and kept.complete:
        return np.fft.irfft((whole - there) * average, n=size)
    # What has been put on the grid as it is, is not spread over its cells: exact amounts, sizes below a cell.
    plain: Complex = np.ones(1, dtype=complex)
    for peril, exact in zip(perils, on_grid, strict=True):
        plain = plain * peril.frequency.pgf(exact)
    return np.fft.irfft((whole - plain) * average + (plain - there), n=size)


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
        if tilt[-1] > 1.0:
            masses = tail_masses(part, edges, masses)
        placed = _placed(part.atoms, step, tilt, size)
        one = np.fft.rfft(masses * tilt, n=size)
        one /= average
        one += placed
        event = one if len(event) == 1 and len(parts) == 1 else event * one
        exact = exact * placed
    return event, exact


def _swings(event: Complex, mean: float) -> bool:
    """Whether undoing the cell average has made more of the year than there is: its sizes are small against a cell."""
    if len(event) < 2 or abs(event[-1]) < 0.25 * abs(event[0]):
        return False
    return bool((np.abs(event).max() - abs(event[0])) * mean > 1e-4)


def _coarse_transforms(
    parts: Sequence[Part], edges: Floats, step: float, size: int, tilt: Floats, theta: float
) -> tuple[Complex, Complex]:
    """As ``_transforms`` for sizes below a cell: masses moved to neighbours so that mean and spread stay."""
    half = (theta + 1j * np.linspace(0.0, np.pi, size // 2 + 1)) / 2
    spread = 2.0 * np.sinh(half) ** 2  # what moving half a unit of mass to either side does
    moved = -np.sinh(2.0 * half)  # what moving a unit of mass by one cell does
    event: Complex = np.ones(1, dtype=complex)
    exact: Complex = np.ones(1, dtype=complex)
    for part in parts:
        masses = _raw_masses(part, edges)
        lines = np.fft.rfft(masses * tilt, n=size)
        total, there = float(masses.sum()), float(masses[:3].sum())
        low, width = _missing(part, masses, edges, step)
        if abs(low) <= there and abs(width) <= there:  # what is small lies near 0, and is moved there
            lines = lines + low * moved + width * spread
        elif there < _NEARLY_NONE * total:  # a narrow size far from 0 is moved where it is
            aside = low / total
            lines *= 1.0 + aside * moved + (width / total - 2.0 * aside * _center(masses, total)) * spread
        placed = _placed(part.atoms, step, tilt, size) * (1.0 - spread * _split_spread(part.atoms, step))
        event = event * (lines + placed)
        exact = exact * placed
    return event, exact


def _missing(part: Part, masses: Floats, edges: Floats, step: float) -> tuple[float, float]:
    """What is missing in Σ k m_k and Σ k² m_k."""
    mean = part.continuous_mean(float(edges[-1]))
    if mean is None:
        return 0.0, 0.0
    low = mean / step - (float(masses @ _half_places(len(masses))) - float(masses.sum()) / 2.0)
    second = _second(part, edges)
    return low, low if second is None else second / step**2 - float(masses @ _squares(len(masses)))


def _center(masses: Floats, total: float) -> float:
    """The mean place of masses."""
    return float(masses @ _half_places(len(masses))) / total - 0.5


def _split_spread(atoms: Atoms, step: float) -> float:
    """What splitting exact amounts over two neighbours adds to their second moment, in cells²."""
    places = [(float(value) / step, probability) for value, probability in atoms.items()]
    split = sum(p * (place - math.floor(place)) * (math.floor(place) + 1 - place) for place, p in places)
    return split / sum(p for _, p in places) if split else 0.0


def _raw_masses(part: Part, edges: Floats) -> Floats:
    """The continuous mass of each cell."""
    cumulative = part.continuous_cdf(edges)
    masses = cumulative.copy()
    masses[1:] -= cumulative[:-1]
    # k² m_k needs more digits of m_k than a difference of probabilities near 1 has
    return tail_masses(part, edges, masses) if len(masses) > FINE else masses


def _cell_masses(part: Part, edges: Floats, step: float) -> Floats:
    """The continuous mass of each cell, moved a little near 0 so that mean and spread are those of the sizes.

    What is wanted of the sums over k m_k and k² m_k follows from Euler and Maclaurin: undoing the cell average takes
    a twelfth of a cell² from the second moment, and the cut at the top is no error that 0 should make good. Nor is
    the place of sizes within a cell far from 0: more than is there is not moved.
    """
    masses = _raw_masses(part, edges)
    mean = part.continuous_mean(float(edges[-1]))
    if mean is None or len(masses) < 4:
        return masses
    total, there = float(masses.sum()), float(masses[:3].sum())
    last = 1.5 * float(masses[-1]) - 0.5 * float(masses[-2])
    shift = mean / step - last / 12.0 - (float(masses @ _half_places(len(masses))) - total / 2.0)
    if abs(shift) > there:
        return masses
    masses[0] -= shift
    masses[1] += shift
    if (second := _second(part, edges)) is not None:
        wanted = second / step**2 + total / 12.0 - last * (len(masses) - 0.5) / 6.0
        bend = (wanted - float(masses @ _squares(len(masses)))) / 2.0
        if abs(bend) <= there:
            masses[:3] += bend, -2.0 * bend, bend
    return masses


def _half_places(count: int) -> Floats:
    """½, 1½, 2½ …"""
    return _kept_places(_KEPT)[:count] if count <= _KEPT else _places(count)


def _squares(count: int) -> Floats:
    """0, 1, 4, 9 …"""
    return _kept_squares(_KEPT)[:count] if count <= _KEPT else np.square(_places(count) - 0.5)


def _places(count: int) -> Floats:
    places: Floats = np.arange(count, dtype=float)
    places += 0.5
    return places


@lru_cache(maxsize=1)
def _kept_places(count: int) -> Floats:
    return _places(count)


@lru_cache(maxsize=1)
def _kept_squares(count: int) -> Floats:
    return np.square(_places(count) - 0.5)


def _second(part: Any, edges: Floats) -> float | None:
    """E[amount²] of what is continuous on the grid, where the part knows it (``Line`` does)."""
    if not hasattr(part, "continuous_second") or edges[0] < _SQUARABLE:
        return None
    count, top = len(edges), float(edges[-1])
    second = part.continuous_second(top)
    return second if part.second_noise(top) * count**3 <= 1e-2 * second else None


def tail_masses(part: Part, edges: Floats, masses: Floats) -> Floats:
    """The same masses with all digits far out, where the part knows its tail."""
    if not hasattr(part, "continuous_sf"):
        return masses
    above: Floats = part.continuous_sf(edges)
    far = above < 0.5 * above[0]
    far[:3] = False  # they hold what was moved to keep mean and spread
    masses[far] = -np.diff(above, prepend=above[0])[far]
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
        if place < count - 0.5:
            index = math.floor(place + 1e-9)
            share = max(place - index, 0.0)
            masses[index] += probability * (1 - share)
            masses[index + 1] += probability * share
    return np.fft.rfft(masses[:count] * tilt, n=size)
