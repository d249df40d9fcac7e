"""The link of an invitation opens one part, once, within a week, while whoever sent it may still invite."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sonae.accounts.actions import agencies, inviting, members
from sonae.accounts.models import Invitation, User
from sonae.accounts.secrets import digest
from sonae.customers import actions as customers
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, invitation_of, invited, make_company, now, operator_actor, parts_at, secret_of
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
EMAIL = "hanako@example.jp"
JOINING = {"name": "架空 花子", "password": "つきよのいけに 21 かえる"}


@pytest.fixture
def desk(db):
    return Desk(Visitor(), make_agency())


def test_the_link_makes_an_account_with_the_part_it_names(desk, visitor):
    secret = invited(desk)
    answer = visitor.send(f"/shotai/{secret}/", JOINING)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/setup/")
    assert [part.role for part in parts_at(desk.agency, EMAIL)] == [Role.STAFF]
    assert User.objects.get(email=EMAIL).name == "架空 花子"


def test_staff_see_nothing_before_they_have_a_second_factor(desk, visitor):
    visitor.send(f"/shotai/{invited(desk)}/", JOINING)
    assert visitor.get("/gyomu/").headers["Location"].startswith("/account/login/")


def test_a_passkey_can_stand_in_for_the_password(desk, visitor):
    answer = visitor.send(f"/shotai/{invited(desk)}/", {"name": "架空 花子", "bare": "1"})
    assert answer.headers["Location"] == "/account/setup/"
    assert not User.objects.get(email=EMAIL).has_usable_password()


def test_a_client_needs_a_password_because_nothing_else_is_asked_of_them(desk, visitor):
    secret = invited(desk, role=Role.CLIENT, company_id=make_company(desk.agency, desk.actor).pk)
    assert visitor.send(f"/shotai/{secret}/", {"name": "架空 花子", "bare": "1"}).status_code == 422
    assert visitor.send(f"/shotai/{secret}/", JOINING).headers["Location"] == "/account/"


def test_only_a_hash_of_the_link_is_kept(desk):
    secret = invited(desk)
    kept = invitation_of(desk.agency, EMAIL)
    assert kept.digest == digest(secret)
    assert secret not in repr(vars(kept))


def test_looking_uses_nothing_up(desk, visitor):
    secret = invited(desk)
    assert [visitor.get(f"/shotai/{secret}/").status_code for _ in range(3)] == [200] * 3


def test_used_twice_it_is_refused_and_says_so(desk, visitor):
    secret = invited(desk)
    visitor.send(f"/shotai/{secret}/", JOINING)
    again = Visitor().send(f"/shotai/{secret}/", JOINING)
    assert again.status_code == 410
    assert "もう使われています" in again.content.decode()
    assert len(parts_at(desk.agency, EMAIL)) == 1


def test_of_two_who_press_at_once_one_gets_in(desk):
    secret = invited(desk)
    row, _ = inviting.opened(secret, now())
    first = inviting.accept_new(invitation=row, name="一人目", password=None, at=now())
    second = inviting.accept_new(invitation=row, name="二人目", password=None, at=now())
    assert first is not None
    assert second is None


def refused(secret, words):
    answer = Visitor().send(f"/shotai/{secret}/", JOINING)
    assert answer.status_code == 410
    assert words in answer.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()


def test_after_a_week_it_is_refused(desk):
    refused(invited(desk, at=now() - timedelta(days=7, seconds=1)), "7日間の期限が過ぎています")


def test_within_the_week_it_opens(desk):
    secret = invited(desk, at=now() - timedelta(days=7) + timedelta(minutes=1))
    assert Visitor().get(f"/shotai/{secret}/").status_code == 200


def test_taken_back_it_is_refused(desk):
    secret = invited(desk)
    row = invitation_of(desk.agency, EMAIL)
    assert desk.browser.send(f"/gyomu/settei/members/maneku/{row.pk}/torikesu/").status_code == 302
    refused(secret, "取り消された")


def test_sent_again_the_earlier_link_is_dead_and_the_new_one_opens(desk, visitor):
    secret = invited(desk)
    row = invitation_of(desk.agency, EMAIL)
    assert desk.browser.send(f"/gyomu/settei/members/maneku/{row.pk}/okuru/").status_code == 302
    refused(secret, "見つかりません")
    assert visitor.send(f"/shotai/{secret_of(EMAIL)}/", JOINING).status_code == 302


def test_invited_to_another_part_the_earlier_link_is_dead(desk):
    secret = invited(desk)
    invited(desk, role=Role.MANAGER)
    refused(secret, "新しい招待に置き換わっています")


def test_when_whoever_invited_is_out_it_is_refused(desk):
    manager = Desk(Visitor(), desk.agency, Role.MANAGER)
    secret = invited(manager)
    with within(desk.agency.pk):
        members.end(part=manager.member, by=desk.actor, at=now())
    refused(secret, "いまは人を招けない")


def test_when_whoever_invited_may_no_longer_invite_it_is_refused(desk):
    manager = Desk(Visitor(), desk.agency, Role.MANAGER)
    secret = invited(manager)
    with within(desk.agency.pk):
        members.change(part=manager.member, role=Role.STAFF, branch=None, by=desk.actor, at=now())
    refused(secret, "いまは人を招けない")


def test_when_the_agency_is_closed_it_is_refused(desk):
    secret = invited(desk)
    agencies.close(agency=desk.agency, by=operator_actor(), at=now())
    refused(secret, "代理店が閉じている")


def test_when_the_company_is_deleted_its_people_are_not_let_in(desk):
    company = make_company(desk.agency, desk.actor)
    secret = invited(desk, role=Role.CLIENT, company_id=company.pk)
    with within(desk.agency.pk):
        customers.delete(customer=company, by=desk.actor, at=now())
    refused(secret, "お客様が削除されています")


def test_a_link_that_nobody_was_given_is_refused(db):
    refused("a" * 43, "見つかりません")


def test_it_gives_a_part_in_its_own_agency_and_in_no_other(desk, visitor):
    other = Desk(Visitor(), make_agency())
    visitor.send(f"/shotai/{invited(desk)}/", {**JOINING, "agency": str(other.agency.pk), "role": "owner"})
    with unscoped("a test looks everywhere"):
        found = list(Invitation.objects.filter(accepted_at__isnull=False).values_list("agency_id", flat=True))
    assert found == [desk.agency.pk]
    assert parts_at(other.agency, EMAIL) == []
    assert [part.role for part in parts_at(desk.agency, EMAIL)] == [Role.STAFF]


def test_a_weak_password_is_told_and_nothing_typed_is_lost(desk, visitor):
    page = visitor.send(f"/shotai/{invited(desk)}/", {"name": "架空 花子", "password": "123"})
    assert page.status_code == 422
    assert "架空 花子" in page.content.decode()
