"""Resets that were asked for, looked at seconds after the page has answered: its time says nothing of the address."""

from __future__ import annotations

from datetime import datetime, timedelta

from sonae.accounts.actions.recovery import mail_reset
from sonae.accounts.models import ResetAsked
from sonae.accounts.places import path_of_link
from sonae.outbox.schedule import scan

AT_ONCE = 200


@scan("accounts.resets", every=timedelta(seconds=10))
def due(now: datetime) -> int:
    """Mail a link to whoever has the address; how many were asked for."""
    rows = list(ResetAsked.objects.order_by("at", "pk")[:AT_ONCE])
    for row in rows:
        mail_reset(asked=row, path=path_of_link(), at=now)
    return len(rows)
