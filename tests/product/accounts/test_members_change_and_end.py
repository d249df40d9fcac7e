"""The people of an agency: a part changes or ends with their next request; the last owner stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sonae.accounts.actions import members
from sonae.accounts.models import Session
from sonae.accounts.refusals import DeclinedError
from sonae.audit.models import Event
from sonae.tenancy.models import Branch, Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import SINCE, make_agency, make_member
from tests.factories.offices import Desk, invited, now
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
MEMBERS = "/gyomu/settei/members/"


@pytest.fixture
def desk(db):
    return Desk(Visitor(), make_agency())


def colleague(desk, role=Role.STAFF):
    return Desk(Visitor(), desk.agency, role)


def page_of(part):
    return f"{MEMBERS}{part.pk}/"


def role_of(part):
    with within(part.agency_id):
        return Membership.objects.get(pk=part.pk).role


def ended(part):
    with within(part.agency_id):
        return Membership.objects.get(pk=part.pk).ended_at is not None


def test_whoever_is_taken_out_is_outside_with_their_next_request(desk):
    other = colleague(desk)
    assert other.browser.get("/gyomu/").status_code == 200
    desk.browser.send(f"{page_of(other.member)}hazusu/")
    answer = other.browser.get("/gyomu/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


def test_their_sessions_are_over(desk):
    other = colleague(desk)
    desk.browser.send(f"{page_of(other.member)}hazusu/")
    assert not Session.objects.open().filter(membership=other.member.pk).exists()


def test_a_smaller_part_holds_with_the_next_request(desk):
    manager = colleague(desk, Role.MANAGER)
    assert manager.browser.get(MEMBERS).status_code == 200
    desk.browser.send(page_of(manager.member), {"role": "staff"})
    assert manager.browser.get(MEMBERS).status_code == 403


def test_a_change_stands_in_the_log(desk):
    other = colleague(desk)
    desk.browser.send(page_of(other.member), {"role": "manager"})
    desk.browser.send(f"{page_of(other.member)}hazusu/")
    with within(desk.agency.pk):
        found = list(Event.objects.filter(record_id=other.member.pk).order_by("number").values_list("what", flat=True))
    assert found == ["accounts.part_changed", "accounts.part_ended"]


def test_an_office_can_be_given_where_there_are_some(desk):
    other = colleague(desk)
    with within(desk.agency.pk):
        office = Branch.objects.create(agency=desk.agency, name="本店")
    desk.browser.send(page_of(other.member), {"role": "staff", "branch": str(office.pk)})
    with within(desk.agency.pk):
        assert Membership.objects.get(pk=other.member.pk).branch == office


def test_the_last_owner_stays(desk):
    second = colleague(desk, Role.OWNER)
    with within(desk.agency.pk):
        members.end(part=second.member, by=desk.actor, at=now())
        with pytest.raises(DeclinedError):
            members.end(part=desk.member, by=second.actor, at=now())
        with pytest.raises(DeclinedError):
            members.change(part=desk.member, role=Role.STAFF, branch=None, by=second.actor, at=now())
    assert role_of(desk.member) == Role.OWNER


def test_an_owner_who_cannot_sign_in_does_not_count(desk):
    second = colleague(desk, Role.OWNER)
    desk.person.is_active = False
    desk.person.save()
    with within(desk.agency.pk), pytest.raises(DeclinedError):
        members.end(part=second.member, by=desk.actor, at=now())


def test_nobody_changes_their_own_part(desk):
    colleague(desk, Role.OWNER)
    assert desk.browser.send(page_of(desk.member), {"role": "staff"}).status_code == 422
    assert desk.browser.send(f"{page_of(desk.member)}hazusu/").status_code == 403
    assert role_of(desk.member) == Role.OWNER


def test_a_manager_touches_no_owner_and_makes_none(desk):
    manager, staff = colleague(desk, Role.MANAGER), colleague(desk)
    assert manager.browser.send(page_of(desk.member), {"role": "staff"}).status_code == 422
    assert manager.browser.send(f"{page_of(desk.member)}hazusu/").status_code == 403
    assert manager.browser.send(page_of(staff.member), {"role": "owner"}).status_code == 422
    assert (role_of(desk.member), role_of(staff.member)) == (Role.OWNER, Role.STAFF)


def test_a_client_stays_a_client(desk):
    part = make_member(desk.agency, Role.CLIENT, company_id=desk.agency.pk)
    assert desk.browser.send(page_of(part), {"role": "staff"}).status_code == 422
    assert role_of(part) == Role.CLIENT


def test_a_member_of_another_agency_is_not_there(desk):
    other = Desk(Visitor(), make_agency())
    assert desk.browser.get(page_of(other.member)).status_code == 404
    assert desk.browser.send(f"{page_of(other.member)}hazusu/").status_code == 404
    assert not ended(other.member)


def test_whoever_was_not_here_for_long_is_marked(desk):
    make_member(desk.agency)
    assert "90日以上使っていません" in desk.browser.get(MEMBERS).content.decode()
    assert now() - SINCE > timedelta(days=90)


def test_whoever_was_taken_out_can_be_invited_again(desk, visitor):
    other = colleague(desk)
    desk.browser.send(f"{page_of(other.member)}hazusu/")
    secret = invited(desk, other.person.email, Role.MANAGER)
    assert visitor.get(f"/shotai/{secret}/").status_code == 200


def test_sessions_of_a_member_are_ended_by_an_admin_and_their_part_goes_on(desk):
    other = colleague(desk)
    desk.browser.send(f"/account/members/{other.member.pk}/end-sessions/")
    assert other.browser.get("/gyomu/").status_code == 302
    assert not ended(other.member)
