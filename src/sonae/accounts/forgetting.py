"""What is forgotten by itself: sessions that are long over, and links that opened nothing for a month."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from sonae.accounts.models import Link, Session
from sonae.outbox.schedule import scan

KEEP_SESSIONS = timedelta(days=90)
"""So long a browser counts as known to its owner."""
KEEP_LINKS = timedelta(days=30)


@scan("accounts.forgetting", every=timedelta(hours=6))
def due(now: datetime) -> int:
    """Delete them; how many."""
    since = now - KEEP_SESSIONS
    sessions, _ = Session.objects.filter(Q(seen_at__lt=since) | Q(ended_at__lt=since)).delete()
    links, _ = Link.objects.filter(expires_at__lt=now - KEEP_LINKS).delete()
    return int(sessions + links)
