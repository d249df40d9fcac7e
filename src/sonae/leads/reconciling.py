"""A reply that was undone or given up on the page of mails leaves its request waiting again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sonae.leads.answering import strayed
from sonae.leads.handling import unanswered
from sonae.leads.models import Request
from sonae.outbox.schedule import scan
from sonae.tenancy.scope import unscoped, within


@scan("leads.replies", every=timedelta(minutes=1))
def due(now: datetime) -> int:
    """Requests that count as answered although nothing left for them; how many wait again."""
    with unscoped("requests of every agency whose reply did not leave"):
        found = strayed(now)
    again = 0
    for agency, pk in found:
        with within(agency):
            again += unanswered(request=Request.objects.get(pk=pk), by="schedule", at=now)
    return again
