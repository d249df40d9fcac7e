"""Each form counts once: double clicks, reloads and two tabs lead to the same place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from sonae.web.models import Submission


def earlier(nonce: str) -> str | None:
    """Where the form led when it was sent before; None when this is the first time."""
    return Submission.objects.filter(nonce=nonce).values_list("outcome", flat=True).first()


def once(nonce: str, now: datetime, act: Callable[[], str]) -> str:
    """Run ``act`` in one transaction with the note that the form was taken; its address, or that of the first time."""
    try:
        with transaction.atomic():
            row = Submission.objects.create(nonce=nonce, outcome="", at=now)
            row.outcome = act()
            row.save(update_fields=["outcome"])
            return row.outcome
    except IntegrityError:
        taken = earlier(nonce)
        if taken is None:
            raise
        return taken
