"""Words in a drawing break where Japanese may break, keep amounts whole, and end in an ellipsis when they must."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.charts.drawing import fitted, text_width, wrapped


def test_no_line_starts_with_a_mark_or_a_small_letter() -> None:
    assert wrapped("費用がかかります。保険から出ます。", 14 * 9, 14, 3) == ["費用がかかります。", "保険から出ます。"]
    assert wrapped("保険から出ないもの、自社に残る額", 14 * 9, 14)[0] == "保険から出ないも"


def test_an_amount_is_never_cut() -> None:
    lines = wrapped("会社にかかるお金1億2,000万円です", 14 * 10.5, 14, 3)
    assert [line for line in lines if "1億2,000万円" in line]


def test_a_bracket_moves_to_the_next_line_whole() -> None:
    assert wrapped("原因と範囲の調査（フォレンジック）", 14 * 12, 14) == ["原因と範囲の調査", "（フォレンジック）"]


def test_a_last_line_of_one_character_is_avoided() -> None:
    assert len(wrapped("会社の危険として受けとめ会社全体の方針を決める", 13 * 22, 13)[-1]) > 2


@given(st.text(min_size=1), st.floats(20, 400), st.sampled_from([12.0, 14.0]), st.integers(1, 4))
def test_every_line_fits(text: str, space: float, size: float, most: int) -> None:
    lines = wrapped(text, space, size, most)
    assert 1 <= len(lines) <= most
    assert all(text_width(line, size) <= space for line in lines)


@pytest.mark.parametrize("text", ["短い", "とても長くて入りきらない名前の会社"])
def test_what_does_not_fit_ends_in_an_ellipsis(text: str) -> None:
    shown = fitted(text, 60, 12)
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))
