"""The independent parts of one event, each with its exact amounts, its continuous rest, and its moments.

A ``Line`` is one size through one transform. A ``Layered`` is a transform of the sum of several parts (a retention
over a section, say); it has no closed form and is read off the sum's own distribution.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.severity import Severity
from sonae_core.quant.sparse import Atoms
from sonae_core.quant.transform import REACH, Transform

Floats = NDArray[np.float64]


_RISING: Floats = np.array([0.5, 0.9, 0.99, 0.9999, 1 - 1e-8, 1 - 1e-12])
"""Levels at which a size without a mean is looked at, until the terms leave something of it."""

_MOST_KNOWN = 64


class Part(Protocol):
    """An amount of one event, independent of the event's other parts."""

    @property
    def atoms(self) -> Atoms:
        """Exact amounts and their probabilities."""

    @property
    def top(self) -> float:
        """The largest amount, inf if none."""

    def moment(self, order: int) -> float:
        """E[amount^order], inf where it does not exist."""

    def continuous_cdf(self, y: Floats) -> Floats:
        """P(amount ≤ y and not one of the exact amounts)."""

    def continuous_mean(self, top: float) -> float | None:
        """E[amount; amount ≤ top and not an exact amount], None where it would cost a quadrature."""

    def size(self, top: float) -> float:
        """A typical amount, from what lies below ``top``: the scale a grid has to resolve."""


@dataclass(frozen=True)
class Line:
    """A size through the terms that act on it alone."""

    severity: Severity
    transform: Transform

    def __post_init__(self) -> None:
        object.__setattr__(self, "transform", self.transform.within_reach())

    @cached_property
    def _segments(self) -> tuple[tuple[float, float, float, float, float], ...]:
        """(x from, x to, y from, y to, slope) of each straight piece."""
        corners = self.transform.corners
        ends = [float(x) for x, _ in corners[1:]] + [math.inf]
        pieces = []
        for index, ((x, y), end) in enumerate(zip(corners, ends, strict=True)):
            slope = float(self.transform.slope(index))
            rise = slope * (end - float(x)) if slope else 0.0
            pieces.append((float(x), end, float(y), float(y) + rise, slope))
        return tuple(pieces)

    @cached_property
    def atoms(self) -> Atoms:
        """Images of exact sizes, and of the sizes on level pieces."""
        found: Atoms = {}
        if self.severity.atoms:
            for value, probability in self.severity.atoms:
                image = self.transform(value)
                found[image] = found.get(image, 0.0) + probability
            return found
        bounds = [float(x) for x, _ in self.transform.corners] + [math.inf]
        for index, (low, high) in enumerate(pairwise(bounds)):
            if self.transform.slope(index) == 0:
                tail = self.severity.sf(np.array([low, high])) if low > 0 else np.array([1.0, self._sf(high)])
                image = self.transform.corners[index][1]
                found[image] = found.get(image, 0.0) + float(tail[0] - tail[1])
        return found

    def _cdf_at(self, start: float) -> float:
        """P(X ≤ start) for a continuous size."""
        if start == 0.0:
            return 0.0
        if start not in self._chances:
            self._chances[start] = float(self.severity.cdf(np.array([start]))[0])
        return self._chances[start]

    @cached_property
    def _chances(self) -> dict[float, float]:
        """At the starts of the pieces."""
        return {}

    def _sf(self, x: float) -> float:
        if x <= 0.0:
            return 1.0
        return float(self.severity.sf(np.array([x]))[0]) if math.isfinite(x) else 0.0

    @property
    def top(self) -> float:
        """The largest amount."""
        if self.severity.atoms:
            return float(max(self.atoms))
        ceiling = self.transform.ceiling
        return math.inf if ceiling is None else float(ceiling)

    def moment(self, order: int) -> float:
        """Closed form: sums of partial moments over the straight pieces."""
        if self.severity.atoms:
            return sum(probability * float(value) ** order for value, probability in self.atoms.items())
        total = 0.0
        for start, end, low, _, slope in self._segments:
            total += self._moment_between(order, start, end, low - slope * start, slope)
        return total

    def _moment_between(self, order: int, start: float, end: float, offset: float, slope: float) -> float:
        """E[(offset + slope X)^order; start < X ≤ end]."""
        if slope == 0 and offset == 0:
            return 0.0
        if slope == 0:
            return offset**order * self._between(0, start, end)
        if offset == 0:  # a moment that does not exist times nothing is nothing
            return slope**order * self._between(order, start, end)
        zero, one = self._between(0, start, end), self._between(1, start, end)
        if order == 1:
            return max(offset * zero + slope * one, 0.0)
        return max(offset**2 * zero + 2 * offset * slope * one + slope**2 * self._between(2, start, end), 0.0)

    def _between(self, order: int, start: float, end: float) -> float:
        """E[X^order; start < X ≤ end], from whichever side keeps the digits."""
        if start <= 0.0:
            return self.severity.partial_moment(order, end)
        from_above, there = self._known.get((order, start)) or self._learn(order, start)
        if from_above:
            return there - (self.severity.upper_moment(order, end) if math.isfinite(end) else 0.0)
        return self.severity.partial_moment(order, end) - there

    @cached_property
    def _known(self) -> dict[tuple[int, float], tuple[bool, float]]:
        """At the start of a piece, which is asked for often: whether from above, and the moment on that side."""
        return {}

    def _learn(self, order: int, start: float) -> tuple[bool, float]:
        upper = self.severity.upper_moment(order, start) if self._sf(start) < 0.5 else math.inf
        found = (True, upper) if math.isfinite(upper) else (False, self.severity.partial_moment(order, start))
        if len(self._known) < _MOST_KNOWN:
            self._known[order, start] = found
        return found

    def continuous_cdf(self, y: Floats) -> Floats:
        """Mass of the rising pieces up to y."""
        if self.severity.atoms:
            return np.zeros_like(y)
        total = np.zeros_like(y)
        for start, end, low, high, slope in self._segments:
            if slope > 0:
                with np.errstate(over="ignore"):
                    x = start + (np.clip(y, low, high) - low) / slope
                total += self.severity.cdf(np.minimum(x, end)) - self._cdf_at(start)
        return total

    def continuous_mean(self, top: float) -> float | None:
        """Closed form over the rising pieces."""
        return self._continuous_moment(1, top)

    def continuous_second(self, top: float) -> float:
        """E[amount²; amount ≤ top and not an exact amount]."""
        return self._continuous_moment(2, top)

    def second_noise(self, top: float) -> float:
        """How far ``continuous_second`` may be off: it is a difference of terms as large as where the pieces start."""
        return 4e-16 * max(
            (start**2 for start, _, low, _, slope in self._segments if slope > 0 and low < top), default=0.0
        )

    def _continuous_moment(self, order: int, top: float) -> float:
        if self.severity.atoms:
            return 0.0
        total = 0.0
        for start, end, low, _, slope in self._segments:
            if slope > 0 and low < top:
                place = min(end, start + (top - low) / slope, float(REACH))
                total += self._moment_between(order, start, place, low - slope * start, slope)
        return total

    def capped_moment(self, order: int, top: float) -> float:
        """E[min(amount, top)^order]."""
        if self.severity.atoms:
            return sum(p * min(float(value), top) ** order for value, p in self.atoms.items())
        total = 0.0
        for start, end, low, high, slope in self._segments:
            if low >= top:
                return total + top**order * self._sf(start)
            cut = end if high <= top else min(start + (top - low) / slope, float(REACH))
            total += self._moment_between(order, start, cut, low - slope * start, slope)
            if cut < end:
                return total + top**order * self._sf(cut)
        return total

    def beyond_moment(self, order: int, y: float) -> float:
        """E[amount^order; amount > y], to all digits."""
        if order == 0:
            return self.beyond(y)
        if self.severity.atoms:
            return sum(p * float(value) ** order for value, p in self.atoms.items() if float(value) > y)
        total = 0.0
        for start, end, low, high, slope in self._segments:
            if high > y or low > y:
                cut = start if low >= y or not slope else min(start + (y - low) / slope, end, float(REACH))
                total += self._moment_between(order, cut, end, low - slope * start, slope)
        return total

    def beyond(self, y: float) -> float:
        """P(amount > y), to all digits."""
        if self.severity.atoms:
            return sum(p for value, p in self.atoms.items() if float(value) > y)
        for start, end, low, high, slope in self._segments:
            if low > y:
                return self._sf(start)
            if high > y:
                return self._sf(min(start + (y - low) / slope, end))
        return 0.0

    def continuous_sf(self, y: Floats) -> Floats:
        """Mass of the rising pieces above y, to all digits in the tail."""
        total = np.zeros_like(y)
        for start, end, low, high, slope in () if self.severity.atoms else self._segments:
            if slope > 0:
                with np.errstate(over="ignore"):
                    x = start + (np.clip(y, low, high) - low) / slope
                total += (self.severity.sf(x) if start > 0 else np.where(x > 0, self.severity.sf(x), 1.0)) - self._sf(
                    end
                )
        return total

    def size(self, top: float) -> float:
        """E[min(amount, top)]; where that is infinite what half the events exceed."""
        mean = self.capped_moment(1, top)
        if math.isfinite(mean):
            return mean
        amounts = self.transform.evaluate(self.severity.quantile(_RISING))
        return float(amounts[np.argmax(amounts > 0)])


class Layered:
    """A transform of the sum of independent parts."""

    def __init__(self, parts: tuple[Part, ...], transform: Transform, total: Total) -> None:
        self.parts, self.transform, self._total = parts, transform.within_reach(), total

    @cached_property
    def atoms(self) -> Atoms:
        """Images of the sum's exact amounts, and of what falls on level pieces."""
        found: Atoms = {}
        for value, probability in self._total.atoms.items():
            image = self.transform(value)
            found[image] = found.get(image, 0.0) + probability
        places = [float(x) for x, _ in self.transform.corners]
        below = np.append(self._total.continuous_cdf(np.array(places)), self._total.rest)
        for index, (_, level) in enumerate(self.transform.corners):
            if self.transform.slope(index) == 0:
                found[level] = found.get(level, 0.0) + float(max(below[index + 1] - below[index], 0.0))
        return found

    @property
    def top(self) -> float:
        """The largest amount."""
        tops = sum(part.top for part in self.parts)
        if math.isfinite(tops):
            return float(self.transform.evaluate(np.array([tops]))[0])
        return math.inf if self.transform.ceiling is None else float(self.transform.ceiling)

    @cached_property
    def _beyond_corners(self) -> list[tuple[float, float]]:
        """E[(sum − b)⁺] and E[(sum² − b²)⁺] at each corner b, and at infinity."""
        return [*(self._total.excesses(float(x)) for x, _ in self.transform.corners), (0.0, 0.0)]

    def moment(self, order: int) -> float:
        """By quadrature of the sum's distribution between the corners; a sum where there are exact amounts only."""
        if self._total.rest == 0.0:
            return sum(probability * float(value) ** order for value, probability in self.atoms.items())
        total = 0.0
        for index, (x, y) in enumerate(self.transform.corners):
            slope, offset = float(self.transform.slope(index)), float(y) - float(self.transform.slope(index) * x)
            if slope == 0:
                continue
            (low1, low2), (high1, high2) = self._beyond_corners[index], self._beyond_corners[index + 1]
            if order == 1:
                total += slope * (low1 - high1)
            else:
                total += 2 * slope * offset * (low1 - high1) + slope**2 * (low2 - high2)
        return max(total, 0.0)

    def continuous_cdf(self, y: Floats) -> Floats:
        """Mass of the sum on the rising pieces, up to y."""
        found = np.zeros_like(y)
        corners = self.transform.corners
        for index, (x, level) in enumerate(corners):
            slope = float(self.transform.slope(index))
            if slope > 0:
                end = float(corners[index + 1][1]) if index + 1 < len(corners) else math.inf
                places = float(x) + (np.clip(y, float(level), end) - float(level)) / slope
                start = self._total.continuous_cdf(np.array([float(x)]))[0]
                found += self._total.continuous_cdf(places) - start
        return found

    def continuous_mean(self, top: float) -> float | None:
        """From the closed mean where nothing lies above the top, else by quadrature of the cdf."""
        if self.top <= top:
            return self.moment(1) - sum(float(value) * probability for value, probability in self.atoms.items())
        places = np.linspace(0.0, top, 4097)
        below = self.continuous_cdf(places)
        return float(top * below[-1] - np.trapezoid(below, places))

    def size(self, top: float) -> float:
        """The mean, or the ceiling where that is smaller."""
        return min(self.moment(1), self.top, top) if math.isfinite(self.moment(1)) else min(self.top, top)


class Total(Protocol):
    """The sum of the parts of one event, as ``Layered`` reads it."""

    @property
    def atoms(self) -> Atoms:
        """Exact amounts."""

    @property
    def rest(self) -> float:
        """The probability outside the exact amounts."""

    @property
    def moments(self) -> tuple[float, float]:
        """E[sum], E[sum²]."""

    def continuous_cdf(self, x: Floats) -> Floats:
        """P(sum ≤ x and not an exact amount)."""

    def excesses(self, limit: float) -> tuple[float, float]:
        """E[(sum − limit)⁺], E[(sum² − limit²)⁺]."""


def beyond_moment(part: Part, order: int, y: float) -> float:
    """E[amount^order; amount > y]; of a part that does not know it, from its cdf."""
    if part.top <= y:
        return 0.0
    if isinstance(part, Line):
        return part.beyond_moment(order, y)
    within = sum(p * float(value) ** order for value, p in part.atoms.items() if value <= y)
    edges = np.linspace(0.0, y, 4097)
    below = part.continuous_cdf(edges)
    weights = order * edges ** (order - 1) if order else np.zeros_like(edges)
    inside = float(y**order * below[-1] - np.trapezoid(weights * below, edges))
    return max((part.moment(order) if order else 1.0) - within - inside, 0.0)


def part_beyond(part: Part, y: float) -> float:
    """P(amount > y); of a part that does not know its tail, from its cdf."""
    if part.top <= y:
        return 0.0
    if isinstance(part, Line):
        return part.beyond(y)
    atoms = sum(p for value, p in part.atoms.items() if value <= y)
    return max(1.0 - atoms - float(part.continuous_cdf(np.array([y]))[0]), 0.0)
