"""A quote beside published prices: where it lies, on what that rests, and never a mark."""

from __future__ import annotations

import re

import pytest

from sonae.web.facts import facts
from sonae_paper.text.numbers import spoken_yen

pytestmark = pytest.mark.django_db
PAGE = "/tools/mitsumori/"
ASKED = {"computers": "2", "servers": "1", "price": "400万", "tax": "out"}


@pytest.fixture
def ask(visitor):
    def asked(**other: str):
        return visitor.get(PAGE, {**ASKED, **other})

    return asked


def text(page) -> str:
    return page.content.decode()


def words(page) -> str:
    """Without the tags that keep amounts whole."""
    return re.sub(r"<[^>]+>", "", text(page))


def band() -> tuple[int, int]:
    """Of two computers and a server, from the packs."""
    (low, high), (other_low, other_high) = (facts().bounds(name) for name in ("forensics_pc", "forensics_server"))
    return round(2 * low + other_low), round(2 * high + other_high)


@pytest.mark.parametrize(("times", "word"), [(1.2, "目安より高め"), (0.9, "目安の中")])
def test_the_quote_is_put_beside_the_band(ask, times, word):
    shown = words(ask(price=str(round(band()[1] * times))))
    assert word in shown
    assert f"{spoken_yen(band()[0])}〜{spoken_yen(band()[1])}" in shown


def test_a_low_quote_is_asked_for_what_it_leaves_out(ask):
    assert "何が入っていないかを聞いてください" in text(ask(price=str(band()[0] // 2)))


def test_without_a_price_the_band_alone_is_shown(ask):
    shown = text(ask(price=""))
    assert "目安は" in shown
    assert "この見積もり" not in shown


def test_without_machines_there_is_nothing_to_compare(ask):
    assert "比べる資料がない" in text(ask(computers="0", servers="0"))


def test_what_the_tax_may_change_is_said(ask):
    shown = text(ask(price=str(band()[1]), tax="unknown"))
    assert "「目安より高め」の場合もあります" in shown
    assert "未確認" in shown, "the rate of the tax was not read at its source"


def test_sources_the_number_of_answers_and_the_figure_without_a_survey_are_shown(visitor):
    shown = text(visitor.get(PAGE))
    assert f"答えた会社は{facts().point('forensics_answers'):.0f}社だけです" in shown
    assert facts().fact("forensics_pc").source.title in shown
    assert "もとの調査は示されていません" in shown
    assert "比べるのに使わない" in shown


def test_consent_of_the_insurer_comes_before_the_form(visitor):
    shown = text(visitor.get(PAGE))
    assert shown.index("頼む前に、保険会社か代理店へ") < shown.index("<form")


def test_no_mark_is_given(ask):
    assert "点" not in text(ask()).split("<main")[1].split("比べている数字")[0]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"computers": "たくさん"}, "数として読めません"),
        ({"computers": ""}, "入れてください"),
        ({"servers": "-1"}, "0より小さい数です"),
        ({"price": "0"}, "1より小さい数です"),
        ({"price": "9" * 20}, "より大きい数です"),
        ({"tax": "half"}, "選んでください"),
    ],
)
def test_what_cannot_be_read_comes_back_with_one_sentence(ask, other, told):
    page = ask(**other)
    assert page.status_code == 422
    assert told in text(page)
    for name, typed in other.items():
        assert name == "tax" or f'value="{typed}"' in text(page), "nothing typed is lost"
