"""When each measure would be done, at one day of own work a week, one after the other: a pace, not a promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

MONTHS = 12
"""As many months as a drawing shows; what ends later ends at its edge."""


@dataclass(frozen=True)
class Slot:
    """From a Monday to a Friday."""

    begin: date
    due: date


def slots(days: Sequence[float | None], start: date) -> tuple[Slot, ...]:
    """A slot for each measure, in order. ``days``: person-days of own work (None: not known, one week is set aside).

    The first week is the one after ``start``.
    """
    monday = start + timedelta(days=7 - start.weekday())
    found = []
    for each in days:
        weeks = max(ceil(each or 1), 1)
        found.append(Slot(monday, monday + timedelta(days=7 * weeks - 3)))
        monday += timedelta(days=7 * weeks)
    return tuple(found)


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
