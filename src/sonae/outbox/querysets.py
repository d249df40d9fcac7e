"""Which mails are due, by their own columns: nothing else promises that they will be sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from sonae.tenancy.querysets import GuardedManager, GuardedQuerySet

UNSENT = ("waiting", "held")
"""States of a mail whose time is still to come or has come; ``models.State`` says what each means."""
LIVE = (*UNSENT, "sending")
"""Those, and what a sender has just taken."""


class MailQuerySet(GuardedQuerySet[Any]):
    """Mails of the scope."""

    def due(self, at: datetime) -> Any:
        """To be sent now, what somebody waits for first; also one whose sender has died (its lease is over)."""
        ready = Q(state__in=UNSENT, not_before__lte=at) | Q(state="sending", lease_until__lt=at)
        # None of these has ended; said so, both databases find them by an index without those that have.
        return self.filter(ready, ended_at__isnull=True).order_by("-urgent", "not_before", "created_at")

    def late(self, since: datetime) -> Any:
        """Due since then and not sent: somebody should look at the sender."""
        return self.filter(state__in=LIVE, not_before__lt=since)


MailManager = GuardedManager.from_queryset(MailQuerySet)
"""The one way to mails."""
