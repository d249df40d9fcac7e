"""What a stop of some days costs, and what a cover with waiting hours would pay of it.

A day costs what it would have earned and what goes out all the same: operating profit and continuing costs, as in
``profile.exposure``. Only a part of it is lost where a part of the work goes on. Waiting hours are taken off the clock
of the stop by the ledger's own rules (``payout``), so that a policy that is read as a file gives the same yen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sonae_core.cover.ledger import HOURS_A_DAY, Entry, yen_of_hours
from sonae_core.cover.order import Reason
from sonae_core.cover.payout import pay_entries
from sonae_core.cover.terms import LineTerms, SectionTerms, Terms
from sonae_core.packs.questions import PERCENT
from sonae_core.profile.exposure import DAYS_A_YEAR

LINE = "interruption"


@dataclass(frozen=True)
class Stop:
    """A stop: whole yen of a day when everything stands still, for how many days, and which part stands still."""

    yen_per_day: int
    days: Decimal
    percent: Decimal
    """Of the work, 0 to 100."""
    waiting_hours: Decimal
    """The first hours, for which a cover pays nothing."""

    @property
    def yen_per_stopped_day(self) -> int:
        """What a day of this stop costs, in whole yen."""
        return int(self.yen_per_day * self.percent // PERCENT)

    @property
    def hours(self) -> Decimal:
        """How long it lasts."""
        return self.days * HOURS_A_DAY

    def lasting(self, days: int) -> Stop:
        """The same, for so many days."""
        return Stop(self.yen_per_day, Decimal(days), self.percent, self.waiting_hours)


@dataclass(frozen=True)
class StopCost:
    """What a stop costs: ``gross``, of which ``waiting`` falls into the waiting hours and ``beyond`` after them."""

    stop: Stop
    gross: int
    waiting: int

    @property
    def beyond(self) -> int:
        """What a cover with these waiting hours and no other terms would pay."""
        return self.gross - self.waiting


def yen_per_day_of(operating_profit: int, continuing_costs: int) -> int:
    """Of a calendar day, from those of a year; a loss eats up costs, and never becomes a gain."""
    return max(operating_profit + continuing_costs, 0) // DAYS_A_YEAR


def cost_of(stop: Stop) -> StopCost:
    """What the stop costs, to the yen."""
    line = SectionTerms(LINE, {LINE: LineTerms()}, waiting_hours=stop.waiting_hours)
    rate = stop.yen_per_stopped_day
    entry = Entry(line=LINE, hours=stop.hours, yen_per_day=rate)
    payment = pay_entries(Terms((line,)), (entry,)).sections[0].entries[0]
    waiting = sum(each.yen for each in payment.reasons if each.reason is Reason.WAITING)
    return StopCost(stop, yen_of_hours(stop.hours, rate), waiting)


def costs_of(stop: Stop, days: Iterable[int]) -> tuple[StopCost, ...]:
    """The same for stops of other lengths."""
    return tuple(cost_of(stop.lasting(each)) for each in days)
