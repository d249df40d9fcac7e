"""How a promised reply stands: kept, soon due, or late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from sonae_paper.text.dates import short_date

SOON = timedelta(hours=24)
"""So long before its end a promise is called soon due: whoever looks once a day sees it in time."""


@dataclass(frozen=True)
class Promise:
    """In words, with the kind of chip that shows it."""

    words: str
    chip: str
    icon: str
    late: bool = False


def promise_of(promised: datetime, at: datetime) -> Promise:
    """Of a visitor who still waits."""
    due = timezone.localtime(promised)
    moment = f"{short_date(due.date())} {due:%H:%M}"
    words = f"{moment}まで"
    if at > promised:
        return Promise(f"{moment}の約束を過ぎました", "chip--late", "triangle-alert", late=True)
    return Promise(words, "chip--soon", "clock") if promised - at <= SOON else Promise(words, "chip--wait", "clock")
