"""A quote for an investigation beside what others have asked: within, above or below, or nothing to compare with.

Never a mark for the firm that quotes: what is in the work and how soon it begins decides as much.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from sonae_core.packs.facts import Fact


class Standing(StrEnum):
    """Where a price lies."""

    WITHIN = "within"
    ABOVE = "above"
    BELOW = "below"
    UNKNOWN = "unknown"
    """No published price to compare with, or no price given."""


@dataclass(frozen=True)
class Machines:
    """What is to be looked into."""

    computers: int
    servers: int

    @property
    def all(self) -> int:
        """How many together."""
        return self.computers + self.servers


@dataclass(frozen=True)
class Band:
    """From and to, in yen, for all the machines together."""

    low: int
    high: int

    def standing(self, price: Fraction | int) -> Standing:
        """Where a price lies; the ends belong to the band."""
        if price < self.low:
            return Standing.BELOW
        return Standing.ABOVE if price > self.high else Standing.WITHIN


class Tax(StrEnum):
    """Whether a price holds the tax."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class QuoteCheck:
    """A quote, and the band for as many machines. ``price`` None: none yet."""

    machines: Machines
    band: Band | None
    price: int | None
    without_tax: int | None
    """The price without tax, in whole yen; the price itself where nobody knows."""
    standing: Standing
    also: tuple[Standing, ...] = ()
    """Where it may lie as well: published prices, and some quotes, do not say whether they hold the tax."""

    @property
    def per_machine(self) -> int | None:
        """The price without tax a machine, in whole yen."""
        if self.without_tax is None or not self.machines.all:
            return None
        return self.without_tax // self.machines.all


def band_for(machines: Machines, computer: Fact, server: Fact) -> Band | None:
    """What as many machines would cost at published prices; None where there are no machines."""
    if not machines.all:
        return None
    low, high = (
        round(machines.computers * one + machines.servers * other)
        for one, other in zip(computer.bounds, server.bounds, strict=True)
    )
    return Band(low, high)


def check_quote(machines: Machines, price: int | None, tax: Tax, rate: Fact, band: Band | None) -> QuoteCheck:
    """The quote beside the band; ``rate`` is that of the tax on it."""
    if price is None or band is None:
        return QuoteCheck(machines, band, price, None, Standing.UNKNOWN)
    factor = 1 + Fraction(str(rate.point))
    bare = {Tax.IN: (price / factor,), Tax.OUT: (Fraction(price),), Tax.UNKNOWN: (Fraction(price), price / factor)}[tax]
    standing = band.standing(bare[0])
    possible = {band.standing(each * times) for each in bare for times in (1, factor)}
    also = tuple(each for each in Standing if each in possible and each is not standing)
    return QuoteCheck(machines, band, price, round(bare[0]), standing, also)
