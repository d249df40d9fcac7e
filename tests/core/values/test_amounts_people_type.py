"""What people type for an amount is understood, or refused in a sentence."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from sonae_core.values.spoken import spoken_whole
from sonae_paper.text.numbers import spoken_yen

UNDERSTOOD = {
    "５億": 500_000_000,
    "5億3千万円": 530_000_000,
    "１，２００，０００": 1_200_000,
    "3千万": 30_000_000,
    "1.5億円": 150_000_000,
    "100百万円": 100_000_000,
    " 28 人": 28,
    "約30名": 30,
    "千": 1000,
    "三千五百万": 35_000_000,
    "￥80,000": 80_000,
    "1兆": 10**12,
    "0": 0,
    "2万5000": 25_000,
}


@pytest.mark.parametrize(("text", "meant"), UNDERSTOOD.items())
def test_amounts_as_people_type_them_are_understood(text, meant):
    assert spoken_whole(text) == meant


@pytest.mark.parametrize("text", ["▲200万", "-2,000,000", "△2百万", "マイナス200万円"])
def test_a_loss_is_understood_as_accountants_write_it(text):
    assert spoken_whole(text, low=-(10**15)) == -2_000_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "たくさん",
        "5億億",
        "万",
        "5万6億",
        "1.2.3",
        "12:30",
        "1e6",
        "5億1億",
        "2万30000",
        "九" * 61,
        "1" * 5000,
        "NaN",
        "∞",
        "<b>5</b>",
        "0.5",
    ],
)
def test_what_is_no_whole_amount_is_refused_in_a_sentence(text):
    with pytest.raises(PydanticCustomError):
        spoken_whole(text)


@given(st.integers(0, 10**15))
def test_what_we_print_can_be_typed_back(amount):
    assert spoken_whole(f"{amount:,}円") == amount


@given(st.integers(0, 10**15))
def test_a_spoken_amount_can_be_typed_back(amount):
    shown = spoken_yen(amount)
    assert spoken_whole(shown) == amount


@given(st.text(max_size=80))
def test_no_text_does_more_than_be_refused(text):
    with suppress(PydanticCustomError):
        assert isinstance(spoken_whole(text), int)
