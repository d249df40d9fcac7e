"""Yen, chances and ranges read the way people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.text.numbers import about_yen, exact_yen, out_of_companies, percent, rounded, spoken_yen, yen_range


@pytest.mark.parametrize(
    ("yen", "words"),
    [
        (0, "0円"),
        (950, "950円"),
        (8_000, "8,000円"),
        (10_000, "1万円"),
        (12_345, "1万2,345円"),
        (35_000_000, "3,500万円"),
        (120_000_000, "1億2,000万円"),
        (1_000_000_000_000, "1兆円"),
        (-50_000, "−5万円"),
    ],
)
def test_whole_yen_are_spoken_in_man_and_oku(yen: int, words: str) -> None:
    assert spoken_yen(yen) == words


@pytest.mark.parametrize(
    ("yen", "words"), [(5_671_999.6, "約570万円"), (0.2, "0円"), (144_000, "約14万円"), (99_600, "約10万円")]
)
def test_about_yen_keeps_two_digits(yen: float, words: str) -> None:
    assert about_yen(yen) == words


def test_a_range_that_rounds_to_one_figure_is_one_figure() -> None:
    assert yen_range(1_001_000, 1_004_000) == "約100万円"
    assert yen_range(1_320_283, 27_643_769) == "130万円〜2,800万円"


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.06, "100社のうち6社"),
        (0.0396, "100社のうち4社"),
        (0.004, "1,000社のうち4社"),
        (0.00001, "1,000社のうち1社未満"),
        (0.0, "ほぼありません"),
        (1.0, "ほぼすべての会社"),
    ],
)
def test_a_yearly_chance_is_told_as_companies(chance: float, words: str) -> None:
    assert out_of_companies(chance) == words


@given(st.integers(0, 10**15))
def test_rounding_stays_within_five_per_cent(yen: int) -> None:
    assert abs(rounded(yen) - yen) <= 0.05 * yen + 1e-9


@given(st.integers(0, 10**14))
def test_spoken_yen_can_be_read_back(yen: int) -> None:
    total = 0
    rest = spoken_yen(yen).removesuffix("円").replace(",", "")
    for unit, name in ((10**12, "兆"), (10**8, "億"), (10**4, "万")):
        if name in rest:
            count, rest = rest.split(name)
            total += int(count) * unit
    assert total + int(rest or 0) == yen


def test_exact_yen_and_small_shares() -> None:
    assert exact_yen(1_225_613.4) == "1,225,613円"
    assert percent(0.00071) == "0.071%"
    assert percent(0.25) == "25%"
