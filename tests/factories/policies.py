"""Policies of insurers that do not exist."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sonae.customers.models import Customer
from sonae.policies import actions
from sonae.policies.models import PolicyTerm
from sonae.tenancy.models import Membership
from sonae.tenancy.scope import within
from tests.factories.agencies import actor_of

WRITTEN = datetime(2026, 11, 24, 3, tzinfo=UTC)
TERM: dict[str, Any] = {
    "kind": "cyber",
    "insurer": "架空損害保険株式会社",
    "product": "サイバー保険（見本）",
    "starts_on": date(2026, 4, 1),
    "ends_on": date(2027, 4, 1),
    "premium": 360_000,
}


def make_policy(customer: Customer, by: Membership, *, at: datetime = WRITTEN, **given: Any) -> PolicyTerm:
    """A policy, as the form keeps it. ``source_first`` and ``source_last``, where given, as the company has them."""
    came = {name: given.pop(name) for name in actions.SOURCES if name in given}
    with within(customer.agency_id):
        if came:
            Customer.objects.filter(pk=customer.pk).update(**came)
        return actions.add(customer=customer, given={**TERM, **given}, by=actor_of(by), at=at)
