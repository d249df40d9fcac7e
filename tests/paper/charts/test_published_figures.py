"""Published figures are drawn as the packs have them, and never beside what was counted otherwise."""

from __future__ import annotations

import pytest

from sonae_core.packs.loader import load
from sonae_paper.charts.statistics import published
from sonae_paper.text.numbers import spoken_count
from tests.paper.charts.drawn import check


@pytest.mark.parametrize("width", [288, 640])
@pytest.mark.parametrize("name", sorted(load().series))
def test_every_series_of_the_packs_can_be_drawn(name: str, width: int) -> None:
    check(published(load(), name, prefix="n", width=width))


def test_each_year_has_its_figure_and_where_it_comes_from() -> None:
    pack = load()
    chart = published(pack, "nicter_published", prefix="n")
    by_year = {row[0]: row[1:] for row in chart.rows}
    for year, fact in pack.series["nicter_published"].points.items():
        assert by_year[f"{year}年"][0] == spoken_count(pack.point(fact), "パケット")
        assert pack.fact(fact).source.title in by_year[f"{year}年"][1]  # type: ignore[union-attr]


def test_a_year_that_was_not_published_is_a_gap() -> None:
    points = load().series["nicter_restated"].points
    rows = {row[0]: row[1:] for row in published(load(), "nicter_restated", prefix="n").rows}
    gaps = {f"{year}年" for year in range(2014, 2025) if f"{year}" not in points}
    assert gaps
    assert {year for year, told in rows.items() if told == ("発表なし", "")} == gaps


def test_figures_that_were_counted_differently_are_never_drawn_together() -> None:
    with pytest.raises(ValueError, match="counted differently"):
        published(load(), "nicter_restated", beside="nicter_published", prefix="n")


def test_shares_and_yen_are_told_as_such() -> None:
    pack = load()
    for name, series in pack.series.items():
        unit = pack.fact(next(iter(series.points.values()))).unit
        told = [row[1] for row in published(pack, name, prefix="n").rows if row[1] != "発表なし"]
        if unit == "share":
            assert all(each.endswith("%") for each in told), name
        if unit.startswith("yen"):
            assert all("円" in each for each in told), name


def test_a_series_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no series"):
        published(load(), "guessed", prefix="n")
