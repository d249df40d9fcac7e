"""What of drafts, forms and counts is due by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from sonae.assessments.worker import tidy
from sonae.outbox.schedule import scan


@scan("assessments.tidy", every=timedelta(hours=1))
def delete_what_has_had_its_time(now: datetime) -> int:
    """Drafts after thirty days, forms too old to be sent again, counts of windows gone by."""
    return sum(tidy(now).values())
