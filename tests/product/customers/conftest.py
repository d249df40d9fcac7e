"""An agency that looks after companies, and another that must not see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sonae.customers.models import Customer
from sonae.tenancy.models import Agency, Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import make_agency, make_member, signed_in
from tests.factories.customers import make_customer
from tests.product.conftest import Visitor


@pytest.fixture
def agency(db: None) -> Agency:
    return make_agency("あおぞら保険事務所（架空）")


@pytest.fixture
def staff(agency: Agency) -> Membership:
    return make_member(agency, Role.STAFF)


@pytest.fixture
def manager(agency: Agency) -> Membership:
    return make_member(agency, Role.MANAGER)


@pytest.fixture
def stranger(db: None) -> Membership:
    return make_member(make_agency("となり保険（架空）"), Role.OWNER)


@pytest.fixture
def desk(staff: Membership) -> Visitor:
    """A browser in which the member of staff is signed in."""
    return at_the_desk(staff)


def at_the_desk(member: Membership) -> Any:
    """A browser in which the member is signed in."""
    return signed_in(Visitor(), member)


@pytest.fixture
def customer(staff: Membership) -> Customer:
    return make_customer(staff, "東山工業株式会社（架空）", kana="ひがしやまこうぎょう", phone="03-0000-0000")


@pytest.fixture
def inside(agency: Agency) -> Iterator[None]:
    """The test looks at the agency's rows."""
    with within(agency.pk):
        yield
