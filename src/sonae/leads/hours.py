"""By when the agency answers: before closing time of the next day on which offices work."""

from __future__ import annotations

from datetime import datetime, time
from functools import lru_cache

from django.utils import timezone

from sonae_core.law.calendar import ONE_DAY, OfficeCalendar
from sonae_core.packs.law import load_law

CLOSING = time(18)


@lru_cache(maxsize=1)
def office_days() -> OfficeCalendar:
    """The calendar of working days."""
    return OfficeCalendar(load_law().closed_days)


def promised_for(received: datetime) -> datetime:
    """Of something that came in at that moment."""
    day = office_days().first_open(timezone.localtime(received).date() + ONE_DAY)
    return timezone.make_aware(datetime.combine(day, CLOSING))
