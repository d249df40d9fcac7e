"""Signing in with a password: who gets in, how far, and what strangers learn."""

from __future__ import annotations

import pytest
from django.contrib.auth import hashers

from sonae.accounts import cookies
from sonae.accounts.models import Session
from sonae.web.models import RateCount
from tests.factories.agencies import make_agency, make_member, make_person
from tests.product.accounts.conftest import OTHER, PASSWORD, WIDE, code_now, give_password

pytestmark = pytest.mark.django_db


def test_the_page_of_signing_in_sets_no_cookie(visitor):
    assert not visitor.get("/account/login/").cookies


def test_staff_without_a_second_factor_are_led_to_set_one_up(visitor, person):
    page = give_password(visitor, person)
    assert (page.status_code, page["Location"]) == (302, "/account/setup/")


def test_staff_with_an_app_are_asked_for_its_code_and_let_in(visitor, with_app):
    assert give_password(visitor, with_app)["Location"] == "/account/second/"
    page = visitor.send("/account/second/", {"code": code_now()})
    assert (page.status_code, page["Location"]) == (302, "/gyomu/")
    assert visitor.get("/account/").status_code == 200


@pytest.mark.parametrize("step", ["/gyomu/", "/account/"])
def test_no_page_of_the_desk_is_reached_with_one_factor(visitor, with_app, step):
    give_password(visitor, with_app)
    page = visitor.get(step)
    assert page.status_code == 302
    assert page["Location"].startswith("/account/login/")


def test_whoever_has_a_factor_cannot_set_up_another_instead_of_showing_it(visitor, with_app):
    give_password(visitor, with_app)
    for path in ("/account/setup/", "/account/app/", "/account/password/"):
        assert visitor.get(path)["Location"].startswith("/account/second/")
    assert visitor.send("/account/password/", {"password": PASSWORD + "2"})["Location"] == "/account/second/"


def test_where_somebody_wanted_to_go_is_kept_over_the_steps(visitor, with_app):
    page = give_password(visitor, with_app, next="/gyomu/?q=1")
    assert page["Location"] == "/account/second/?next=%2Fgyomu%2F%3Fq%3D1"
    page = visitor.send("/account/second/", {"code": code_now(), "next": "/gyomu/?q=1"})
    assert page["Location"] == "/gyomu/?q=1"


@pytest.mark.parametrize("who", ["nobody@example.jp", "known"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(visitor, person, who):
    email = person.email if who == "known" else who
    page = visitor.send("/account/login/", {"email": email, "password": "ちがうことば 12345"})
    assert page.status_code == 422
    assert "メールアドレスかパスワードが違います" in page.content.decode()
    assert not page.cookies


def test_an_unknown_address_costs_the_same_work_as_a_known_one(visitor, person, monkeypatch):
    worked = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *given: worked.append(1) or encode(*given))
    counts = []
    person.set_unusable_password()
    for email in (person.email, "nobody@example.jp", make_person(password=OTHER).email):
        worked.clear()
        visitor.send("/account/login/", {"email": email, "password": "ちがうことば 12345"})
        counts.append(len(worked))
    assert counts == [1, 1, 1]


def test_somebody_who_is_switched_off_is_as_unknown_as_anybody(visitor, person):
    type(person).objects.update(is_active=False)
    assert give_password(visitor, person).status_code == 422


def test_whoever_belongs_nowhere_any_more_sees_no_page_of_the_desk(visitor):
    lonely = make_person(password=OTHER)
    page = give_password(visitor, lonely, OTHER)
    assert page["Location"] == "/account/choose/"
    assert "どの代理店にも属していません" in visitor.get("/account/choose/").content.decode()


def test_the_eleventh_password_for_one_account_is_not_even_looked_at(visitor, person):
    for _ in range(10):
        assert give_password(visitor, person, "ちがうことば 12345").status_code == 422
    assert give_password(visitor, person).status_code == 429
    assert not Session.objects.exists()


def test_passwords_for_many_accounts_from_one_address_are_counted_too(visitor):
    codes = [
        visitor.send("/account/login/", {"email": f"nobody-{n}@example.jp", "password": "x"}).status_code
        for n in range(61)
    ]
    assert codes == [422] * 60 + [429]
    assert RateCount.objects.count() > 60


def test_signing_in_gives_a_new_secret_whatever_the_browser_brought(visitor, with_app):
    visitor.cookies[cookies.SESSION] = "brought-by-an-attacker"
    give_password(visitor, with_app)
    first = visitor.cookies[cookies.SESSION].value
    visitor.send("/account/second/", {"code": code_now()})
    second = visitor.cookies[cookies.SESSION].value
    assert len({"brought-by-an-attacker", first, second}) == 3


def test_a_half_signed_session_cannot_be_used_once_it_has_risen(visitor, with_app):
    give_password(visitor, with_app)
    old = visitor.cookies[cookies.SESSION].value
    visitor.send("/account/second/", {"code": code_now()})
    visitor.cookies[cookies.SESSION] = old
    assert visitor.get("/account/").status_code == 302


def test_the_cookie_is_for_http_of_this_site_only(visitor, with_app):
    give_password(visitor, with_app)
    cookie = visitor.cookies[cookies.SESSION]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert cookie["max-age"] == ""


def test_what_the_database_keeps_of_a_session_opens_nothing(visitor, with_app):
    give_password(visitor, with_app)
    visitor.cookies[cookies.SESSION] = Session.objects.get().digest
    assert visitor.get("/account/second/").status_code == 302


def test_signing_in_again_ends_the_session_that_the_browser_had(visitor, with_app):
    give_password(visitor, with_app)
    first = visitor.cookies[cookies.SESSION].value
    give_password(visitor, with_app)
    visitor.cookies[cookies.SESSION] = first
    assert visitor.get("/account/second/")["Location"].startswith("/account/login/")


def test_signing_out_ends_the_session_on_the_server_too(visitor, with_app):
    give_password(visitor, with_app)
    visitor.send("/account/second/", {"code": code_now()})
    kept = visitor.cookies[cookies.SESSION].value
    visitor.send("/account/logout/")
    visitor.cookies[cookies.SESSION] = kept
    assert visitor.get("/account/").status_code == 302


def test_signing_out_is_not_a_link(visitor):
    assert visitor.get("/account/logout/").status_code == 405


def test_whoever_has_two_parts_chooses_one(visitor, with_app):
    other = make_member(make_agency("みどり保険（架空）"), person=with_app)
    give_password(visitor, with_app)
    assert visitor.send("/account/second/", {"code": code_now()})["Location"] == "/account/choose/"
    assert "みどり保険（架空）" in visitor.get("/account/choose/").content.decode()
    assert visitor.send("/account/choose/", {"part": other.pk})["Location"] == "/gyomu/"


@pytest.mark.parametrize("given", ["", "x", "00000000-0000-0000-0000-000000000000", "foreign"])
def test_nobody_chooses_a_part_that_is_not_theirs(visitor, with_app, given):
    make_member(make_agency(), person=with_app)
    foreign = make_member(make_agency())
    give_password(visitor, with_app)
    visitor.send("/account/second/", {"code": code_now()})
    assert visitor.send("/account/choose/", {"part": foreign.pk if given == "foreign" else given}).status_code == 200
    assert not Session.objects.filter(membership__isnull=False).exists()


def test_a_password_may_be_typed_in_full_width_letters(visitor):
    wide = make_person(password=WIDE)
    make_member(make_agency(), person=wide)
    assert give_password(visitor, wide, "ａｂｃｄｅｆｇｈ１２３４５ｘｙｚ").status_code == 302


def test_there_is_no_way_to_make_an_account_without_an_invitation(visitor):
    assert visitor.get("/account/signup/").status_code == 404


def lines(caplog):
    return [(line.getMessage(), line.fields) for line in caplog.records if line.name == "sonae.accounts"]


def test_the_log_says_who_was_refused_and_who_got_in_without_naming_them(visitor, with_app, caplog):
    caplog.set_level("INFO")
    give_password(visitor, with_app, OTHER)
    give_password(visitor, with_app)
    visitor.send("/account/second/", {"code": "000000"})
    visitor.send("/account/second/", {"code": code_now()})
    said = lines(caplog)
    assert [(event, fields.get("way")) for event, fields in said] == [
        ("sign-in refused", "password"),
        ("sign-in refused", "code"),
        ("signed in", None),
    ]
    assert len({fields["account"] for _, fields in said}) == 1
    assert with_app.email not in caplog.text
