"""Taking everything personal out of a request. Its number, its kind and its times stay: that it was there is no secret,
and whoever shows the number is told what became of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from sonae.audit.actions import erase as erase_entries
from sonae.audit.record import Record
from sonae.leads.handling import QUARANTINE, locked
from sonae.leads.models import KIND, OPEN, PERSONAL, Benefit, DownloadGrant, Question, Request, SentDiagnosis, State
from sonae.outbox import actions as outbox
from sonae.tenancy.actor import Actor


@transaction.atomic
def erase(*, request: Request, by: Actor | str, at: datetime, why: str) -> bool:
    """Empty it, with its mails, its diagnosis and what the log says of it; False where that was done before.

    What was agreed to stays, without the address. A published question stays too: it tells nothing of who asked.
    """
    held = locked(request)
    if held.erased_at is not None:
        return False
    for name in PERSONAL:
        setattr(held, name, "")
    held.intent, held.typed, held.erased_at = {}, {}, at
    held.state = _after(State(held.state))
    held.version += 1
    held.save()
    SentDiagnosis.objects.filter(request_id=held.pk).delete()
    DownloadGrant.objects.filter(wish__request_id=held.pk).delete()
    Question.objects.filter(request_id=held.pk, published_at__isnull=True).delete()
    Question.objects.filter(request_id=held.pk).update(request=None)
    Benefit.objects.filter(request_id=held.pk, customer__isnull=True).update(recipient="")
    outbox.forget_about(record=held.record, at=at)
    erase_entries(on=Record(KIND, held.pk, agency_id=held.agency_id), by=by, at=at, why=why)
    return True


def _after(state: State) -> str:
    if state is State.QUARANTINED:
        return State.DISCARDED.value
    return State.CLOSED.value if state in OPEN else state.value


def stale(now: datetime) -> Any:
    """Requests that were kept apart for thirty days and that nobody released, and those of companies that are gone."""
    apart = Request.objects.filter(state=State.QUARANTINED, received_at__lte=now - QUARANTINE)
    orphans = Request.objects.filter(converted_at__isnull=False, customer__isnull=True)
    return (apart | orphans).filter(erased_at__isnull=True)
