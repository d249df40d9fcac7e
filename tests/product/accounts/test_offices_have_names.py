"""Offices: each name once in an agency, another agency's are not there, and every change is logged."""

from __future__ import annotations

import pytest

from sonae.audit.models import Event
from sonae.tenancy.models import Branch
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
OFFICES = "/gyomu/settei/kyoten/"


@pytest.fixture
def desk(db):
    return Desk(Visitor(), make_agency())


def names(desk):
    with within(desk.agency.pk):
        return sorted(Branch.objects.values_list("name", flat=True))


def one(desk):
    with within(desk.agency.pk):
        return Branch.objects.get()


def test_one_is_added_and_renamed_and_the_log_says_so(desk):
    desk.browser.send(OFFICES, {"name": " 東  支店 "})
    assert names(desk) == ["東 支店"]
    desk.browser.send(f"{OFFICES}{one(desk).pk}/", {"name": "西支店"})
    assert names(desk) == ["西支店"]
    with within(desk.agency.pk):
        found = Event.objects.filter(kind="tenancy.branch").order_by("number").values_list("what", flat=True)
        assert list(found) == ["accounts.branch_added", "accounts.branch_renamed"]


def test_a_name_that_is_taken_or_none_is_refused(desk):
    desk.browser.send(OFFICES, {"name": "本店"})
    assert desk.browser.send(OFFICES, {"name": "本店"}).status_code == 422
    assert desk.browser.send(OFFICES, {"name": "  "}).status_code == 422
    assert names(desk) == ["本店"]


def test_two_agencies_may_have_offices_of_the_same_name(desk):
    other = Desk(Visitor(), make_agency())
    for each in (desk, other):
        assert each.browser.send(OFFICES, {"name": "本店"}).status_code == 302


def test_another_agencys_office_is_not_there(desk):
    other = Desk(Visitor(), make_agency())
    other.browser.send(OFFICES, {"name": "本店"})
    assert desk.browser.send(f"{OFFICES}{one(other).pk}/", {"name": "乗っ取り"}).status_code == 404
    assert names(other) == ["本店"]


def test_staff_add_none(desk):
    staff = Desk(Visitor(), desk.agency, Role.STAFF)
    assert staff.browser.send(OFFICES, {"name": "本店"}).status_code == 403
