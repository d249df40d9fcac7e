"""Writing down what a company said it wants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sonae.audit.actions import record
from sonae.customers.models import Customer, Intent
from sonae.tenancy.actor import Actor


@transaction.atomic
def keep(
    *, customer: Customer, answers: Sequence[tuple[str, str]], source: str, said_at: datetime, by: Actor, at: datetime
) -> Intent | None:
    """What they said, with the time at which they said it; None where they said nothing."""
    said = [[question, answer] for question, answer in answers if answer]
    if not said:
        return None
    intent = Intent(
        agency_id=customer.agency_id, customer=customer, answers=said, source=source, said_at=said_at, kept_at=at
    )
    intent.save(force_insert=True)
    record(by=by, what="customers.intent_kept", on=intent.record, at=at, after={"意向": [": ".join(p) for p in said]})
    return intent
