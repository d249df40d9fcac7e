"""The loss curve: its points stand where the figures say, and no word stands on a line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.charts.chart import Chart
from sonae_paper.charts.curve import Point, chance_above, loss_curve
from sonae_paper.charts.look import INSURED, RETAINED
from sonae_paper.text.numbers import out_of_companies
from tests.paper.charts.drawn import check, marks, words_of

POINTS = [Point(10.0**power, 0.16 / 2**index, 0.12 / 3**index) for index, power in enumerate([5, 5.5, 6, 6.5, 7, 7.5])]


def drawn(points: list[Point] = POINTS, threshold: float | None = 3_000_000, width: int = 640) -> Chart:
    return loss_curve(points, title="悪い年", prefix="c", threshold=threshold, width=width)


def path(chart: Chart, colour: str) -> list[tuple[float, float]]:
    found = [each for each in marks(chart, "path", stroke=colour, fill="none") if each.get("d", "").count("L") > 1]
    pairs = (found[0].get("d") or "").removeprefix("M").split("L")
    return [(float(pair.split()[0]), float(pair.split()[1])) for pair in pairs]


def test_equal_ratios_of_yen_are_equal_steps_to_the_right() -> None:
    steps = [b[0] - a[0] for a, b in pairwise(path(drawn(threshold=None), RETAINED))]
    assert steps == pytest.approx([steps[0]] * 5, abs=0.11)


@pytest.mark.parametrize("width", [288, 640])
def test_heights_are_in_proportion_to_the_chances(width: int) -> None:
    chart = drawn(width=width)
    axis = next(word for word in words_of(chart) if word.text == "0社")
    base = axis.bottom - 12 * 0.2 - 4.5
    heights = [base - y for _, y in path(chart, RETAINED)]
    assert heights == pytest.approx([heights[0] / 2**index for index in range(6)], abs=0.2)
    assert next(base - y for _, y in path(chart, INSURED)) == pytest.approx(heights[0] * 0.12 / 0.16, abs=0.2)


def test_the_threshold_is_told_in_companies_for_both_lines() -> None:
    chart = drawn()
    bare, own = (chance_above(POINTS, 3_000_000, value) for value in (lambda p: p.gross, lambda p: p.retained))
    assert bare is not None
    assert own is not None
    assert POINTS[3].gross < bare < POINTS[2].gross
    texts = " ".join(word.text for word in words_of(chart))
    assert f"保険なし {out_of_companies(bare, 1000)}" in texts
    assert f"保険あり {out_of_companies(own, 1000)}" in texts
    assert f"保険なしで{out_of_companies(bare, 1000)}、保険ありで{out_of_companies(own, 1000)}" in chart.description


def test_the_two_lines_differ_without_colour() -> None:
    chart = drawn()
    dashes = {each.get("stroke"): each.get("stroke-dasharray") for each in marks(chart, "path", fill="none")}
    assert dashes[RETAINED] in (None, "none")
    assert dashes[INSURED] == "7 4"


def test_the_calculated_chance_is_told_rather_than_the_one_read_off_the_line() -> None:
    chart = loss_curve(POINTS, title="悪い年", prefix="c", threshold=3_000_000, above=0.0123)
    assert "保険あり 100社のうち1社" in [word.text for word in words_of(chart)]


def test_both_lines_are_told_of_as_many_companies() -> None:
    chart = loss_curve(POINTS, title="悪い年", prefix="c", threshold=3_000_000, above=0.0061)
    texts = [word.text for word in words_of(chart)]
    assert "1,000社のうち" in texts
    assert "保険あり 1,000社のうち6社" in texts
    assert [text for text in texts if text.startswith("保険なし 1,000社のうち2")]


def test_without_insurance_there_is_one_line() -> None:
    chart = drawn([Point(point.yen, point.gross, point.gross) for point in POINTS])
    assert not marks(chart, "path", stroke=INSURED)
    assert "保険あり" not in "".join(word.text for word in words_of(chart))


@pytest.mark.parametrize("threshold", [1, 50_000, 100_000, 10**8, 10**15])
@pytest.mark.parametrize("width", [288, 640])
def test_a_threshold_outside_the_points_is_shown_and_said(threshold: int, width: int) -> None:
    chart = drawn(threshold=threshold, width=width)
    check(chart)
    assert [word for word in words_of(chart) if word.text.startswith("払える額")]


def test_a_chance_beyond_the_scale_has_no_dot_but_is_told() -> None:
    chart = loss_curve(POINTS, title="悪い年", prefix="c", threshold=10**15, above=0.9)
    assert not marks(chart, "circle")
    assert "保険ありで100社のうち90社" in chart.description


def test_a_start_leaves_out_what_lies_below_unless_too_little_is_left() -> None:
    dense = [Point(10**5 * 1.2**index, 0.2 * 0.8**index, 0.1 * 0.8**index) for index in range(30)]
    cut = loss_curve(dense, title="悪い年", prefix="c", start=1_000_000)
    assert len(cut.rows) == sum(point.yen >= 1_000_000 for point in dense)
    assert len(loss_curve(POINTS, title="悪い年", prefix="c", start=10**7).rows) == len(POINTS)


chances = st.floats(0, 1)


@given(
    st.lists(st.tuples(st.floats(1, 1e15), chances, chances), max_size=30),
    st.one_of(st.none(), st.just(0), st.floats(1, 1e15)),
    st.sampled_from([288, 390, 680]),
)
def test_any_curve_keeps_its_words_apart(
    given_points: list[tuple[float, float, float]], threshold: float | None, width: int
) -> None:
    points = [Point(yen, max(a, b), min(a, b)) for yen, a, b in given_points]
    chart = drawn(points, threshold, width)
    check(chart)
    for colour in (RETAINED, INSURED):
        for each in marks(chart, "path", stroke=colour, fill="none"):
            assert "nan" not in (each.get("d") or "")


def test_too_few_points_are_said() -> None:
    for points in ([], POINTS[:1], [Point(1, 0, 0), Point(2, 0, 0)]):
        assert "描けるだけの点がありません" in [word.text for word in words_of(drawn(points))]
