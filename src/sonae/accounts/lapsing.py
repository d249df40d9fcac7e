"""Whoever let somebody see a company is told three days before that ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from sonae.accounts.actions.grants import receiver, record_of
from sonae.accounts.actions.inviting import moment
from sonae.accounts.people import User
from sonae.outbox.actions import send
from sonae.outbox.models import Mail
from sonae.outbox.schedule import scan
from sonae.outbox.sources import company
from sonae.tenancy.models import Grant, Membership
from sonae.tenancy.permissions import WHOLE_AGENCY, Role
from sonae.tenancy.scope import unscoped, within

BEFORE = timedelta(days=3)
LEAST = timedelta(days=4)
"""A grant that was shorter from the start needs no reminder: whoever gave it knows."""
KIND = "accounts.grant_ends"
_TEXT = """{who}に「{what}」を見せる設定が、{until}に終わります。

続けるときは、終わったあとに、もう一度設定してください。終わらせてよければ、何もしなくてかまいません。
"""


@scan("accounts.grants", every=timedelta(hours=1))
def due(now: datetime) -> int:
    """Mail about each grant that ends soon, once; the mail itself is the note that it was sent."""
    with unscoped("grants of every agency that end soon"):
        found = Grant.objects.filter(
            ended_at=None, ends_at__gt=now, ends_at__lte=now + BEFORE, record_id__isnull=False
        ).values_list("pk", "agency_id", "starts_at", "ends_at")
        soon = [(pk, agency) for pk, agency, starts, ends in found if ends - starts >= LEAST]
    return sum(_remind(*each, now) for each in soon)


def _remind(pk: UUID, agency: UUID, now: datetime) -> bool:
    with within(agency), transaction.atomic():
        grant = Grant.objects.select_for_update().get(pk=pk)
        if grant.ended_at is not None or Mail.objects.filter(kind=KIND, about_id=grant.pk).exists():
            return False
        to = _giver(grant)
        if to is None:
            return False
        shown = company(grant.record_id)
        what = shown.name if shown is not None else "お客様"
        text = _TEXT.format(who=receiver(grant), what=what, until=moment(grant.ends_at))
        on = record_of(grant)
        send(
            agency=grant.agency_id,
            to=to.email,
            to_name=to.name,
            subject="お客様を見せる期間が、まもなく終わります",
            text=text,
            kind=KIND,
            by="schedule",
            at=now,
            about=on,
            company=grant.record_id,
        )
        return True


def _giver(grant: Grant) -> User | None:
    """Whoever gave it, or an owner where they are no longer there."""
    here = Membership.objects.filter(agency_id=grant.agency_id, ended_at=None, user__is_active=True)
    staff = here.filter(role__in=[role.value for role in WHOLE_AGENCY]).select_related("user")
    part = staff.filter(user_id=grant.given_by_id).first() or staff.filter(role=Role.OWNER).order_by("since").first()
    return part.user if part is not None else None
