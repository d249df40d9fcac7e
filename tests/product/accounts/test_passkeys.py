"""Passkeys: made, shown, and refused when anything about them is not right."""

from __future__ import annotations

import json
import time

import pytest
from allauth.mfa.models import Authenticator

from sonae.accounts import ceremony
from sonae.accounts.models import Session
from tests.badinputs.corpus import TEXTS
from tests.factories.agencies import make_agency, make_member, make_person, signed_in
from tests.factories.passkeys import AT, UP, Passkey, asked
from tests.product.accounts.conftest import add_passkey, codes_on, give_password, show_passkey

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(visitor, person):
    """A passkey of the person, who is signed out again."""
    made = Passkey()
    give_password(visitor, person)
    assert add_passkey(visitor, made).status_code == 200
    visitor.cookies.clear()
    return made


def test_a_passkey_made_at_the_first_sign_in_lets_staff_in(visitor, person):
    give_password(visitor, person)
    page = add_passkey(visitor, Passkey())
    assert len(codes_on(page)) == 10
    assert visitor.get("/account/").status_code == 200


def test_a_passkey_alone_signs_in(visitor, key):
    page = show_passkey(visitor, key)
    assert (page.status_code, page["Location"]) == (302, "/gyomu/")
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None


def test_a_passkey_is_also_a_second_factor(visitor, person, key):
    give_password(visitor, person)
    options, fields = asked(visitor.get("/account/second/"), "/account/second/")
    page = visitor.post("/account/second/", {**fields, "credential": key.shown(options)})
    assert page["Location"] == "/gyomu/"


WRONG = {
    "a wrong signature": {"spoilt": True},
    "another site's page": {"origin": "https://testserver.example"},
    "the same host without its scheme": {"origin": "https://testserver"},
    "made for another site": {"site": "elsewhere.example"},
    "not unlocked": {"flags": UP},
    "not touched": {"flags": 0},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_passkey_that_is_not_right_in_one_point_is_refused(visitor, key, wrong):
    assert show_passkey(visitor, key, **wrong).status_code == 422
    assert not Session.objects.open().filter(strong_at__isnull=False).count() > 1


@pytest.mark.parametrize("wrong", [{"origin": "https://evil.example"}, {"flags": UP}, {"flags": AT}], ids=str)
def test_a_passkey_that_was_not_made_right_is_not_kept(visitor, person, wrong):
    give_password(visitor, person)
    assert add_passkey(visitor, Passkey(), **wrong).status_code == 422
    assert not Authenticator.objects.exists()


def test_another_key_with_a_known_name_is_refused(visitor, key):
    forged = Passkey()
    forged.id, forged.handle = key.id, key.handle
    assert show_passkey(visitor, forged).status_code == 422


def test_a_key_that_names_another_person_is_refused(visitor, key):
    other = make_person()
    key.handle = other.pk.hex.encode()
    assert show_passkey(visitor, key).status_code == 422


def test_an_answer_counts_once(visitor, key):
    page = visitor.get("/account/login/")
    options, fields = asked(page, "/account/login/passkey/")
    answer = {**fields, "credential": key.shown(options)}
    assert visitor.post("/account/login/passkey/", answer).status_code == 302
    visitor.cookies.clear()
    assert visitor.post("/account/login/passkey/", answer).status_code == 422


def test_an_answer_to_an_old_page_is_too_late(visitor, key, monkeypatch):
    page, now = visitor.get("/account/login/"), time.time()
    monkeypatch.setattr(time, "time", lambda: now + ceremony.MOST_AGE + 1)
    answer = show_passkey(visitor, key, page)
    assert answer.status_code == 422
    assert "時間がたちました" in answer.content.decode()


def test_what_was_signed_for_making_is_no_good_for_showing(visitor, person, key):
    give_password(visitor, person)
    _, second = asked(visitor.get("/account/second/"), "/account/second/")
    options, fields = asked(visitor.get("/account/login/", follow=True), "/account/second/")
    visitor.cookies.clear()
    answer = {
        "form": asked(visitor.get("/account/login/"), "/account/login/passkey/")[1]["form"],
        "state": second["state"],
    }
    assert visitor.post("/account/login/passkey/", {**answer, "credential": key.shown(options)}).status_code == 422
    assert fields["state"] != second["state"]


def test_a_passkey_of_somebody_who_is_switched_off_is_refused(visitor, person, key):
    type(person).objects.update(is_active=False)
    assert show_passkey(visitor, key).status_code == 422


def test_a_passkey_of_a_member_who_left_leads_nowhere(visitor, person, key):
    from sonae.tenancy.models import Membership
    from sonae.tenancy.scope import unscoped

    with unscoped("a test"):
        Membership.objects.update(ended_at=person.created_at)
    assert show_passkey(visitor, key)["Location"] == "/account/choose/"


@pytest.mark.parametrize("text", [text for _, text in TEXTS[::7]], ids=lambda text: repr(text)[:30])
def test_whatever_else_is_sent_is_refused_calmly(visitor, key, text):
    page = visitor.get("/account/login/")
    options, fields = asked(page, "/account/login/passkey/")
    whole = json.loads(key.shown(options))
    for broken in (text, json.dumps(text), json.dumps([text]), json.dumps({**whole, "response": text})):
        assert visitor.post("/account/login/passkey/", {**fields, "credential": broken}).status_code in (422, 429)


def test_nobody_has_more_than_ten(client, person):
    browser = signed_in(client, make_member(make_agency(), person=make_person()))
    for _ in range(10):
        assert add_passkey(browser, Passkey()).status_code == 200
    page = add_passkey(browser, Passkey())
    assert page.status_code == 422
    assert "10個まで" in page.content.decode()
