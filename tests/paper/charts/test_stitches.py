"""Columns of stitches: as high as their figures, thin where nobody read the source, words with room."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonae_core.packs.facts import Confidence
from sonae_core.packs.loader import load
from sonae_paper.charts.chart import Chart
from sonae_paper.charts.look import INSURED
from sonae_paper.charts.statistics import stitches
from sonae_paper.charts.stitches import DOUBTFUL, stitched
from tests.paper.charts.drawn import check, marks, words_of

FIGURES = st.lists(st.none() | st.integers(0, 10**13), min_size=1, max_size=20)


def columns(chart: Chart) -> list[tuple[float, float]]:
    """Height and breadth of each, without the key."""
    found = marks(chart, "path", **{"stroke-dasharray": "5 2"})
    drawn = [(re.search(r"v-([0-9.]+)", each.get("d", "")), float(each.get("stroke-width", "0"))) for each in found]
    return [(float(high[1]), wide) for high, wide in drawn if high and high[1] != "14"]


@settings(max_examples=60, deadline=None)
@given(values=FIGURES, width=st.sampled_from([288, 326, 640]))
def test_any_figures_can_be_drawn(values: list[int | None], width: int) -> None:
    years = range(2000, 2000 + len(values))
    check(stitched(years, values, unit="パケット", title="通信", prefix="s", doubtful={2001}, width=width))


def test_heights_are_in_proportion() -> None:
    chart = stitched([2023, 2024, 2025], [100, None, 400], unit="件", title="件数", prefix="s")
    (low, _), (high, _) = columns(chart)
    assert high == pytest.approx(4 * low, abs=0.02)


@pytest.mark.parametrize("name", ["nicter_published", "nicter_restated", "nicter_per_address"])
@pytest.mark.parametrize("width", [288, 640])
def test_years_whose_source_was_not_read_are_thin_and_say_so(name: str, width: int) -> None:
    pack = load()
    chart = stitches(pack, name, prefix="n", width=width)
    check(chart)
    facts = {year: pack.fact(str(fact)) for year, fact in pack.series[name].points.items()}
    unread = {f"{year}年" for year, fact in facts.items() if fact.confidence is Confidence.UNVERIFIED}
    assert {row[0] for row in chart.rows if DOUBTFUL in row[1]} == unread
    breadths = [wide for _, wide in columns(chart)]
    assert len({round(wide, 1) for wide in breadths}) == 2
    assert sum(wide < max(breadths) for wide in breadths) == len(unread)
    assert any(DOUBTFUL in word.text for word in words_of(chart))


def test_the_last_year_is_dark_and_named_with_its_unit() -> None:
    chart = stitches(load(), "nicter_published", prefix="n")
    assert len(marks(chart, "path", stroke=INSURED)) == 1
    assert "7,010億パケット" in {word.text for word in words_of(chart)}


def test_no_number_of_times_is_said() -> None:
    """Ways of counting and sources differ from year to year; ``text.series`` says what may be compared."""
    assert "倍" not in stitches(load(), "nicter_published", prefix="n").description


def test_one_figure_a_year() -> None:
    with pytest.raises(ValueError, match="one figure a year"):
        stitched([2024, 2025], [1], unit="件", title="件数", prefix="s")
