"""「だれが見られる？」: everybody who can see a company now, by their part, and until when where it ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from sonae.customers.models import Customer
from sonae.tenancy.models import Grant, Membership
from sonae.tenancy.permissions import ROLE_NAMES, WHOLE_AGENCY, Role


def who_sees(customer: Customer, now: datetime) -> Mapping[str, Any]:
    """Members by part, and grants that hold now or will."""
    whole = Q(role__in=[role.value for role in WHOLE_AGENCY])
    theirs = Q(role=Role.CLIENT.value, company_id=customer.pk)
    members = Membership.objects.filter(whole | theirs, agency_id=customer.agency_id, ended_at__isnull=True)
    by_part: dict[str, list[str]] = {}
    for member in members.select_related("user").order_by("user__name"):
        if member.user.is_active:
            by_part.setdefault(member.role, []).append(member.user.name)
    return {
        "parts": [(ROLE_NAMES[role], by_part[role.value]) for role in Role if role.value in by_part],
        "grants": list(live_grants(customer, now).select_related("to_user", "to_agency").order_by("ends_at")),
    }


def live_grants(customer: Customer, now: datetime) -> Any:
    """Of this company, or of all that the agency has."""
    shown = Q(record_id=customer.pk) | Q(record_id__isnull=True)
    return Grant.objects.filter(shown, agency_id=customer.agency_id, ended_at__isnull=True, ends_at__gt=now)
