"""One's own page: factors and sessions, who is told, and what needs showing anew who one is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.urls import include, path

from sonae.accounts import cookies
from sonae.accounts.models import FRESH, Session
from sonae.accounts.stepup import fresh_sign_in
from sonae.tenancy.doors import PERMISSION, needs
from sonae.tenancy.permissions import Role
from sonae.web.access import Access, access_of
from tests.factories.agencies import make_agency, make_member, make_person, signed_in
from tests.factories.passkeys import Passkey
from tests.product.accounts.conftest import (
    OTHER,
    PASSWORD,
    add_passkey,
    code_now,
    codes_on,
    give_password,
    mails,
    show_passkey,
    told,
)
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db


@needs("customers.export")
@fresh_sign_in
def take_away(request):
    return HttpResponse("taken")


urlpatterns = [path("take-away/", take_away), path("", include("sonae.config.urls"))]


@pytest.fixture
def browser(with_app):
    """Somebody with an app who has just signed in."""
    found = Visitor()
    give_password(found, with_app)
    found.send("/account/second/", {"code": code_now()})
    return found


def some_minutes_later():
    Session.objects.update(fresh_at=datetime.now(UTC) - FRESH)


def subjects():
    return [mail.subject for mail in mails("notice")]


def test_what_is_left_open_takes_nothing_away(settings):
    settings.ROOT_URLCONF = __name__
    owner = signed_in(Visitor(), make_member(make_agency(), Role.OWNER))
    assert owner.get("/take-away/").content == b"taken"
    some_minutes_later()
    assert owner.get("/take-away/?what=all")["Location"] == "/account/fresh/?next=%2Ftake-away%2F%3Fwhat%3Dall"
    back = owner.send("/take-away/", HTTP_REFERER="http://testserver/gyomu/?page=2")
    assert back["Location"] == "/account/fresh/?next=%2Fgyomu%2F%3Fpage%3D2"
    elsewhere = owner.send("/take-away/", HTTP_REFERER="http://testserver/\\evil.example")
    assert elsewhere["Location"].startswith("/account/fresh/")
    odd = {"HTTP_ORIGIN": "http://testserver", "HTTP_REFERER": "http://evil.example/gyomu/"}
    assert owner.send("/take-away/", **odd)["Location"] == "/account/fresh/"


def test_asking_anew_leaves_what_a_view_says_of_itself():
    assert access_of(take_away) is Access.MEMBER
    assert getattr(take_away, PERMISSION) == "customers.export"


def test_showing_a_code_anew_makes_the_session_fresh_with_another_secret(browser, monkeypatch):
    some_minutes_later()
    before = browser.cookies[cookies.SESSION].value
    later = datetime.now(UTC) + timedelta(seconds=60)
    monkeypatch.setattr("sonae.accounts.views.showing.now", lambda: later)
    from sonae.accounts import codes
    from tests.product.accounts.conftest import SEED

    page = browser.send("/account/fresh/", {"code": codes.code_at(SEED, later), "next": "/account/password/"})
    assert page["Location"] == "/account/password/"
    assert browser.get("/account/password/").status_code == 200
    assert browser.cookies[cookies.SESSION].value != before


def test_a_password_is_not_enough_to_show_anew_for_whoever_has_a_factor(browser):
    some_minutes_later()
    assert browser.send("/account/fresh/", {"password": PASSWORD}).status_code == 422


def test_a_client_without_a_factor_shows_the_password_anew():
    agency = make_agency()
    part = make_member(agency, Role.CLIENT, company_id=agency.pk, person=make_person(password=OTHER))
    visitor = Visitor()
    give_password(visitor, part.user, OTHER)
    some_minutes_later()
    assert visitor.get("/account/password/").status_code == 302
    assert visitor.send("/account/fresh/", {"password": PASSWORD}).status_code == 422
    assert visitor.send("/account/fresh/", {"password": OTHER, "next": "/account/password/"}).status_code == 302
    assert visitor.get("/account/password/").status_code == 200


@pytest.mark.parametrize("where", ["app/", "password/"])
def test_factors_and_passwords_are_changed_only_after_showing_anew(browser, where):
    some_minutes_later()
    assert browser.get(f"/account/{where}")["Location"].startswith("/account/fresh/")


def test_a_factor_is_taken_away_only_after_showing_anew(browser):
    add_passkey(browser, Passkey())
    some_minutes_later()
    factor = Authenticator.objects.get(type="totp").pk
    assert browser.send(f"/account/factors/{factor}/remove/")["Location"].startswith("/account/fresh/")
    assert Authenticator.objects.filter(pk=factor).exists()


def test_staff_do_not_lose_their_last_factor(browser):
    factor = Authenticator.objects.get(type="totp").pk
    page = browser.send(f"/account/factors/{factor}/remove/")
    assert page.status_code == 422
    assert "先に、別の" in page.content.decode()


def test_one_of_two_factors_can_go_and_its_owner_is_told(browser):
    add_passkey(browser, Passkey())
    factor = Authenticator.objects.get(type="totp").pk
    assert browser.send(f"/account/factors/{factor}/remove/").status_code == 302
    assert subjects()[-1] == "確認コードのアプリが外されました"
    assert told()[-1] == "accounts.app_removed"


def test_after_a_factor_has_gone_every_other_session_is_over(browser, with_app):
    add_passkey(browser, Passkey())
    other = signed_in(Visitor(), with_app)
    browser.send(f"/account/factors/{Authenticator.objects.get(type='totp').pk}/remove/")
    assert [each.get("/account/").status_code for each in (browser, other)] == [200, 302]


def test_whoever_adds_a_factor_is_offered_to_end_other_sessions(browser, with_app):
    assert "ほかのサインインを" not in add_passkey(browser, Passkey()).content.decode()
    other = signed_in(Visitor(), with_app)
    assert "ほかのサインインを" in add_passkey(browser, Passkey()).content.decode()
    assert browser.send("/account/sessions/end-others/").status_code == 302
    assert other.get("/account/").status_code == 302


def test_whoever_has_only_a_passkey_and_no_password_keeps_it(visitor, person):
    key = Passkey()
    give_password(visitor, person)
    add_passkey(visitor, key)
    person.set_unusable_password()
    person.save()
    factor = Authenticator.objects.get(type="webauthn").pk
    assert visitor.send(f"/account/factors/{factor}/remove/").status_code == 422


def test_a_client_with_a_passkey_and_no_password_keeps_it_too(visitor):
    agency = make_agency()
    client = make_member(agency, Role.CLIENT, company_id=agency.pk)
    signed_in(visitor, client)
    add_passkey(visitor, Passkey())
    factor = Authenticator.objects.get(type="webauthn").pk
    assert visitor.send(f"/account/factors/{factor}/remove/").status_code == 422
    client.user.set_password(OTHER)
    client.user.save()
    assert visitor.send(f"/account/factors/{factor}/remove/").status_code == 302


def test_nobody_takes_a_factor_of_somebody_else_away(browser, with_app):
    stranger = signed_in(Visitor(), make_member(make_agency()))
    factor = Authenticator.objects.get(type="totp").pk
    assert stranger.send(f"/account/factors/{factor}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=factor).exists()


def test_a_new_password_ends_every_other_session_but_not_this_one(browser, with_app):
    other = signed_in(Visitor(), with_app)
    assert browser.send("/account/password/", {"password": OTHER}).status_code == 302
    assert browser.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert "パスワードが変わりました" in subjects()


def test_sessions_are_listed_and_ended_one_by_one_or_all_but_this(browser, with_app):
    first, second, third = (signed_in(Visitor(), with_app) for _ in range(3))
    assert browser.get("/account/").content.decode().count("にサインイン、") == 4
    session = Session.objects.exclude(browser="不明なブラウザー").earliest("created_at")
    assert browser.send(f"/account/sessions/{session.pk}/end/").status_code == 302
    assert first.get("/account/").status_code == 302
    assert second.get("/account/").status_code == 200
    browser.send("/account/sessions/end-others/")
    assert [each.get("/account/").status_code for each in (second, third, browser)] == [302, 302, 200]


def test_nobody_ends_a_session_of_somebody_else(browser):
    stranger = signed_in(Visitor(), make_member(make_agency()))
    session = Session.objects.earliest("created_at")
    assert stranger.send(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert browser.get("/account/").status_code == 200


def test_the_first_browser_is_no_news_a_second_one_is(visitor, with_app):
    key = Passkey()
    give_password(visitor, with_app)
    visitor.send("/account/second/", {"code": code_now()})
    add_passkey(visitor, key)
    assert "はじめてのブラウザーからサインインがありました" not in subjects()
    visitor.send("/account/logout/")
    show_passkey(visitor, key)
    assert "はじめてのブラウザーからサインインがありました" not in subjects()
    show_passkey(Visitor(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/140.0"), key)
    news = mails("notice")[-1]
    assert news.subject == "はじめてのブラウザーからサインインがありました"
    assert "ChromeとWindows" in news.text


def test_backup_codes_are_made_anew_and_shown_once(browser):
    assert len(codes_on(browser.send("/account/codes/"))) == 10
    assert "予備のコードが作り直されました" in subjects()


def test_every_step_stands_in_the_log_of_the_agency(visitor, person):
    give_password(visitor, person)
    add_passkey(visitor, Passkey())
    assert told() == ["accounts.passkey_added", "accounts.codes_made", "accounts.signed_in"]


def test_a_sign_in_that_cannot_be_logged_does_not_happen(visitor, with_app, monkeypatch):
    give_password(visitor, with_app)
    before = visitor.cookies[cookies.SESSION].value

    def broken(**_):
        raise OSError

    monkeypatch.setattr("sonae.accounts.actions.telling.record", broken)
    visitor.raise_request_exception = False
    assert visitor.send("/account/second/", {"code": code_now()}).status_code == 500
    assert visitor.cookies[cookies.SESSION].value == before
    assert not Session.objects.filter(strong_at__isnull=False).exists()
