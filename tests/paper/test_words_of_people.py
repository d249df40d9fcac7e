"""Names as people write them, dates, and parts that still add up when they are rounded."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.text.dates import era_year, letter_date, short_date, weekday_date
from sonae_paper.text.names import one_line
from sonae_paper.text.numbers import short_count, spoken_count
from sonae_paper.text.parts import in_step, shared_step, split


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("みほん\n商店\t本店", "みほん 商店 本店"),
        ("a\x00b\x1bc", "abc"),
        ("abc\u202edef\u2066", "abcdef"),
        ("𠮷野\ufffe家\ud800", "𠮷野家"),
        ("👩‍👧商店", "👩‍👧商店"),
        ("  間  隔  ", "間 隔"),
        ("ゼロ\u200b幅", "ゼロ幅"),
    ],
)
def test_a_name_becomes_one_line_that_can_be_seen(written: str, shown: str) -> None:
    assert one_line(written) == shown


@given(st.text())
def test_any_name_can_stand_in_xml(text: str) -> None:
    element = ElementTree.fromstring(f"<a>{escape(one_line(text))}</a>")  # noqa: S314 - our own words
    assert (element.text or "") == one_line(text)


def test_dates_have_their_day_of_the_week() -> None:
    assert weekday_date(date(2026, 11, 24)) == "2026年11月24日（火）"
    assert short_date(date(2026, 12, 7)) == "12月7日（月）"


@pytest.mark.parametrize(
    ("day", "era"),
    [
        (date(2026, 11, 24), "令和8年"),
        (date(2019, 5, 1), "令和元年"),
        (date(2019, 4, 30), "平成31年"),
        (date(1989, 1, 7), "昭和64年"),
        (date(1926, 12, 25), "昭和元年"),
    ],
)
def test_letters_have_the_era(day: date, era: str) -> None:
    assert era_year(day) == era
    assert letter_date(day) == f"{day.year}年（{era}）{day.month}月{day.day}日"


def test_a_day_before_the_eras_of_today_is_refused() -> None:
    with pytest.raises(ValueError, match="no era"):
        era_year(date(1868, 10, 22))


@given(st.lists(st.integers(0, 10**14), min_size=1, max_size=40))
def test_rounded_parts_add_up_and_move_by_less_than_a_step(parts: list[int]) -> None:
    step = shared_step(sum(parts))
    rounded = in_step(parts, step)
    assert sum(rounded) == (sum(parts) + step // 2) // step * step
    assert all(abs(a - b) < step for a, b in zip(parts, rounded, strict=True))
    assert all(b == 0 for a, b in zip(parts, rounded, strict=True) if a == 0)


def test_counts_are_spoken_with_their_unit() -> None:
    assert spoken_count(701_000_000_000, "パケット") == "7,010億パケット"
    assert spoken_count(0, "社") == "0社"


def test_counts_with_little_room_are_rounded_and_say_so() -> None:
    assert short_count(3_000_000, "円") == "300万円"
    assert short_count(1_554_727_871_000, "円") == "約1兆5,550億円"


@given(st.integers(0, 10**14), st.integers(0, 10**14))
def test_what_is_paid_and_what_stays_add_up_to_the_whole_in_its_step(paid: int, kept: int) -> None:
    step = shared_step(paid + kept)
    first, second = split(paid, kept)
    assert first + second == in_step([paid + kept], step)[0]
    assert abs(first - paid) <= step
    assert abs(second - kept) <= step


@given(st.lists(st.tuples(st.integers(0, 10**12), st.integers(0, 10**12)), min_size=1, max_size=20))
def test_no_part_is_rounded_above_what_it_may_be(pairs: list[tuple[int, int]]) -> None:
    step = shared_step(sum(a + b for a, b in pairs))
    whole = in_step([a + b for a, b in pairs], step)
    parts = in_step([a for a, _ in pairs], step, most=whole)
    assert all(part <= most for part, most in zip(parts, whole, strict=True))
