"""Bars of cost lines: lengths are the yen, words add up, insured and own money differ without colour."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.charts.bars import Split, cost_bars
from sonae_paper.charts.chart import Chart
from sonae_paper.charts.look import INSURED, RETAINED
from sonae_paper.text.numbers import exact_yen
from tests.paper.charts.drawn import PEOPLE_WRITE, check, marks, words_of

LINES = [
    Split("原因と範囲の調査（フォレンジック）", 5_900_000, 300_000),
    Split("仕事が止まった損失", 2_200_000, 3_300_000),
    Split("弁護士への相談", 1_600_000, 0),
    Split("残業と社内の手間", 0, 450_000),
]
UNITS = {"兆": 10**12, "億": 10**8, "万": 10**4}


def drawn(lines: list[Split], width: int = 640, **more: Any) -> Chart:
    return cost_bars(lines, title="内訳", prefix="b", width=width, **more)


def yen(text: str) -> int:
    """「1億2,000万円」 back to 120,000,000."""
    if text == "なし":
        return 0
    parts = re.findall(r"([\d,]+)([兆億万]?)", text.removesuffix("円"))
    return sum(int(count.replace(",", "")) * UNITS.get(unit, 1) for count, unit in parts)


@pytest.mark.parametrize("width", [288, 640])
def test_lengths_are_in_proportion_to_the_yen(width: int) -> None:
    chart = drawn(LINES, width)
    solid = [float(each.get("width", "0")) for each in marks(chart, "rect", fill=INSURED)][:3]
    hatched = [float(each.get("width", "0")) for each in marks(chart, "rect", fill="url(#b-own)")][:3]
    scale = solid[0] / 5_900_000
    assert solid == pytest.approx([5_900_000 * scale, 2_200_000 * scale, 1_600_000 * scale], abs=0.01)
    assert hatched == pytest.approx([300_000 * scale, 3_300_000 * scale, 450_000 * scale], abs=0.01)


def test_nothing_paid_draws_nothing_solid_and_says_that_all_stays() -> None:
    chart = drawn([Split("調査", 0, 5_000_000), Split("復旧", 0, 2_000_000)])
    assert not marks(chart, "rect", fill=INSURED)
    assert "すべて自社に残ります" in chart.description
    assert [word.text for word in words_of(chart) if "保険なし" in word.text]


def test_own_money_is_hatched_and_outlined() -> None:
    hatched = marks(drawn(LINES), "rect", fill="url(#b-own)")
    assert hatched
    assert all(each.get("stroke") == RETAINED for each in hatched)


def test_the_table_has_every_line_to_the_yen_and_their_sum() -> None:
    chart = drawn(LINES, most=2)
    assert [row[0] for row in chart.rows] == [line.title for line in LINES] + ["合計"]
    assert chart.rows[-1] == ("合計", exact_yen(13_750_000), exact_yen(9_700_000), exact_yen(4_050_000))


def test_what_is_not_among_the_largest_stands_together() -> None:
    texts = [word.text for word in words_of(drawn(LINES, most=2))]
    assert "ほか3つの費目" in texts


amounts = st.one_of(st.just(0), st.integers(0, 10**13))
splits = st.lists(st.tuples(amounts, amounts), min_size=1, max_size=12)


@given(splits, st.sampled_from([288, 480, 640, 760]))
def test_shown_parts_add_up_to_each_amount_and_amounts_to_the_whole(pairs: list[tuple[int, int]], width: int) -> None:
    lines = [Split(f"費目{index}", paid, retained) for index, (paid, retained) in enumerate(pairs)]
    chart = drawn(lines, width, most=12)
    check(chart)
    texts = [word.text for word in words_of(chart)]
    total = sum(line.gross for line in lines)
    step = 10 ** max(len(str(total)) - 3, 0)
    bold = [yen(each.text or "") for each in marks(chart, "text") if each.get("font-weight") == "bold"]
    large = [amount for amount in bold if amount >= step]
    if total:
        assert sum(large) == (total + step // 2) // step * step
    told = [re.fullmatch(r"保険 (.+)・自社 (.+)", text) for text in texts]
    pairs_told = [(yen(found[1]), yen(found[2])) for found in told if found]
    if pairs_told:
        assert [paid + own for paid, own in pairs_told if paid + own] == large


@pytest.mark.parametrize("title", PEOPLE_WRITE)
@pytest.mark.parametrize("width", [288, 640])
def test_whatever_a_line_is_called_no_word_runs_into_another(title: str, width: int) -> None:
    check(drawn([Split(title, 1_234_567_890_123, 9_876_543_210_987), *LINES], width))


def test_no_costs_at_all_is_said() -> None:
    for lines in ([], [Split("調査", 0, 0)]):
        chart = drawn(lines)
        check(chart)
        assert chart.description == "かかる費用はありません。"
