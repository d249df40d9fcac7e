"""「だれが見られる？」: everybody who can open a company now, and who will once they accept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sonae.accounts.actions import grants
from sonae.accounts.actions.grants import Terms
from sonae.accounts.watching import who_sees
from sonae.outbox.sources import company
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import make_agency, make_member
from tests.factories.offices import LINKS, Desk, make_company, now, operator
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    return Desk(Visitor(), make_agency("みなと保険事務所（架空）"))


@pytest.fixture
def shown(desk):
    return make_company(desk.agency, desk.actor)


def seen_by(desk, shown):
    with within(desk.agency.pk):
        return who_sees(shown.record, now())


def give(desk, shown, email, days=30):
    terms = Terms("相談のため", now() + timedelta(days=days))
    with within(desk.agency.pk):
        given = {"company": company(shown.pk), "terms": terms, "by": desk.actor, "at": now()}
        return grants.give_person(email=email, address=LINKS, here="x", **given)


def test_members_who_see_everything_and_clients_of_that_company(desk, shown):
    staff = make_member(desk.agency, Role.STAFF)
    client = make_member(desk.agency, Role.CLIENT, company_id=shown.pk)
    make_member(desk.agency, Role.CLIENT, company_id=desk.agency.pk)
    make_member(desk.agency, Role.COORDINATOR)
    found = {(row.who, row.why) for row in seen_by(desk, shown)}
    assert found == {
        (f"{desk.person.name}さん", "代表者"),
        (f"{staff.user.name}さん", "担当者"),
        (f"{client.user.name}さん", "お客様"),
    }


def test_guests_with_reason_and_end_and_those_who_have_not_accepted_yet(desk, shown):
    guest = Desk(Visitor(), make_agency(), Role.STAFF)
    give(desk, shown, guest.person.email)
    give(desk, shown, "mada@example.jp")
    rows = [row for row in seen_by(desk, shown) if row.until is not None]
    assert [(row.who, row.waiting) for row in rows] == [
        (f"{guest.person.name}さん", False),
        ("mada@example.jp", True),
    ]
    assert {row.why for row in rows} == {"相談のため"}


def test_the_operator_while_help_is_wanted(desk, shown):

    person, _ = operator(Visitor())
    with within(desk.agency.pk):
        asked = {"operator": person, "reason": "助けて", "days": 1, "by": desk.actor, "at": now()}
        grant = grants.ask_support(**asked)
        assert person.name in str(who_sees(shown.record, now()))
        grants.end(grant=grant, by=desk.actor, at=now())
        assert person.name not in str(who_sees(shown.record, now()))


def test_a_guest_of_another_company_is_not_there(desk, shown):
    second = make_company(desk.agency, desk.actor, "別の会社（架空）")
    guest = Desk(Visitor(), make_agency(), Role.STAFF)
    give(desk, second, guest.person.email)
    assert guest.person.name not in str(seen_by(desk, shown))
