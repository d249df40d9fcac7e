"""The radar: known scores are joined, unknown ones are gaps and never zeros."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.charts.chart import Chart
from sonae_paper.charts.look import INSURED
from sonae_paper.charts.radar import Axis, radar
from sonae_paper.text.labels import UNKNOWN
from tests.paper.charts.drawn import PEOPLE_WRITE, check, marks, words_of

TITLES = [
    "リスクの認識と全社の方針",
    "管理する人と体制",
    "予算と人の確保",
    "リスクの把握と計画",
    "守りの仕組み",
    "見直しと改善",
    "事故のときの体制",
    "事業の続け方と復旧",
    "取引先と委託先",
    "情報の共有と公表",
]


def drawn(scores: list[float | None], width: int = 640, most: float = 4) -> Chart:
    axes = [Axis(title, score) for title, score in zip(TITLES * 2, scores, strict=False)]
    return radar(axes, title="10の項目", prefix="r", most=most, width=width)


def edges(chart: Chart) -> int:
    return len(marks(chart, "path", stroke=INSURED))


def test_all_known_scores_make_a_closed_line() -> None:
    chart = drawn([3.0] * 10)
    assert edges(chart) == 10
    assert len(marks(chart, "circle", fill=INSURED)) == 10


def test_an_unknown_score_cuts_the_line_on_both_sides() -> None:
    chart = drawn([3.0, None, *[2.0] * 8])
    assert edges(chart) == 8
    assert len(marks(chart, "circle", fill=INSURED)) == 9
    assert [word.text for word in words_of(chart)].count("?") == 1
    assert chart.rows[1] == ("2", TITLES[1], UNKNOWN)
    assert "1項目はわからない" in chart.description


def test_zero_is_in_the_middle_and_not_a_gap() -> None:
    chart = drawn([0.0, *[4.0] * 9])
    assert edges(chart) == 10
    knots = marks(chart, "circle", fill=INSURED)
    assert (knots[0].get("cx"), knots[0].get("cy")) == ("140", "140")
    assert f"「{TITLES[0]}」（0 / 4）" in chart.description


def test_shares_are_told_in_per_cent() -> None:
    assert [row[2] for row in drawn([0.5, None, 0.0, 1.0], most=1).rows] == ["50%", UNKNOWN, "0%", "100%"]


def test_the_full_score_reaches_the_rim() -> None:
    knots = marks(drawn([4.0] * 10), "circle", fill=INSURED)
    assert float(knots[0].get("cy", "0")) == pytest.approx(30)


def test_everything_unknown_draws_no_line_and_says_so() -> None:
    chart = drawn([None] * 10)
    check(chart)
    assert edges(chart) == 0
    assert chart.description == "10項目のすべてがわかりません。"


@given(st.lists(st.one_of(st.none(), st.floats(0, 4)), max_size=16), st.sampled_from([288, 390, 680]))
def test_words_never_touch(scores: list[float | None], width: int) -> None:
    check(drawn(scores, width))


@pytest.mark.parametrize("title", PEOPLE_WRITE)
def test_any_title_keeps_its_place(title: str) -> None:
    for width in (320, 640):
        check(radar([Axis(title, 1.0), Axis(title, None), Axis("項目", 0.5)], title=title, prefix="r", width=width))
