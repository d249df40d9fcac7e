"""Careers drawn side by side: knots stand where their months lie, and every word has its place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.charts.careers import Knot, Life, lives
from tests.paper.charts.drawn import PEOPLE_WRITE, check, marks, words_of

TODAY = date(2026, 11, 28)
FIRST = Life("架空 一子", (Knot(2006.25, "2006年4月〜", "仕組みの開発"), Knot(2016.25, "2016年4月〜", "事務所を設立")))
SECOND = Life("架空 二子", (Knot(2011.25, "2011年4月〜", "守りの仕事"),))


def knots(chart):
    return [float(each.get("cx", "0")) for each in marks(chart, "circle")]


def test_knots_stand_on_one_scale_of_years():
    first, second, third = knots(lives([FIRST, SECOND], TODAY, prefix="a"))
    assert (third - first) / (second - first) == pytest.approx(0.5, abs=0.01)


def test_every_step_is_in_the_table_and_in_the_drawing():
    chart = lives([FIRST, SECOND], TODAY, prefix="a")
    check(chart)
    assert chart.rows[0] == ("架空 一子", "2006年4月〜", "仕組みの開発")
    assert {"2016年4月〜 事務所を設立", "架空 二子"} <= {word.text for word in words_of(chart)}


def test_whoever_has_no_career_has_no_thread_and_nobody_is_no_chart():
    chart = lives([FIRST, Life("架空 三子", ())], TODAY, prefix="a")
    assert {row[0] for row in chart.rows} == {"架空 一子"}
    with pytest.raises(ValueError, match="nobody"):
        lives([Life("架空 三子", ())], TODAY, prefix="a")


@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(1940, 2026), st.integers(0, 11), st.sampled_from(PEOPLE_WRITE)),
            min_size=1,
            max_size=8,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_people_write_stays_in_its_place(careers):
    people = [
        Life(what, tuple(Knot(year + at / 12, f"{year}年", words) for year, at, words in sorted(each)))
        for each in careers
        for what in [each[0][2]]
    ]
    check(lives(people, TODAY, prefix="a"))
