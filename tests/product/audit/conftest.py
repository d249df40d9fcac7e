"""An invented agency with somebody who acts, another agency, and a customer that the log tells of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest

from sonae.accounts.models import User
from sonae.audit.record import Record
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Agency, Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
CUSTOMER_ID = UUID("00000000-0000-4000-8000-00000000c0de")


def member(agency: Agency, name: str, role: Role = Role.OWNER) -> Actor:
    """Somebody of an agency."""
    person = User.objects.create_user(f"{agency.slug}-{role}-{User.objects.count()}@example.jp", name, created_at=NOON)
    with within(agency.pk):
        part = Membership.objects.create(agency=agency, user=person, role=role, since=NOON)
    return Actor(person.pk, name, part.pk, agency.pk, role)


@pytest.fixture
def agency(db: None) -> Agency:
    return Agency.objects.create(name="みなと代理店", slug="minato", created_at=NOON)


@pytest.fixture
def other(db: None) -> Agency:
    return Agency.objects.create(name="やまと代理店", slug="yamato", created_at=NOON)


@pytest.fixture
def hanako(agency: Agency) -> Actor:
    return member(agency, "港花子")


@pytest.fixture
def inside(agency: Agency) -> Iterator[Agency]:
    """Within the scope of the agency."""
    with within(agency.pk):
        yield agency


@pytest.fixture
def customer(agency: Agency) -> Record:
    return Record("customers.customer", CUSTOMER_ID, "架空精機株式会社", agency.pk)
