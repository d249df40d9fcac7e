"""What terms do to one size: never falling, piecewise linear, exact at the corners.

Waiting hours, a maximum of hours, yen per hour, a share, a sublimit, a retention and a limit are all of this form,
and so is what is left with the insured. Corners are fractions, so an atom lands where the contract puts it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Corner = tuple[Fraction, Fraction]
REACH = 10**150
"""No size goes so far, and its square is still a number in floating point."""


@dataclass(frozen=True)
class Transform:
    """y = g(x): straight between ``corners`` (the first at x = 0), then on with slope ``tail``."""

    corners: tuple[Corner, ...]
    tail: Fraction

    def __call__(self, x: Fraction) -> Fraction:
        """g(x), exact."""
        index = bisect_right(self.corners, x, key=lambda corner: corner[0]) - 1
        start_x, start_y = self.corners[index]
        return start_y + self.slope(index) * (x - start_x)

    def slope(self, index: int) -> Fraction:
        """The slope right of corner ``index``."""
        if index == len(self.corners) - 1:
            return self.tail
        (x0, y0), (x1, y1) = self.corners[index], self.corners[index + 1]
        return (y1 - y0) / (x1 - x0)

    @property
    def ceiling(self) -> Fraction | None:
        """The largest y, or None when there is none."""
        return None if self.tail else self.corners[-1][1]

    def scaled(self, factor: Fraction) -> Transform:
        """Factor × g."""
        return Transform(tuple((x, y * factor) for x, y in self.corners), self.tail * factor)

    def capped(self, limit: Fraction | None) -> Transform:
        """min(g, limit)."""
        if limit is None or (self.ceiling is not None and self.ceiling <= limit):
            return self
        kept = [corner for corner in self.corners if corner[1] < limit]
        touching = [x for x, y in self.corners if y == limit]
        crossing = touching[0] if touching else self._where(limit)
        return Transform((*kept, (crossing, limit)), Fraction(0))

    def excess(self, retention: Fraction) -> Transform:
        """max(g − retention, 0)."""
        if retention == 0:
            return self
        if self.ceiling is not None and self.ceiling <= retention:
            return Transform(((Fraction(0), Fraction(0)),), Fraction(0))
        crossing = self._where(retention)
        above = tuple((x, y - retention) for x, y in self.corners if y > retention)
        start: tuple[Corner, ...] = ((Fraction(0), Fraction(0)),)
        if crossing > 0:
            start = (*start, (crossing, Fraction(0)))
        return Transform(start + above, self.tail)

    def _where(self, level: Fraction) -> Fraction:
        """The largest x with g(x) = level, given that g passes it."""
        index = max(i for i, (_, y) in enumerate(self.corners) if y <= level)
        x, y = self.corners[index]
        return x + (level - y) / self.slope(index)

    def minus(self, other: Transform) -> Transform:
        """G − other, for an ``other`` that nowhere rises faster."""
        places = sorted({x for x, _ in self.corners} | {x for x, _ in other.corners})
        return Transform(tuple((x, self(x) - other(x)) for x in places), self.tail - other.tail)

    def after(self, inner: Transform) -> Transform:
        """G(inner(x))."""
        if inner == IDENTITY:
            return self
        if self == IDENTITY:
            return inner
        places = {x for x, _ in inner.corners}
        for level, _ in self.corners:
            if inner.ceiling is None or level < inner.ceiling:
                places.add(inner._where(level))
        ordered = sorted(places)
        return Transform(tuple((x, self(inner(x))) for x in ordered), self.tail * inner.tail)

    def within_reach(self) -> Transform:
        """The same without corners that no size in floating point reaches."""
        near = [(x, y) for x, y in self.corners if x < REACH]
        if len(near) == len(self.corners):
            return self
        return Transform(tuple(near), self.slope(len(near) - 1))

    def evaluate(self, x: Floats) -> Floats:
        """g(x) for many x."""
        if len(self.corners) == 1:
            return float(self.corners[0][1]) + float(self.tail) * x
        xs = np.array([float(place) for place, _ in self.corners])
        ys = np.array([float(level) for _, level in self.corners])
        return np.interp(x, xs, ys) + float(self.tail) * np.maximum(x - xs[-1], 0.0)


IDENTITY = Transform(((Fraction(0), Fraction(0)),), Fraction(1))
NOTHING = Transform(((Fraction(0), Fraction(0)),), Fraction(0))
