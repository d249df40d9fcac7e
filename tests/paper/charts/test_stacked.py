"""The costs of an event in a row: lengths are the yen, on the scale that was asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonae_paper.charts.stacked import Part, letter, stacked
from tests.paper.charts.drawn import PEOPLE_WRITE, check, marks

YEN = st.integers(0, 10**12)


def part(yen: float, title: str = "費目") -> Part:
    return Part(title, yen, yen, yen)


@settings(max_examples=60, deadline=None)
@given(yen=st.lists(YEN, max_size=12), most=YEN, width=st.sampled_from([288, 326, 640]))
def test_any_costs_can_be_drawn(yen: list[int], most: int, width: int) -> None:
    check(stacked([part(each) for each in yen], most=most, title="費用", prefix="c", width=width))


@pytest.mark.parametrize("title", PEOPLE_WRITE)
def test_any_title_is_only_words(title: str) -> None:
    check(stacked([part(1000, title)], most=2000, title=title, prefix="c"))


def test_lengths_are_the_yen_and_follow_each_other() -> None:
    chart = stacked([part(25e6), part(5e6), part(20e6)], most=50e6, title="費用", prefix="c")
    drawn = [(float(each.get("x", "")), float(each.get("width", ""))) for each in marks(chart, "rect")]
    assert [wide / drawn[0][1] for _, wide in drawn] == pytest.approx([1, 0.2, 0.8], abs=1e-3)
    for (start, wide), (after, _) in pairwise(drawn):
        assert after == pytest.approx(start + wide, abs=0.02)


def test_two_events_on_one_scale_can_be_compared() -> None:
    one, other = (stacked([part(yen)], most=80e6, title="費用", prefix="c") for yen in (20e6, 60e6))
    (short,), (long) = marks(one, "rect"), marks(other, "rect")
    assert float(long[0].get("width", "")) == pytest.approx(3 * float(short.get("width", "")), abs=0.02)


def test_nothing_is_drawn_of_nothing() -> None:
    assert len(marks(stacked([part(0), part(10)], most=10, title="費用", prefix="c"), "rect")) == 1


def test_a_range_is_told_as_such() -> None:
    told = Part("調査", 4e6, 2e6, 9e6)
    chart = stacked([told, part(48e6)], most=80e6, title="費用", prefix="c")
    assert chart.rows[0] == (letter(0), "調査", "200万円〜900万円")
