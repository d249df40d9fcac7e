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


@dataclass(frozen=True)
class QuoteCheck:
    """A quote, and the band for as many machines. ``price`` None: none yet."""

    machines: Machines
    band: Band | None
    price: int | None
    without_tax: int | None
    """The price without tax, in whole yen; the price itself where it is quoted so."""
    standing: Standing
    with_tax_standing: Standing
    """Where the price with tax lies: published prices mostly do not say which they are."""

    @property
    def depends_on_tax(self) -> bool:
        """Whether the tax decides where the price lies."""
        return self.standing is not self.with_tax_standing

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


def check_quote(machines: Machines, price: int | None, *, tax_in: bool, tax: Fact, band: Band | None) -> QuoteCheck:
    """The quote beside the band; ``tax`` is the rate of the tax on it."""
    if price is None or band is None:
        return QuoteCheck(machines, band, price, None, Standing.UNKNOWN, Standing.UNKNOWN)
    factor = 1 + Fraction(str(tax.point))
    without = price / factor if tax_in else Fraction(price)
    standings = band.standing(without), band.standing(without * factor)
    return QuoteCheck(machines, band, price, round(without), *standings)
