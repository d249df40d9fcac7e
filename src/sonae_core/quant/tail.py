"""The far tail of a year, with all its digits: P(year > x) where it is small.

A year exceeds x either because one part of one event alone exceeds a top T ≥ x, which has a closed form, or with all
parts below T. The second is computed on a grid whose masses are raised by e^(θk) before the transform (Esscher's
tilt, θ at the saddle point), so that the tail is as large there as the body, and lowered again afterwards.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.exact import ExactYear
from sonae_core.quant.grid import Peril, tail_masses, year_masses
from sonae_core.quant.parts import Part, part_beyond
from sonae_core.quant.sparse import Points

Floats = NDArray[np.float64]

PADDING = 4
_LEAST = 1e-300
_ROUGHLY = 2**10


@dataclass(frozen=True)
class Tail:
    """P(year > x and not one of the exact amounts) for x up to the top, at the cell edges 0, h/2, 3h/2, …"""

    step: float
    over: Floats
    masses: Floats
    """Of the cells, also beyond the top, of years all whose parts lie below it."""
    beyond: float
    """The probability of the others."""
    lost: float
    """E[year] less its part from years all whose parts lie below the cut."""
    cut: float
    """Where parts count as too large for the grid."""

    @property
    def top(self) -> float:
        """The largest amount that can be read."""
        return self.step * (len(self.over) - 4)

    def at(self, x: float) -> float:
        """P(rest > x)."""
        place = x / self.step + 0.5
        if place <= 1.0:
            near = max(2 * place - 1.0, 0.0)
            return float(self.over[0] + near * (self.over[1] - self.over[0]))
        first = min(max(int(place) - 1, 1), len(self.over) - 4)
        logs = np.log(np.maximum(self.over[first : first + 4], _LEAST)).tolist()
        return math.exp(_cubic(place - first, logs)) if logs[3] > -690 else self._straight(place)

    def _straight(self, place: float) -> float:
        first = min(int(place), len(self.over) - 2)
        low, high = self.over[first : first + 2].tolist()
        return float(low + (place - first) * (high - low))

    def where(self, target: float) -> float:
        """The x at which P(rest > x) falls to the target, the top where it stays above."""
        index = int(np.searchsorted(-self.over, -target))
        if index >= len(self.over):
            return self.top
        low, high = max(index - 1.5, 0.0) * self.step, max(index - 0.5, 0.0) * self.step
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if self.at(middle) > target else (low, middle)
            if high - low <= 1e-13 * high:
                break
        return high

    def excess(self, x: float, atoms: Points) -> float:
        """E[(year − x)⁺], exact amounts included."""
        return self.excesses(x, atoms)[0] + max(self.lost - x * self.beyond, 0.0)

    def excesses(self, x: float, atoms: Points) -> tuple[float, float]:
        """E[(year − x)⁺] and E[(year² − x²)⁺] where no part alone exceeds the top."""
        places = np.arange(len(self.masses)) * self.step
        first = int(x / self.step + 0.5) + 1
        masses, beyond = self.masses[first:], places[first:]
        edge, over = (first - 0.5) * self.step, float(self.over[first]) if first < len(self.over) else 0.0
        between = max(self.at(x) - over, 0.0)
        exact = np.maximum(atoms.values, x)
        one = masses @ (beyond - x) + between * (edge - x) / 2 + atoms.probabilities @ (exact - x)
        two = masses @ (beyond**2 - x**2) + between * (edge - x) * x + atoms.probabilities @ (exact**2 - x**2)
        return float(one), float(two)


def _cubic(t: float, y: Sequence[float]) -> float:
    a, b, c = t - 1.0, t - 2.0, t - 3.0
    return (y[3] * t * a * b - y[0] * a * b * c) / 6.0 + (y[1] * t * b * c - y[2] * t * a * c) / 2.0


def tail_on_grid(perils: Sequence[Peril], kept: ExactYear, step: float, count: int) -> Tail:
    """The tail up to ``count`` cells (a power of two) of width ``step``."""
    top = (count - 0.5) * step
    height = min(raised(perils, step, count), count / 8)
    masses = None
    while masses is None:
        masses = _lowered(perils, kept, step, count, -height / count)
        height /= 4
    gap, lost = _beyond(perils, top)
    beyond = max(gap - _kept_beyond(perils, kept, top), 0.0)
    over = np.cumsum(masses[::-1])[::-1]
    over = over[: count + 1] + beyond
    return Tail(
        step, np.minimum(np.maximum.accumulate(np.maximum(over, 0.0)[::-1])[::-1], 1.0), masses, beyond, lost, top
    )


def _lowered(perils: Sequence[Peril], kept: ExactYear, step: float, count: int, theta: float) -> Floats | None:
    """The masses of all cells with the tilt taken away again; None where a number became too large on the way."""
    size = PADDING * count
    tilt: Floats = np.exp(-theta * np.arange(count))
    half = (theta + 1j * np.linspace(0.0, np.pi, size // 2 + 1)) / 2
    try:
        with np.errstate(over="raise", invalid="raise"):
            masses = year_masses(perils, kept, step, size, tilt, np.sinh(half) / half, theta)
    except FloatingPointError:
        return None
    return masses * np.exp(theta * np.arange(size))


def raised(perils: Sequence[Peril], step: float, count: int) -> float:
    """θ × top: half of what makes ln E[e^(θ year)] − θ top smallest, with events cut at the top.

    Half is enough to lift the tail far above rounding, and keeps what wraps around the end of the grid below that.
    """
    step, count = step * max(count / _ROUGHLY, 1.0), min(count, _ROUGHLY)
    edges: Floats = np.asarray((np.arange(count) + 0.5) * step)
    pieces = [(peril.frequency, [_masses(part, edges, step) for part in peril.parts]) for peril in perils]
    places = np.arange(count) / count

    def height(raised: float) -> float:
        tilt = np.exp(raised * places)
        total = -raised
        for frequency, parts in pieces:
            event = math.prod(float(masses @ tilt) for masses in parts)
            total += frequency.log_pgf(event) if math.isfinite(event) else math.inf
        return total

    low, high = math.log(0.5), math.log(500.0)
    for _ in range(14):
        left, right = low + (high - low) * 0.4, low + (high - low) * 0.6
        low, high = (low, right) if height(math.exp(left)) <= height(math.exp(right)) else (left, high)
    return math.exp((low + high) / 2) / 2


def _masses(part: Part, edges: Floats, step: float) -> Floats:
    masses = tail_masses(part, edges, np.diff(part.continuous_cdf(edges), prepend=0.0))
    for value, probability in part.atoms.items():
        place = float(value) / step
        if place < len(masses) - 0.5:
            masses[math.floor(place)] += probability
    return masses


def _beyond(perils: Sequence[Peril], top: float) -> tuple[float, float]:
    """P(some part of some event exceeds the top), and what such years bring to the mean."""
    logs, means, wholes = [], [], []
    for peril in perils:
        gaps = [part_beyond(part, top) for part in peril.parts]
        gap = -math.expm1(sum(math.log1p(-g) if g < 1 else -math.inf for g in gaps))
        logs.append(peril.frequency.log_pgf_below(gap))
        slope = float(peril.frequency.coefficients(1.0 - gap, 2)[1]) if peril.frequency.mean else 0.0
        below = sum(
            _mean_below(part, top, g) / (1 - g) if g < 1 else 0.0 for part, g in zip(peril.parts, gaps, strict=True)
        )
        means.append((slope * (1 - gap) * below, logs[-1]))
        wholes.append(peril.frequency.mean * sum(part.moment(1) for part in peril.parts))
    total = sum(logs)
    kept = sum(mean * math.exp(total - own) for mean, own in means if math.isfinite(own))
    whole = sum(wholes)
    return -math.expm1(total), max(whole - kept, 0.0) if math.isfinite(whole) else math.inf


def _mean_below(part: Part, top: float, gap: float) -> float:
    """E[amount; amount ≤ top]."""
    if gap == 0.0:
        return part.moment(1)
    if hasattr(part, "capped_moment"):
        return float(part.capped_moment(1, top)) - top * gap
    edges = np.linspace(0.0, top, 4097)[1:]
    exact = sum(p * float(value) for value, p in part.atoms.items() if value <= top)
    return exact + float(top * part.continuous_cdf(edges)[-1] - part.continuous_cdf(edges).mean() * top)


def _kept_beyond(perils: Sequence[Peril], kept: ExactYear, top: float) -> float:
    """The probability of exact years with a part above the top."""
    if all(value <= top for peril in perils for part in peril.parts for value in part.atoms):
        return 0.0
    within = [
        np.array([math.prod(sum(p for value, p in part.atoms.items() if value <= top) for part in peril.parts)])
        for peril in perils
    ]
    return max(kept.points.mass - float(kept.transform([chance.astype(complex) for chance in within])[0].real), 0.0)


def quantile(tail: Tail, atoms: Points, target: float) -> float:
    """inf{x: P(year > x) ≤ target}; exact amounts are hit exactly."""
    above = np.cumsum(atoms.probabilities[::-1])[::-1]
    strictly = np.append(above[1:], 0.0)
    inside = atoms.values <= tail.top
    values, above, strictly = atoms.values[inside], above[inside], strictly[inside]
    reached = (
        np.array([tail.at(float(value)) for value in values]) + strictly
        if len(values) < 2000
        else _many(tail, values, strictly)
    )
    index = int(np.argmax(reached <= target)) if bool((reached <= target).any()) else len(values)
    if index < len(values) and tail.at(float(values[index])) + above[index] > target:
        return float(values[index])
    low = float(values[index - 1]) if index else 0.0
    high = float(values[index]) if index < len(values) else tail.top
    heavier = above[index] if index < len(values) else atoms.probabilities[~inside].sum()
    return float(np.clip(tail.where(target - float(heavier)), low, high))


def _many(tail: Tail, values: Floats, strictly: Floats) -> Floats:
    places = np.concatenate(([0.0], (np.arange(len(tail.over) - 1) + 0.5) * tail.step))
    logs = np.log(np.maximum(tail.over, _LEAST))
    return np.exp(np.interp(values, places, logs)) + strictly
