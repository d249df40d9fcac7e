"""Careers are written as people write them, kept in one way, and years are counted when they are shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.accounts.careers import Month, UnreadableError, month, steps, told, whole_years

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("2009年4月〜2012年3月 保険会社で法人を担当", "2009年4月〜2012年3月 保険会社で法人を担当"),
        ("２００９／４～２０１２／３　保険会社", "2009年4月〜2012年3月 保険会社"),
        ("2009.4-2012.3 保険会社", "2009年4月〜2012年3月 保険会社"),
        ("2009-04〜現在: 保険会社", "2009年4月〜 保険会社"),
        ("2019年〜 事務所を設立", "2019年〜 事務所を設立"),
        ("2019年 事務所を設立", "2019年 事務所を設立"),
        ("2019 3社で開発", "2019年 3社で開発"),
        ("2009-2012 保険会社", "2009年〜2012年 保険会社"),
    ],
)
def test_a_line_is_kept_in_one_way(line, kept):
    assert told(steps(line, TODAY)) == kept


@pytest.mark.parametrize(
    "line",
    [
        "保険会社",
        "2009年4月",
        "1899年 開業",
        "2027年 予定",
        "2009年13月 保険会社",
        "2012年〜2009年 逆",
        "2009年4月〜2012年3月",
    ],
)
def test_a_line_that_is_none_is_named(line):
    with pytest.raises(UnreadableError, match=line[:4]):
        steps(f"2001年 開業\n{line}", TODAY)


def test_steps_stand_in_the_order_in_which_they_came():
    assert [step.what for step in steps("2019年〜 二\n\n2009年4月〜2012年 一", TODAY)] == ["一", "二"]


@given(st.integers(1940, 2026), st.integers(0, 11), st.booleans(), st.text("漢字かなABC", min_size=1, max_size=9))
def test_what_is_kept_is_read_alike_again(year, number, lasting, what):
    kept = told(steps(f"{year}年{f'{number}月' if number else ''}{'〜' if lasting else ''} {what}", TODAY))
    assert told(steps(kept, TODAY)) == kept


def test_a_month_alone_needs_its_month():
    assert str(month("２００９年４月", TODAY)) == str(month("2009/4", TODAY)) == "2009年4月"
    for text in ("2009年", "四月", "2009年4月 入社"):
        with pytest.raises(UnreadableError):
            month(text, TODAY)


@pytest.mark.parametrize(("began", "years"), [((2009, 11), 17), ((2009, 12), 16), ((2026, 11), 0), ((2026, 12), 0)])
def test_years_are_whole_ones(began, years):
    assert whole_years(Month(*began), TODAY) == years
