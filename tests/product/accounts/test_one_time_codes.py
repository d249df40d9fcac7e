"""Codes of an app and backup codes: each counts once, in all processes, and the database does not hold them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator

from sonae.accounts import codes
from sonae.accounts.actions import factors
from tests.factories.agencies import make_person
from tests.product.accounts.conftest import BEFORE, SEED, code_now, codes_on, give_password

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 3, 0, 10, tzinfo=UTC)


def test_codes_are_those_of_the_standard():
    seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the secret of RFC 6238's own examples, and their last six digits
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")):
        assert codes.code_at(seed, datetime.fromtimestamp(seconds, UTC)) == code


def test_a_code_is_taken_once(with_app):
    code = codes.code_at(SEED, NOON)
    assert factors.use_code(user=with_app, code=code, at=NOON) == "totp"
    assert factors.use_code(user=with_app, code=code, at=NOON + timedelta(seconds=5)) == ""


def test_after_a_code_an_earlier_one_is_not_taken_either(with_app):
    earlier = codes.code_at(SEED, NOON - timedelta(seconds=30))
    assert factors.use_code(user=with_app, code=codes.code_at(SEED, NOON), at=NOON)
    assert factors.use_code(user=with_app, code=earlier, at=NOON) == ""


def test_the_code_that_set_an_app_up_signs_nobody_in(with_app):
    code = codes.code_at(SEED, BEFORE)
    assert factors.use_code(user=with_app, code=code, at=BEFORE + timedelta(seconds=9)) == ""


@pytest.mark.parametrize(("late", "taken"), [(-30, True), (0, True), (30, True), (-90, False), (90, False)])
def test_clocks_may_differ_by_half_a_minute(with_app, late, taken):
    code = codes.code_at(SEED, NOON + timedelta(seconds=late))
    assert bool(factors.use_code(user=with_app, code=code, at=NOON)) == taken


@pytest.mark.parametrize("form", ["{0} {1}", "{0}-{1}", " {0}{1} ", "wide"])
def test_a_code_may_be_written_as_people_write(with_app, form):
    code = codes.code_at(SEED, NOON)
    wide = code.translate({ord(str(n)): 0xFF10 + n for n in range(10)})
    given = wide if form == "wide" else form.format(code[:3], code[3:])
    assert factors.use_code(user=with_app, code=given, at=NOON)


def test_a_code_of_somebody_else_is_not_taken(with_app):
    other = make_person()
    assert factors.use_code(user=other, code=codes.code_at(SEED, NOON), at=NOON) == ""


def test_a_replayed_code_does_not_let_in_a_second_browser(visitor, with_app, client):
    from tests.product.conftest import Visitor

    give_password(visitor, with_app)
    code = code_now()
    assert visitor.send("/account/second/", {"code": code}).status_code == 302
    other = Visitor()
    give_password(other, with_app)
    assert other.send("/account/second/", {"code": code}).status_code == 422


def test_after_six_wrong_codes_even_the_right_one_must_wait(visitor, with_app):
    give_password(visitor, with_app)
    for _ in range(6):
        assert visitor.send("/account/second/", {"code": "000000"}).status_code == 422
    assert visitor.send("/account/second/", {"code": code_now()}).status_code == 429


def test_a_backup_code_is_taken_once_and_the_others_stay(with_app):
    made = factors.new_backup_codes(user=with_app, at=NOON)
    assert len(set(made)) == codes.BACKUP_CODES
    assert factors.use_code(user=with_app, code=made[3].upper().replace("-", " "), at=NOON) == "recovery_codes"
    assert factors.use_code(user=with_app, code=made[3], at=NOON) == ""
    assert factors.backup_codes_left(with_app) == 9


def test_new_backup_codes_make_the_old_ones_worthless(with_app):
    old = factors.new_backup_codes(user=with_app, at=NOON)
    factors.new_backup_codes(user=with_app, at=NOON)
    assert factors.use_code(user=with_app, code=old[0], at=NOON) == ""


def test_the_database_holds_neither_backup_codes_nor_the_seed(with_app):
    made = factors.new_backup_codes(user=with_app, at=NOON)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert SEED not in kept
    assert not [code for code in made if code in kept or code.replace("-", "") in kept]


def test_setting_an_app_up_shows_the_backup_codes_once(visitor, person, monkeypatch):
    give_password(visitor, person)
    monkeypatch.setattr(codes, "new_seed", lambda: SEED)
    page = visitor.get("/account/app/")
    signed = page.content.decode().partition('name="seed" value="')[2].partition('"')[0]
    assert "JBSW Y3DP" in page.content.decode()
    wrong = visitor.send("/account/app/", {"seed": signed, "code": "000000"})
    assert wrong.status_code == 422
    done = visitor.send("/account/app/", {"seed": signed, "code": code_now()})
    assert len(codes_on(done)) == 10
    assert codes_on(visitor.get("/account/")) == []


@pytest.mark.parametrize("seed", ["", "x", "JBSWY3DPEHPK3PXP"])
def test_a_seed_that_we_did_not_give_out_is_not_kept(visitor, person, seed):
    give_password(visitor, person)
    assert visitor.send("/account/app/", {"seed": seed, "code": code_now()}).status_code == 400
    assert not Authenticator.objects.exists()


def test_a_backup_code_helps_in_when_the_telephone_is_lost(visitor, with_app):
    made = factors.new_backup_codes(user=with_app, at=NOON)
    give_password(visitor, with_app)
    assert visitor.send("/account/second/", {"code": made[0]})["Location"] == "/gyomu/"


def test_with_another_signing_key_no_code_fits_and_nothing_breaks(with_app, settings):
    settings.SECRET_KEY = "k" * 64
    assert factors.use_code(user=with_app, code=codes.code_at(SEED, NOON), at=NOON) == ""
