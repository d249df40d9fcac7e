"""Two invented agencies that must never meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from sonae.accounts.models import User
from sonae.tenancy.models import Agency, Branch
from sonae.tenancy.scope import within

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)


@dataclass(frozen=True)
class House:
    """An agency with one branch and one person."""

    agency: Agency
    branch: Branch
    person: User


def house(name: str) -> House:
    agency = Agency.objects.create(name=name, slug=name, created_at=NOON)
    person = User.objects.create_user(f"{name}@example.jp", name, created_at=NOON)
    with within(agency.pk):
        return House(agency, Branch.objects.create(agency=agency, name="本店"), person)


@pytest.fixture
def ours(db: None) -> House:
    return house("ours")


@pytest.fixture
def theirs(db: None) -> House:
    return house("theirs")


@pytest.fixture
def inside(ours: House) -> Iterator[House]:
    """Within the scope of our agency."""
    with within(ours.agency.pk):
        yield ours
