"""Deadlines of breach reports, counted as the guideline counts: the day of knowing is day 1.

The final report has a term of days that includes weekends and holidays; a last day on which public offices are closed
moves to the first open day (guideline 3-5-3-4 and Act on Holidays of Administrative Organs, art. 2). The prompt
report has no term, only a guide value, which does not move.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sonae_core.law.calendar import OfficeCalendar
from sonae_core.law.triage import Standing, earliest
from sonae_core.packs.law import Regime


@dataclass(frozen=True)
class Deadline:
    """A term: day ``days`` counted from ``start`` is ``raw``; the report is due on ``due``, an open day."""

    start: date
    days: int
    raw: date
    due: date

    @property
    def moved(self) -> bool:
        """Whether the last day fell on a closed day."""
        return self.due != self.raw


@dataclass(frozen=True)
class Alternative:
    """Another date that the rules allow to read; ``first_without_malice`` tells the two readings apart."""

    deadline: Deadline
    first_without_malice: bool


@dataclass(frozen=True)
class ReportDates:
    """When to report: the guide days of the prompt report, the final report, and other readings of it (ascending)."""

    guide_first: date
    guide_last: date
    final: Deadline
    alternatives: tuple[Alternative, ...] = ()


def nth_day(start: date, days: int) -> date:
    """Day ``days`` of a term whose day 1 is ``start``; OverflowError beyond the year 9999."""
    return start + timedelta(days=days - 1)


def deadline(start: date, days: int, calendar: OfficeCalendar) -> Deadline:
    """The term of ``days`` (day 1 = ``start``), moved to an open day; OutOfTableError beyond the calendar."""
    raw = nth_day(start, days)
    return Deadline(start, days, raw, calendar.first_open(raw))


def report_dates(standing: tuple[Standing, ...], regime: Regime, calendar: OfficeCalendar) -> ReportDates:
    """The dates for the triggers that stand (at least one); OutOfTableError or OverflowError beyond the calendar.

    Without malice each trigger has its own term, and the earliest counts. With malice the long term runs from the
    earliest knowing of any reportable situation. The guideline does not say where it starts when malice was learned
    of later; the two other readings are returned as alternatives where they give another day.
    """
    start = earliest(standing)
    guide_first = nth_day(start, regime.preliminary.guide_first_day)
    guide_last = nth_day(start, regime.preliminary.guide_last_day)
    malicious = [each.known for each in standing if each.rule.malicious]
    if not malicious:
        return ReportDates(guide_first, guide_last, deadline(start, regime.final.days, calendar))
    final = deadline(start, regime.final.days_malicious, calendar)
    if min(malicious) == start:
        return ReportDates(guide_first, guide_last, final)
    others = (
        Alternative(deadline(start, regime.final.days, calendar), first_without_malice=True),
        Alternative(deadline(min(malicious), regime.final.days_malicious, calendar), first_without_malice=False),
    )
    # Ascending as they stand: the short term from the earliest day ends before the long one from a later day.
    return ReportDates(guide_first, guide_last, final, tuple(each for each in others if each.deadline.due != final.due))
