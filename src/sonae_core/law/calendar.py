"""The calendar of public offices: which days are closed, why, and the first open day from a given one on.

Closed are Saturdays, Sundays, national holidays and the turn of the year (Act on Holidays of Administrative Organs,
art. 1). National holidays, the turn of the year and the reach of the table come from the law pack (``holiday_table``
says how the table is made).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sonae_core.packs.law import ClosedDays

ONE_DAY = timedelta(days=1)
WEEKDAYS = "月火水木金土日"
SATURDAY = 5


class OutOfTableError(ValueError):
    """A day beyond the end of the table was needed."""


def short_date(day: date) -> str:
    """``11月24日（火）``."""
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def japanese_date(day: date) -> str:
    """``2026年11月24日（火）``."""
    return f"{day.year}年{short_date(day)}"


@dataclass(frozen=True)
class OfficeCalendar:
    """Open and closed days by one table; remembers what it has already worked out."""

    table: ClosedDays
    _years: dict[int, dict[date, str]] = field(default_factory=dict, compare=False, repr=False)

    def closed_because(self, day: date) -> str | None:
        """Why public offices are closed on ``day`` (日曜日, 勤労感謝の日, 年末年始 …), None when open.

        OutOfTableError when ``day`` is after the last day of the table.
        """
        if day > self.table.last_day:
            raise OutOfTableError(day.isoformat())
        if day.weekday() >= SATURDAY:
            return f"{WEEKDAYS[day.weekday()]}曜日"
        if f"{day:%m-%d}" in self.table.year_end:
            return "年末年始"
        if day.year not in self._years:
            self._years[day.year] = self.table.holidays_of(day.year)
        return self._years[day.year].get(day)

    def is_open(self, day: date) -> bool:
        """Whether public offices work on ``day``; OutOfTableError after the end of the table."""
        return self.closed_because(day) is None

    def first_open(self, day: date) -> date:
        """``day`` itself when open, else the first open day after it; OutOfTableError after the end of the table."""
        while not self.is_open(day):
            day += ONE_DAY
        return day

    def is_computed(self, day: date) -> bool:
        """Whether the holidays of that time are not yet officially published but computed."""
        return day > self.table.official_until
