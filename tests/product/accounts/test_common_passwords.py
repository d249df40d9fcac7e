"""A password may be anything that is long enough and is no common word in a longer coat."""

from __future__ import annotations

from itertools import islice

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from sonae.accounts.common_words import TRADE, common, is_common, unit_of
from sonae.accounts.forms import NewPassword
from sonae.accounts.models import User

GOOD = (
    "みかん電車ふとん雨傘うぐいす",
    "correct horse battery staple",
    "kawa no mukou ni yama ga aru",
    "Xk7#qLp2!vRt",
    "山の上の白い灯台から海を見る",
    "aaaa bbbb cccc dddd eeee",
    "0921 4471 8830 5526",
    "7#2!9$4a1&83b%",
    "🍊🚃🛏️☔🐦🗻🌊🏠🚲🎈🍵📚",
)
COATS = ("{}2026{}", "{}!!!!!!!!{}", "1234567890{}{}", "{0}{0}{0}{0}", "{}-{}-12345678")


def refused(password: str) -> bool:
    form = NewPassword(User(email="hanako@minato.invalid", name="港花子"), {"password": password})
    return not form.is_valid()


@pytest.mark.parametrize("password", GOOD)
def test_any_composition_is_taken(password):
    assert not refused(password)


def test_eleven_letters_are_too_few_and_twelve_are_enough():
    assert refused("Xk7#qLp2!vR")
    assert not refused("Xk7#qLp2!vRt")


def test_a_hundred_letters_are_taken_and_none_is_cut_off():
    long = "かわのむこうにやまがある。" * 7 + "終わり"
    form = NewPassword(User(), {"password": long})
    assert form.is_valid()
    assert form.cleaned_data["password"] == long


def test_three_thousand_common_passwords_are_refused_at_the_length_we_ask_for():
    words = islice((word for word in sorted(common()) if word.isascii() and word.isalpha() and len(word) > 3), 3000)
    lengthened = [f"{word}{'20261234567890'[: max(4, 12 - len(word))]}" for word in words]
    assert len(lengthened) == 3000
    assert min(map(len, lengthened)) >= 8
    assert not [password for password in lengthened if not is_common(password)]


@pytest.mark.parametrize("coat", COATS)
@pytest.mark.parametrize("word", ["password", "qwerty", "dragon", "sonae", "保険"])
def test_a_common_word_is_found_in_its_coat(word, coat):
    assert is_common(coat.format(word, ""))


@pytest.mark.parametrize(
    "password", ["sonae-hoken-2026", "保険代理店2026123", "CyberAdmin!!!!", "ＳＯＮＡＥｐａｓｓｗｏｒｄ１"]
)
def test_words_of_our_trade_are_refused_together_too(password):
    assert refused(password)


@pytest.mark.parametrize("password", ["123456789012", "210987654321", "aaaaaaaaaaaa", "abcabcabcabc", "abcdefghijklmn"])
def test_runs_and_repetitions_are_refused(password):
    assert refused(password)


@pytest.mark.parametrize(
    "password", ["hanako-minato1", "Hanako.Minato!", "港花子港花子港花子港花子", "港花子1234567890"]
)
def test_ones_own_name_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(email="hanako-minato@desk.invalid", name="港花子"))


def test_every_word_of_the_trade_is_known():
    assert all(is_common(f"{word}20261224") for word in TRADE)


@pytest.mark.parametrize(("text", "unit"), [("abcabc", "abc"), ("aaa", "a"), ("abca", "abca"), ("", "")])
def test_the_unit_of_a_repetition(text, unit):
    assert unit_of(text) == unit


def test_what_is_wrong_is_said_kindly():
    form = NewPassword(User(), {"password": "password202612"})
    assert "ありふれた言葉" in form.errors["password"][0]


def test_the_field_hides_what_is_typed_and_lets_helpers_fill_it(client):
    page = client.get("/account/login/").content.decode()
    field = page.partition('type="password"')[2].partition(">")[0]
    assert 'autocomplete="current-password"' in field
    assert "readonly" not in field
    assert "onpaste" not in page
