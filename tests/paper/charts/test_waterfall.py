"""From the loss to what stays: each bar starts where the one before ended, and the words add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.charts.chart import Chart
from sonae_paper.charts.look import INSURED, LINE
from sonae_paper.charts.waterfall import Step, waterfall
from tests.paper.charts.drawn import PEOPLE_WRITE, check, marks, words_of
from tests.paper.charts.test_bars import yen

STEPS = [Step("調査の費用", 5_900_000), Step("止まった損失", 2_200_000), Step("払われないもの", 0)]


def drawn(whole: float = 13_750_000, steps: list[Step] = STEPS, width: int = 640) -> Chart:
    return waterfall(
        Step("かかる額", whole), steps, "自社に残る額", taken_by="保険から", title="保険のあと", prefix="w", width=width
    )


def spans(chart: Chart) -> list[tuple[float, float]]:
    found = marks(chart, "rect", height="20")
    starts = [(float(each.get("x", "0")), float(each.get("width", "0"))) for each in found]
    return [(start, start + wide) for start, wide in starts]


@pytest.mark.parametrize("width", [288, 640])
def test_each_step_starts_where_the_one_before_ended(width: int) -> None:
    whole, first, second, rest = spans(drawn(width=width))
    assert first[1] == pytest.approx(whole[1], abs=0.02)
    assert second[1] == pytest.approx(first[0], abs=0.02)
    assert rest[1] == pytest.approx(second[0], abs=0.02)
    assert rest[0] == pytest.approx(whole[0], abs=0.02)


def test_lengths_are_in_proportion_to_the_yen() -> None:
    lengths = [end - start for start, end in spans(drawn())]
    assert lengths == pytest.approx([lengths[0] * part / 13.75 for part in (13.75, 5.9, 2.2, 5.65)], abs=0.02)


def test_steps_of_nothing_are_left_out() -> None:
    chart = drawn()
    assert len(marks(chart, "rect", fill=INSURED, height="20")) == 2
    assert "払われないもの" not in [row[0] for row in chart.rows]


def test_the_three_kinds_differ_in_their_filling() -> None:
    chart = drawn()
    for fill in (LINE, "url(#w-own)"):
        assert len(marks(chart, "rect", fill=fill, height="20")) == 1


@given(st.lists(st.integers(0, 10**13), max_size=9), st.integers(1, 10**14), st.sampled_from([288, 640]))
def test_the_words_add_up(parts: list[int], rest: int, width: int) -> None:
    whole = sum(parts) + rest
    chart = drawn(whole, [Step(f"手順{index}", part) for index, part in enumerate(parts)], width)
    check(chart)
    step = 10 ** max(len(str(whole)) - 3, 0)
    ends = [word.text for word in words_of(chart) if word.right > width - 0.5 and word.text.endswith("円")]
    amounts = [yen(text.removeprefix("−")) for text in ends]
    assert sum(amount for amount in amounts[1:] if amount >= step) == amounts[0]


@pytest.mark.parametrize("title", PEOPLE_WRITE)
@pytest.mark.parametrize("width", [288, 640])
def test_any_title_keeps_its_place(title: str, width: int) -> None:
    check(drawn(10**13, [Step(title, 10**12), Step("調査", 10**9)], width))


def test_nothing_paid_says_that_all_remains() -> None:
    assert "すべて自社に残る額です" in drawn(steps=[]).description


def test_taking_away_more_than_there_is_is_refused() -> None:
    for steps in ([Step("多すぎ", 20_000_000)], [Step("負", -1)]):
        with pytest.raises(ValueError, match="more than the whole"):
            drawn(steps=steps)


def test_no_loss_is_said() -> None:
    chart = drawn(0, [])
    check(chart)
    assert chart.description == "かかる費用はありません。"
