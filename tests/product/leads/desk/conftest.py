"""An agency to which visitors write, and whoever answers them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from sonae.leads.models import Request
from sonae.tenancy.models import Agency, Membership
from sonae.tenancy.scope import within
from sonae.web.clock import now
from tests.factories.agencies import signed_in
from tests.factories.leads import make_request
from tests.product.conftest import Visitor
from tests.product.customers.conftest import agency, customer, desk, inside, manager, staff, stranger

__all__ = ["agency", "customer", "desk", "inside", "manager", "staff", "stranger"]


@pytest.fixture
def lead(agency: Agency) -> Request:
    """Somebody asks for the start book."""
    return make_request(agency, at=now(), wishes=("スタートブック",), message="工場が止まるのが心配です。")


@pytest.fixture
def boss(manager: Membership) -> Any:
    """A browser in which the manager is signed in, who has just shown who they are."""
    return signed_in(Visitor(), manager)


def again(lead: Request) -> Request:
    """As it is kept now."""
    with within(lead.agency_id):
        found: Request = Request.objects.select_related("customer", "assigned__user").get(pk=lead.pk)
        return found


def place(name: str, lead: Request, *more: Any) -> str:
    """An address of the request."""
    return reverse(name, args=[lead.pk, *more])
