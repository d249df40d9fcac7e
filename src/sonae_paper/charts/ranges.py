"""Amounts of several things on one scale of tenfolds, as places in percent: a page draws them, its words stay text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sonae_paper.text.numbers import spoken_yen

MOST_WORDS = 5
"""So many amounts stand beside one another on a telephone."""


@dataclass(frozen=True)
class Range:
    """Most amounts lie between ``low`` and ``high``, half of them below ``middle``; yen above 0, in this order."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Tick:
    """A power of ten, and where it stands."""

    words: str
    place: str
    anchor: str
    """How its words are set to its place, as SVG says it."""


@dataclass(frozen=True)
class Drawn:
    """A range as places on the scale."""

    low: str
    middle: str
    high: str


@dataclass(frozen=True)
class Axis:
    """The scale: from the power of ten below the least amount to that above the greatest."""

    least: int
    most: int

    @classmethod
    def over(cls, ranges: Sequence[Range]) -> Axis:
        """Raises ValueError without a range, or for amounts that are not above 0 or not in order."""
        if not ranges or any(not 0 < each.low <= each.middle <= each.high for each in ranges):
            raise ValueError("at least one range, each with amounts above 0 in order")
        least = math.floor(math.log10(min(each.low for each in ranges)) + 1e-9)
        most = math.ceil(math.log10(max(each.high for each in ranges)) - 1e-9)
        return cls(least, max(most, least + 1))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Every power of ten, the outer ones set inward; of many only every other has words, to stay apart."""
        anchors = {self.least: "start", self.most: "end"}
        return tuple(
            Tick(
                spoken_yen(10**power) if self._has_words(power) else "",
                self._place(10**power),
                anchors.get(power, "middle"),
            )
            for power in range(self.least, self.most + 1)
        )

    def _has_words(self, power: int) -> bool:
        step = 1 if self.most - self.least <= MOST_WORDS - 1 else 2
        inner = (power - self.least) % step == 0 and self.most - power >= step
        return inner or power in (self.least, self.most)

    def drawn(self, given: Range) -> Drawn:
        """Where a range stands."""
        return Drawn(self._place(given.low), self._place(given.middle), self._place(given.high))

    def _place(self, yen: float) -> str:
        share = (math.log10(yen) - self.least) / (self.most - self.least)
        return f"{100 * share:.1f}%"
