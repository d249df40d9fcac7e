"""Resets and recoveries: what a link opens, how often, and whom it tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sonae.accounts.actions import factors, links, recovery
from sonae.accounts.models import Link, ResetAsked, Session
from sonae.tenancy.models import Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped
from tests.factories.agencies import actor_of, make_agency, make_member, make_person, signed_in
from tests.factories.passkeys import Passkey
from tests.product.accounts.conftest import (
    OTHER,
    PASSWORD,
    add_passkey,
    ask_reset,
    code_now,
    give_password,
    link_in,
    mails,
    show_passkey,
    told,
)
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def reset(visitor, with_app):
    """The address of the link by which somebody with an app resets the password."""
    ask_reset(visitor, with_app.email)
    return link_in(mails("reset")[0])


@pytest.fixture
def manager(with_app):
    """A second admin of the same agency, in their browser."""
    with unscoped("a test"):
        part = Membership.objects.select_related("agency").get(user=with_app)
    make_member(part.agency, Role.OWNER, person=make_person("架空 主"))
    browser = signed_in(Visitor(), make_member(part.agency, Role.MANAGER, person=make_person("架空 番頭")))
    browser.part = part
    return browser


def test_a_known_and_an_unknown_address_get_the_same_answer(visitor, person):
    pages = [ask_reset(visitor, email) for email in (person.email, "nobody@example.jp")]
    assert [(page.status_code, page["Location"], page.content) for page in pages] == [
        (302, "/account/reset/sent/", b""),
        (302, "/account/reset/sent/", b""),
    ]
    assert [mail.to for mail in mails("reset")] == [person.email]


def test_asking_costs_the_same_work_for_a_known_and_an_unknown_address(visitor, person):
    asked = []
    visitor.send("/account/reset/", {"email": "somebody@example.jp"})  # the visitor's own count begins
    for email in (person.email, "nobody@example.jp"):
        with CaptureQueriesContext(connection) as captured:
            visitor.send("/account/reset/", {"email": email})
        asked.append([query["sql"].split()[0] for query in captured])
    assert asked[0] == asked[1]


def test_a_scan_that_runs_twice_mails_once(visitor, person):
    visitor.send("/account/reset/", {"email": person.email})
    row = ResetAsked.objects.get()
    ask_reset(visitor, "nobody@example.jp")
    assert not recovery.mail_reset(asked=row, path="/account/link/{}/", at=datetime.now(UTC))
    assert len(mails("reset")) == 1
    assert not ResetAsked.objects.exists()


def test_looking_at_a_link_does_not_use_it_up(visitor, reset):
    for _ in range(3):
        assert visitor.get(reset).status_code == 200
    assert visitor.send(reset, {"password": OTHER}).status_code == 302


def test_a_link_is_used_once(visitor, reset):
    visitor.send(reset, {"password": OTHER})
    assert visitor.get(reset).status_code == 410
    assert Visitor().send(reset, {"password": PASSWORD}).status_code == 410


def test_a_reset_leaves_the_second_factor_as_it_is(visitor, with_app, reset):
    assert visitor.send(reset, {"password": OTHER})["Location"] == "/account/second/"
    assert visitor.get("/account/").status_code == 302
    assert visitor.send("/account/second/", {"code": code_now()})["Location"] == "/gyomu/"


def test_a_reset_cannot_be_made_to_drop_the_password(visitor, with_app, reset):
    assert visitor.send(reset, {"bare": "1"}).status_code == 422
    with_app.refresh_from_db()
    assert with_app.has_usable_password()


def test_after_a_reset_all_sessions_are_over_and_the_old_password_too(visitor, with_app, reset):
    elsewhere = Visitor()
    give_password(elsewhere, with_app)
    elsewhere.send("/account/second/", {"code": code_now()})
    visitor.send(reset, {"password": OTHER})
    assert elsewhere.get("/account/").status_code == 302
    assert give_password(Visitor(), with_app).status_code == 422


def test_a_later_link_makes_the_earlier_one_worthless(visitor, with_app, reset):
    ask_reset(visitor, with_app.email)
    assert visitor.get(reset).status_code == 410
    assert visitor.get(link_in(mails("reset")[1])).status_code == 200


def test_a_changed_password_makes_links_worthless(visitor, with_app, reset):
    give_password(visitor, with_app)
    visitor.send("/account/second/", {"code": code_now()})
    visitor.send("/account/password/", {"password": OTHER})
    assert visitor.get(reset).status_code == 410


def test_a_link_is_over_after_half_an_hour(with_app):
    begun = datetime(2026, 11, 24, 3, tzinfo=UTC)
    secret = links.issue(user=with_app, kind=Link.Kind.RESET, at=begun)
    assert links.live(secret, begun + timedelta(minutes=29))
    assert links.live(secret, begun + timedelta(minutes=30)) is None


def test_a_link_of_somebody_who_is_switched_off_opens_nothing(visitor, with_app, reset):
    type(with_app).objects.update(is_active=False)
    assert visitor.get(reset).status_code == 410


@pytest.mark.parametrize("password", ["みじかい", "password1234", "架空 花子架空 花子", "x" * 129, ""])
def test_weak_passwords_are_refused_and_the_link_stays(visitor, reset, password):
    assert visitor.send(reset, {"password": password}).status_code == 422
    assert visitor.get(reset).status_code == 200


@pytest.mark.parametrize("password", ["あかいかさと21のかえる", "kaeru no uta ga 3", "🍊🚃🛏☔🐦🗻🌊🏠🚲🎈🍵📚"])
def test_long_ones_need_no_particular_letters(visitor, reset, password):
    assert visitor.send(reset, {"password": password}).status_code == 302


def test_a_page_under_a_link_is_stored_nowhere(visitor, reset):
    page = visitor.get(reset)
    assert page["Cache-Control"] == "no-store"
    assert not page.cookies


def test_the_fourth_mail_within_an_hour_is_not_sent(visitor, person):
    answers = [ask_reset(visitor, person.email).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert len(mails("reset")) == 3


def test_a_second_admin_starts_a_recovery_and_never_sees_the_link(visitor, with_app, manager):
    give_password(visitor, with_app)
    visitor.send("/account/second/", {"code": code_now()})
    page = manager.send(f"/account/members/{manager.part.pk}/recover/")
    assert page.status_code == 200
    sent = mails("recovery")[0]
    assert sent.to == with_app.email
    assert link_in(sent).split("/")[-2] not in page.content.decode()
    assert visitor.get("/account/").status_code == 302
    assert [mail.to_name for mail in mails("notice")][-1] == "架空 主"
    assert "accounts.recovery_started" in told()


def test_the_factors_stay_until_the_link_is_opened_and_are_then_set_up_anew(visitor, with_app, manager):
    manager.send(f"/account/members/{manager.part.pk}/recover/")
    assert Authenticator.objects.exists()
    link = link_in(mails("recovery")[0])
    assert visitor.send(link, {"password": OTHER})["Location"] == "/account/setup/"
    assert not Authenticator.objects.exists()


def test_a_recovery_may_lead_to_a_passkey_without_any_password(visitor, with_app, manager):
    manager.send(f"/account/members/{manager.part.pk}/recover/")
    key = Passkey()
    assert visitor.send(link_in(mails("recovery")[0]), {"bare": "1"})["Location"] == "/account/setup/"
    assert add_passkey(visitor, key).status_code == 200
    with_app.refresh_from_db()
    assert not with_app.has_usable_password()
    visitor.cookies.clear()
    assert show_passkey(visitor, key)["Location"] == "/gyomu/"


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR, Role.CLIENT])
def test_who_is_no_admin_recovers_nobody(with_app, manager, role):
    company = manager.part.agency_id if role is Role.CLIENT else None
    browser = signed_in(Visitor(), make_member(manager.part.agency, role, company_id=company))
    assert browser.send(f"/account/members/{manager.part.pk}/recover/").status_code == 403
    assert mails("recovery") == []


@pytest.mark.parametrize(("role", "may"), [(Role.OWNER, True), (Role.MANAGER, True), (Role.STAFF, False)])
def test_the_action_itself_asks_who_helps_whatever_the_door_let_in(manager, role, may):
    helper = actor_of(make_member(manager.part.agency, role))
    assert recovery.may_help(helper, manager.part) == may


def test_an_admin_of_another_agency_finds_nobody_there(with_app, manager):
    browser = signed_in(Visitor(), make_member(make_agency(), Role.OWNER))
    assert browser.send(f"/account/members/{manager.part.pk}/recover/").status_code == 404


def test_an_admin_does_not_recover_themselves(manager):
    own = Session.objects.filter(membership__isnull=False).latest("created_at").membership_id
    assert manager.send(f"/account/members/{own}/recover/").status_code == 404


def test_an_admin_ends_the_sessions_of_a_member(visitor, with_app, manager):
    give_password(visitor, with_app)
    manager.send(f"/account/members/{manager.part.pk}/end-sessions/")
    assert not Session.objects.open().filter(user=with_app).exists()
    assert "accounts.sessions_ended" in told()


def test_an_admin_shows_anew_who_they_are_before_a_recovery(manager):
    Session.objects.update(fresh_at=datetime.now(UTC) - timedelta(minutes=11))
    page = manager.send(f"/account/members/{manager.part.pk}/recover/")
    assert page["Location"].startswith("/account/fresh/")
    assert mails("recovery") == []


def test_the_first_operator_begins_by_a_link_and_belongs_to_no_agency(visitor):
    moment = datetime.now(UTC)
    secret = recovery.make_operator(email="unei@example.jp", name="架空 運営", by="console", at=moment)
    assert visitor.send(f"/account/link/{secret}/", {"password": OTHER})["Location"] == "/account/setup/"


def test_nobody_with_a_part_in_an_agency_becomes_the_operator(person):
    with pytest.raises(ValueError, match="example"):
        recovery.make_operator(email=person.email, name="x", by="console", at=datetime.now(UTC))


def test_a_reset_on_the_server_takes_all_factors_and_tells_the_owners(with_app, manager):
    moment = datetime.now(UTC)
    factors.new_backup_codes(user=with_app, at=moment)
    recovery.reset_by_console(user=with_app, by="console", at=moment)
    assert not Authenticator.objects.exists()
    assert {mail.to_name for mail in mails("notice") if "サーバーの管理者" in mail.subject} == {"架空 花子", "架空 主"}
    assert "accounts.reset_by_console" in told()
