"""When each measure would be done, at one day of own work a week, one after the other: a pace, not a promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import ceil

from sonae_core.law.calendar import OfficeCalendar, OutOfTableError
from sonae_core.packs.law import load_law

MONTHS = 12
"""As many months as a drawing shows; what ends later ends at its edge."""


@dataclass(frozen=True)
class Slot:
    """From a Monday to the last open day of a week."""

    begin: date
    due: date


def slots(days: Sequence[float | None], start: date, is_open: Callable[[date], bool] | None = None) -> tuple[Slot, ...]:
    """A slot for each measure, in order. ``days``: person-days of own work (None: not known, one week is set aside).

    The first week is the one after ``start``. ``is_open``: whether people work on a day (by default when public offices
    do); a slot ends on the last such day of its week.
    """
    monday = start + timedelta(days=7 - start.weekday())
    found = []
    for each in days:
        weeks = max(ceil(each or 1), 1)
        found.append(Slot(monday, _last_open(monday + timedelta(days=7 * weeks - 3), is_open or offices_are_open)))
        monday += timedelta(days=7 * weeks)
    return tuple(found)


def offices_are_open(day: date) -> bool:
    """Neither weekend, national holiday nor the turn of the year; beyond the table every weekday is open."""
    try:
        return _calendar().is_open(day)
    except OutOfTableError:
        return day.weekday() < 5


def _last_open(friday: date, is_open: Callable[[date], bool]) -> date:
    week = (friday - timedelta(days=back) for back in range(5))
    return next((day for day in week if is_open(day)), friday)


@cache
def _calendar() -> OfficeCalendar:
    return OfficeCalendar(load_law().closed_days)


def months(found: Sequence[Slot]) -> tuple[date, ...]:
    """The first days of the months that the slots touch, at most ``MONTHS``."""
    first = found[0].begin.replace(day=1)
    last = found[-1].due
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(_month(first, index) for index in range(min(count, MONTHS)))


def along(day: date, first: date, *, end: bool = False) -> float:
    """Where a day stands, in months from the first day of ``first``; with ``end`` the evening of the day."""
    length = (_month(day.replace(day=1), 1) - day.replace(day=1)).days
    whole = (day.year - first.year) * 12 + day.month - first.month
    return whole + (day.day - (0 if end else 1)) / length


def _month(first: date, later: int) -> date:
    index = first.year * 12 + first.month - 1 + later
    return date(index // 12, index % 12 + 1, 1)
