"""A chance drawn as companies: the number of bold stitches is the number in the sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.charts.chart import Chart
from sonae_paper.charts.companies import companies
from sonae_paper.charts.look import QUIET, RETAINED, RETAINED_INK
from sonae_paper.text.numbers import out_of_companies
from tests.paper.charts.drawn import PEOPLE_WRITE, check, marks


def drawn(chance: float, width: int = 640) -> Chart:
    return companies(chance, title="1年のうちに大きな事故にあう会社", prefix="a", width=width)


def stitches(chart: Chart, colour: str) -> int:
    return sum((path.get("d") or "").count("M") for path in marks(chart, "path", stroke=colour)) // 2


@pytest.mark.parametrize("width", [288, 640])
@pytest.mark.parametrize(
    ("chance", "bold", "quiet"),
    [(0.06, 6, 94), (0.0149, 1, 99), (0.5, 50, 50), (0.999, 100, 0), (0.004, 4, 996), (0.0, 0, 100)],
)
def test_there_are_as_many_bold_stitches_as_companies_hit(chance: float, bold: int, quiet: int, width: int) -> None:
    chart = drawn(chance, width)
    assert (stitches(chart, RETAINED), stitches(chart, QUIET)) == (bold, quiet)


def test_less_than_one_company_in_a_thousand_is_a_hollow_mark() -> None:
    chart = drawn(0.0002)
    assert stitches(chart, RETAINED) == 0
    assert len(marks(chart, "path", stroke=RETAINED_INK)) == 1
    assert stitches(chart, QUIET) == 999
    assert "1社未満" in chart.description


def test_bold_stitches_differ_without_colour_too() -> None:
    chart = drawn(0.06)
    bold, quiet = marks(chart, "path", stroke=RETAINED)[0], marks(chart, "path", stroke=QUIET)[0]
    assert float(bold.get("stroke-width", "0")) > 2.5 * float(quiet.get("stroke-width", "9"))


@given(st.floats(0, 1), st.integers(280, 900))
def test_the_words_are_those_of_the_formatter(chance: float, width: int) -> None:
    chart = drawn(chance, width)
    check(chart)
    assert out_of_companies(chance) in chart.title
    assert chart.rows == (("1年のうちに大きな事故にあう会社", out_of_companies(chance)),)


@pytest.mark.parametrize("title", PEOPLE_WRITE)
def test_whatever_the_title_is_the_drawing_stays_whole(title: str) -> None:
    check(companies(0.06, title=title, prefix="a"))


def test_the_same_chance_gives_the_same_drawing() -> None:
    assert drawn(0.123) == drawn(0.123)


@pytest.mark.parametrize("prefix", ["", "1a", 'a"b', "a b", "A", "a" * 80])
def test_a_prefix_that_is_no_id_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        companies(0.06, title="題", prefix=prefix)
