"""The amounts left open, drawn: lengths and places are those of the amounts, on a scale of tenfolds."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.charts.chart import Chart
from sonae_paper.charts.look import INSURED, LINE_STRONG, QUIET
from sonae_paper.charts.prospects import Stand, prospects
from sonae_paper.text.numbers import yen_range
from tests.paper.charts.drawn import PEOPLE_WRITE, check, marks, words_of

FIRST = Stand("会社", (3_200_000, 5_100_000), (1_180_000, 22_400_000))
NOW = Stand("いま", (4_070_000, 4_940_000), (1_210_000, 26_900_000))


def drawn(*stands: Stand, width: int = 232) -> Chart:
    return prospects(stands, title="答えるたびの損害の幅", prefix="a", width=width)


def bars(chart: Chart) -> list[tuple[float, float]]:
    """Left and right end of each bar of a row, the key left out."""
    found = [each for fill in (QUIET, INSURED) for each in marks(chart, "rect", fill=fill)]
    ends = [(float(each.get("x", "0")), float(each.get("width", "0"))) for each in found if each.get("x") != "0"]
    return [(left, left + wide) for left, wide in ends]


def lines(chart: Chart) -> list[tuple[float, float]]:
    """Left and right end of each thin line, the key left out."""
    paths = [each.get("d", "") for each in marks(chart, "path", stroke=LINE_STRONG)][1:]
    return [
        (float(found[1]), float(found[2])) for path in paths if (found := re.search(r"M([\d.]+) [\d.]+H([\d.]+)", path))
    ]


@pytest.mark.parametrize("width", [232, 300])
def test_equal_ratios_of_amounts_are_equal_lengths(width):
    chart = drawn(FIRST, NOW, width=width)
    scale = [
        (right - left) / math.log(high / low)
        for (left, right), (low, high) in zip(
            [*bars(chart), *lines(chart)], [FIRST.median, NOW.median, FIRST.event, NOW.event], strict=True
        )
    ]
    assert scale == pytest.approx([scale[0]] * 4, rel=0.01)


def test_an_amount_stands_at_the_same_place_in_every_row():
    chart = drawn(Stand("会社", NOW.median, FIRST.event), NOW)
    (first, second) = bars(chart)
    assert first == second


def test_the_last_row_alone_has_the_colour_of_today():
    chart = drawn(FIRST, FIRST, NOW)
    assert len(marks(chart, "rect", fill=QUIET)) == 2
    assert len(marks(chart, "rect", fill=INSURED)) == 1 + 1  # and the key


def test_a_settled_amount_is_a_thin_mark_around_its_place():
    settled = Stand("いま", (10_000_000.0, 10_000_000.0), (1_000_000, 100_000_000))
    ((left, right),) = bars(drawn(settled))
    assert right - left == pytest.approx(3.0)
    assert (left + right) / 2 == pytest.approx(116.0, abs=0.1)


amounts = st.floats(1e6, 1e12)
stands = st.builds(
    lambda a, b, c, d: Stand("データ", tuple(sorted((a, b))), tuple(sorted((c, d)))), amounts, amounts, amounts, amounts
)


@given(st.lists(stands, min_size=1, max_size=5), st.integers(220, 640))
def test_whatever_the_amounts_are_the_words_have_room_and_are_those_of_the_formatter(rows, width):
    chart = drawn(*rows, width=width)
    check(chart)
    assert [row[1:] for row in chart.rows] == [(yen_range(*each.median), yen_range(*each.event)) for each in rows]
    assert yen_range(*rows[-1].median) in chart.description
    assert min(end for pair in (*bars(chart), *lines(chart)) for end in pair) >= -1.5


@pytest.mark.parametrize("title", PEOPLE_WRITE)
def test_whatever_a_stand_is_called_the_drawing_stays_whole(title):
    check(drawn(Stand(title, FIRST.median, FIRST.event), NOW))


def test_no_letter_is_smaller_than_twelve_pixels():
    sizes = [float(size) for size in re.findall(r'<text[^>]*font-size="([\d.]+)"', drawn(FIRST, NOW).svg)]
    assert len(sizes) == len(words_of(drawn(FIRST, NOW)))
    assert min(sizes) >= 12


@pytest.mark.parametrize(
    "wrong", [(), (Stand("いま", (0.0, 1.0), FIRST.event),), (Stand("いま", (2.0, 1.0), FIRST.event),)]
)
def test_amounts_that_cannot_be_drawn_are_refused(wrong):
    with pytest.raises(ValueError, match="above 0"):
        drawn(*wrong)
