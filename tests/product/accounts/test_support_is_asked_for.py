"""The operator sees an agency's records only while its owner wants help, may only look, and leaves a trace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sonae.accounts.models import Session
from sonae.audit.models import Event
from sonae.tenancy.models import Grant
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, make_company, now, operator
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
ASK = "/gyomu/settei/miseru/unei/"


@pytest.fixture
def desk(db):
    return Desk(Visitor(), make_agency())


@pytest.fixture
def helper(db):
    return operator(Visitor())


@pytest.fixture
def company(desk):
    return make_company(desk.agency, desk.actor)


def ask(desk, helper, **more):
    return desk.browser.send(ASK, {"operator": str(helper[0].pk), "reason": "開けません", "days": "3", **more})


def the_grant():
    with unscoped("a test looks"):
        return Grant.objects.get()


def go(helper):
    return helper[1].send(f"/unei/shien/{the_grant().pk}/hairu/")


def test_without_being_asked_the_operator_sees_nothing(helper, company):
    assert helper[1].get(f"/gyomu/okyakusama/{company.pk}/").status_code == 403
    assert company.name not in helper[1].get("/unei/").content.decode()


def test_asked_the_operator_goes_there_and_looks(desk, helper, company):
    assert ask(desk, helper).status_code == 302
    assert go(helper).headers["Location"] == "/gyomu/"
    assert company.name in helper[1].get(f"/gyomu/okyakusama/{company.pk}/").content.decode()


def test_they_change_nothing(desk, helper, company):
    ask(desk, helper)
    go(helper)
    assert helper[1].send(f"/gyomu/okyakusama/{company.pk}/edit/", {"name": "変更", "version": "1"}).status_code == 403
    assert helper[1].get("/gyomu/settei/").status_code == 403


def test_the_owner_reads_what_they_saw(desk, helper, company):
    ask(desk, helper)
    go(helper)
    helper[1].get(f"/gyomu/okyakusama/{company.pk}/")
    with within(desk.agency.pk):
        found = set(Event.objects.filter(user_id=helper[0].pk).values_list("what", flat=True))
    assert {"accounts.support_begun", "audit.looked"} <= found
    assert "運営 太郎" in desk.browser.get("/gyomu/kiroku/?looks=1").content.decode()


def test_ended_by_the_owner_it_ends_with_the_next_request(desk, helper, company):
    ask(desk, helper)
    go(helper)
    desk.browser.send(f"/gyomu/settei/miseru/{the_grant().pk}/owaru/")
    assert helper[1].get(f"/gyomu/okyakusama/{company.pk}/").status_code == 403
    assert helper[1].get("/unei/").status_code == 200


def test_the_operator_goes_back_by_themselves(desk, helper, company):
    ask(desk, helper)
    go(helper)
    assert helper[1].send("/unei/shien/owaru/").headers["Location"] == "/unei/"
    assert helper[1].get(f"/gyomu/okyakusama/{company.pk}/").status_code == 403


def test_only_an_owner_asks(desk, helper):
    manager = Desk(Visitor(), desk.agency, Role.MANAGER)
    assert ask(manager, helper).status_code == 403


def test_whoever_has_not_just_shown_who_they_are_is_asked_to(desk, helper):
    Session.objects.filter(membership=desk.member.pk).update(fresh_at=now() - timedelta(hours=1))
    assert ask(desk, helper).headers["Location"].startswith("/account/fresh/")


@pytest.mark.parametrize("days", ["8", "0", "x", ""])
def test_it_lasts_a_week_at_most(desk, helper, days):
    assert ask(desk, helper, days=days).status_code == 422


def test_nobody_but_an_operator_can_be_asked(desk, helper):
    stranger = Desk(Visitor(), make_agency())
    assert ask(desk, helper, operator=str(stranger.person.pk)).status_code == 422


def test_another_operator_cannot_use_it(desk, helper, company):
    ask(desk, helper)
    second = operator_two()
    assert second.send(f"/unei/shien/{the_grant().pk}/hairu/").status_code == 404


def operator_two():
    return operator(Visitor())[1]
