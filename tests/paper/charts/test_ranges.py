"""Ranges stand on one scale of tenfolds, in the order of their amounts and within it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.charts.ranges import Axis, Range

YEN = st.floats(1.0, 1e15)
RANGES = st.lists(st.tuples(YEN, YEN, YEN).map(lambda found: Range(*sorted(found))), min_size=1, max_size=9)


def _share(place: str) -> float:
    return float(place.removesuffix("%"))


@given(RANGES)
def test_places_keep_the_order_of_amounts(ranges: list[Range]) -> None:
    axis = Axis.over(ranges)
    for each in ranges:
        drawn = axis.drawn(each)
        assert 0 <= _share(drawn.low) <= _share(drawn.middle) <= _share(drawn.high) <= 100


@given(RANGES)
def test_the_scale_begins_and_ends_with_a_power_of_ten(ranges: list[Range]) -> None:
    ticks = Axis.over(ranges).ticks
    assert (ticks[0].place, ticks[-1].place) == ("0.0%", "100.0%")
    assert (ticks[0].anchor, ticks[-1].anchor) == ("start", "end")


def test_a_tenfold_is_as_long_everywhere() -> None:
    axis = Axis.over([Range(1e6, 1e7, 1e9)])
    assert [tick.words for tick in axis.ticks] == ["100万円", "1,000万円", "1億円", "10億円"]
    assert axis.drawn(Range(1e6, 1e7, 1e8)).middle == "33.3%"


def test_of_many_tenfolds_every_other_has_words() -> None:
    words = [tick.words for tick in Axis.over([Range(1e6, 1e7, 1e12)]).ticks]
    assert words == ["100万円", "", "1億円", "", "100億円", "", "1兆円"]
    words = [tick.words for tick in Axis.over([Range(1e6, 1e7, 1e11)]).ticks]
    assert words == ["100万円", "", "1億円", "", "", "1,000億円"]


@pytest.mark.parametrize("ranges", [[], [Range(0, 1, 2)], [Range(3, 2, 4)]])
def test_what_cannot_be_drawn_is_refused(ranges: list[Range]) -> None:
    with pytest.raises(ValueError, match="range"):
        Axis.over(ranges)
