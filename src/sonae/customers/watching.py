"""To whom a company is shown beyond the agency that looks after it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from sonae.customers.models import Customer
from sonae.tenancy.models import Grant


def live_grants(customer: Customer, now: datetime) -> Any:
    """Of this company, or of all that the agency has; those that hold now or will."""
    shown = Q(record_id=customer.pk) | Q(record_id__isnull=True)
    return Grant.objects.filter(shown, agency_id=customer.agency_id, ended_at__isnull=True, ends_at__gt=now)
