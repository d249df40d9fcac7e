"""Figures by year: bars start at zero, both published series stand side by side, and a missing year is no zero."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.charts.chart import Chart
from sonae_paper.charts.look import INSURED
from sonae_paper.charts.series import SHARES, Series, yearly
from tests.paper.charts.drawn import PEOPLE_WRITE, check, marks, words_of

YEARS = range(2014, 2026)
NOW = Series("いまの数", (None, *(1e11 * index for index in range(1, 12))))
THEN = Series("発表のときの数", (2e11, *(1e11 * index for index in range(1, 11)), None))


def drawn(*series: Series, width: int = 640) -> Chart:
    return yearly(YEARS, series, unit="パケット", title="観測された通信", prefix="s", width=width)


def heights(chart: Chart, fill: str) -> list[float]:
    return [float(each.get("height", "0")) for each in marks(chart, "rect", fill=fill)][1:]


def test_heights_are_in_proportion_to_the_figures() -> None:
    found = heights(drawn(NOW), INSURED)
    assert found == pytest.approx([found[0] * index for index in range(1, 12)], abs=0.1)


def test_a_year_without_a_figure_has_no_bar_and_says_so() -> None:
    chart = drawn(NOW)
    assert len(heights(chart, INSURED)) == 11
    assert chart.rows[0] == ("2014年", "発表なし")


def test_what_was_corrected_later_is_solid_and_the_first_figure_hatched() -> None:
    chart = drawn(THEN, NOW)
    assert len(heights(chart, INSURED)) == 11
    assert len(heights(chart, "url(#s-old)")) == 11
    assert chart.head == ("年", "発表のときの数", "いまの数")
    assert chart.rows[-1] == ("2025年", "発表なし", "1兆1,000億パケット")


def test_shares_are_told_in_per_cent_and_yen_as_yen() -> None:
    shares = yearly([2023, 2024], [Series("割合", (0.37, 0.5))], unit=SHARES, title="割合", prefix="s")
    check(shares)
    assert [row[1] for row in shares.rows] == ["37%", "50%"]
    assert {"0%", "20%", "2024年 50%"} <= {word.text for word in words_of(shares)}
    yen = yearly([2018], [Series("平均", (29_768,))], unit="円/人", title="平均", prefix="s")
    assert yen.rows == (("2018年", "2万9,768円/人"),)


@pytest.mark.parametrize("width", [288, 640])
def test_the_last_year_is_always_named(width: int) -> None:
    assert "2025年" in [word.text for word in words_of(drawn(NOW, width=width))]


def test_only_what_was_counted_alike_is_said_to_have_grown_so_many_times() -> None:
    alike = yearly(YEARS, [NOW], unit="パケット", title="通信", prefix="s", comparable=True)
    assert alike.description == "2025年は1兆1,000億パケット。2015年は1,000億パケットでした。11倍になりました。"
    assert "倍" not in drawn(NOW).description


figures = st.lists(
    st.tuples(st.one_of(st.none(), st.floats(0, 1e15)), st.one_of(st.none(), st.floats(0, 1e15))),
    min_size=1,
    max_size=30,
)


@given(figures, st.sampled_from([288, 390, 680]))
def test_words_never_touch(pairs: list[tuple[float | None, float | None]], width: int) -> None:
    years = range(2000, 2000 + len(pairs))
    both = [Series("前", tuple(a for a, _ in pairs)), Series("今", tuple(b for _, b in pairs))]
    check(yearly(years, both, unit="件", title="数", prefix="s", width=width))


@pytest.mark.parametrize("name", PEOPLE_WRITE)
def test_any_name_keeps_its_place(name: str) -> None:
    check(yearly([2024, 2025], [Series(name, (1, 2))], unit="件", title=name, prefix="s", width=288))


def test_nothing_to_draw_is_said() -> None:
    chart = yearly([2024], [Series("今", (None,))], unit="件", title="数", prefix="s")
    check(chart)
    assert chart.description == "発表された数がありません。"


def test_a_series_without_a_figure_for_each_year_is_refused() -> None:
    with pytest.raises(ValueError, match="one figure a year"):
        yearly([2024, 2025], [Series("今", (1,))], unit="件", title="数", prefix="s")
