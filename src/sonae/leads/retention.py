"""How long what visitors sent stays: as many days as the agency says, unless it became a customer's."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sonae.accounts.models import AgencyProfile
from sonae.leads.asked import Standing, Subscription
from sonae.leads.erasing import erase, stale
from sonae.leads.models import Request
from sonae.leads.newsletters import OPEN_FOR
from sonae.outbox.schedule import scan
from sonae.tenancy.scope import unscoped, within

WHY = "保存する期間が終わりました"


@scan("leads.kept", every=timedelta(hours=1))
def due(now: datetime) -> int:
    """Empty what has had its time, each request in its own transaction; forget addresses that never confirmed."""
    with unscoped("requests of every agency whose time is over"):
        overdue = _overdue(now)
        unconfirmed, _ = Subscription.objects.filter(state=Standing.PENDING, asked_at__lte=now - OPEN_FOR).delete()
    return unconfirmed + sum(_emptied(agency, request, now) for agency, request in overdue)


def _overdue(now: datetime) -> list[tuple[UUID, UUID]]:
    """Agency and request: those whose days are over, those kept apart too long, those whose company is gone."""
    found = set(stale(now).values_list("agency_id", "pk"))
    for agency, days in AgencyProfile.objects.values_list("agency_id", "lead_days"):
        kept = Request.objects.filter(agency_id=agency, erased_at=None, customer=None)
        found |= {
            (agency, pk) for pk in kept.filter(received_at__lte=now - timedelta(days=days)).values_list("pk", flat=True)
        }
    return sorted(found)


def _emptied(agency: UUID, request: UUID, now: datetime) -> bool:
    with within(agency):
        return erase(request=Request.objects.get(pk=request), by="schedule", at=now, why=WHY)
