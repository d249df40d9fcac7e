"""What of companies is due by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from sonae.customers import actions
from sonae.outbox.schedule import scan
from sonae.tenancy.scope import unscoped, within


@scan("customers.deleted", every=timedelta(hours=1))
def forget_what_was_deleted(now: datetime) -> int:
    """Companies deleted more than thirty days ago, each in a transaction of its own."""
    with unscoped("deleted companies of every agency"):
        due = actions.overdue(now=now)
    forgotten = 0
    for customer in due:
        with within(customer.agency_id):
            forgotten += actions.forget(customer=customer, at=now)
    return forgotten
