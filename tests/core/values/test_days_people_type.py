"""A day is understood however people write it, and asked for again where it cannot be one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from sonae_core.values.spoken import spoken_decimal
from sonae_core.values.spoken_days import spoken_day
from sonae_paper.text.dates import era_year, plain_date, weekday_date
from tests.badinputs.corpus import TEXTS

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("２０２６／１１／２０", date(2026, 11, 20)),
        ("2026年 11月 20日（金）", date(2026, 11, 20)),
        ("2026年11月20日 金曜日", date(2026, 11, 20)),
        ("20261120", date(2026, 11, 20)),
        ("令和8年11月20日", date(2026, 11, 20)),
        ("R8.11.20", date(2026, 11, 20)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("11/20", date(2026, 11, 20)),
        ("１１月２０日", date(2026, 11, 20)),
        ("12/1", date(2025, 12, 1)),
        ("2/29", date(2024, 2, 29)),
        ("きょう", TODAY),
        ("昨日", date(2026, 11, 27)),
        ("おととい", date(2026, 11, 26)),
    ],
)
def test_a_day_is_understood_as_people_write_it(typed, meant):
    assert spoken_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["2026-02-30", "2026年13月1日", "0/0", "令和0年1月1日x", "先週", "", "11", "2026-11-20T08:00"]
)
def test_what_is_no_day_is_told_with_the_remedy(typed):
    with pytest.raises(PydanticCustomError) as found:
        spoken_day(typed, TODAY)
    problem, remedy = str(found.value).split("\n")
    assert problem
    assert remedy


@given(st.dates(date(2019, 5, 1), date(2040, 12, 31)))
def test_what_we_write_ourselves_is_read_as_the_same_day(day):
    for written in (day.isoformat(), plain_date(day), weekday_date(day), f"{era_year(day)}{day.month}月{day.day}日"):
        assert spoken_day(written, TODAY) == day


@given(st.integers(0, 364))
def test_a_day_without_a_year_is_the_last_such_day(ago):
    day = TODAY - timedelta(ago)
    assert spoken_day(f"{day.month}/{day.day}", TODAY) == day


@pytest.mark.parametrize("bad", TEXTS, ids=lambda bad: bad.family)
def test_nothing_else_is_raised_and_no_error_is_long(bad):
    text = bad.text.encode(errors="replace").decode()
    for read in (lambda: spoken_day(text, TODAY), lambda: spoken_decimal(text, 0, 365, "日")):
        assert len(said(read)) < 200


def said(read) -> str:
    """What is said of a text that cannot be read."""
    try:
        return str(read())
    except PydanticCustomError as error:
        return str(error)


@pytest.mark.parametrize(
    ("typed", "unit", "meant"),
    [
        ("0.5日", "日", "0.5"),
        ("１０日", "日", "10"),
        ("50%", "％", "50"),
        ("８０％", "％", "80"),
        ("12時間", "時間", "12"),
    ],
)
def test_a_number_may_have_decimals_and_carry_its_unit(typed, unit, meant):
    assert str(spoken_decimal(typed, 0, 365, unit)) == meant
