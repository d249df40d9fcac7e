"""Every day on which a company may learn of a breach, both terms, both acts, against the second implementation."""

from __future__ import annotations

from datetime import date, timedelta

import jpholiday
import pytest

from sonae_core.law.answer import adviser
from sonae_core.law.calendar import OfficeCalendar
from sonae_core.law.holiday_table import holiday_line
from sonae_core.law.question import KnownTrigger, Question
from sonae_core.packs.law import load_law
from tests.law import second_law

FIRST, LAST = date(2022, 4, 1), date(2035, 12, 31)
TERMS = {"malicious": 60, "volume": 30}

# 令和9年の暦要項 (National Astronomical Observatory), as published in February 2026.
PUBLISHED_2027 = (
    "01-01 元日、01-11 成人の日、02-11 建国記念の日、02-23 天皇誕生日、03-21 春分の日、03-22 振替休日、"
    "04-29 昭和の日、05-03 憲法記念日、05-04 みどりの日、05-05 こどもの日、07-19 海の日、08-11 山の日、"
    "09-20 敬老の日、09-23 秋分の日、10-11 スポーツの日、11-03 文化の日、11-23 勤労感謝の日"
)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@pytest.mark.parametrize("entity", ["business", "number"])
@pytest.mark.parametrize("kind", sorted(TERMS))
def test_every_day_has_the_deadline_of_the_second_implementation(entity: str, kind: str) -> None:
    desk = adviser()
    for known in _days(FIRST, LAST):
        answer = desk.answer(Question(entity, (KnownTrigger(kind, known),), "unknown"))
        assert answer.dates is not None
        expected = (second_law.last_day(known, TERMS[kind]), second_law.due(known, TERMS[kind]))
        assert (answer.dates.final.raw, answer.dates.final.due) == expected, known
        assert answer.dates.guide_first == second_law.last_day(known, 3), known
        assert answer.dates.guide_last == second_law.last_day(known, 5), known


def test_open_days_agree_with_the_second_implementation_to_the_end_of_the_table() -> None:
    table = load_law().closed_days
    calendar = OfficeCalendar(table)
    for day in _days(FIRST, table.last_day):
        assert calendar.is_open(day) is not second_law.closed(day), day


@pytest.mark.parametrize("year", range(2022, 2041))
def test_table_of_holidays_is_what_the_library_computes(year: int) -> None:
    assert load_law().closed_days.holidays[str(year)] == holiday_line(year)


def test_library_and_second_implementation_know_the_same_holidays() -> None:
    for day in _days(FIRST, date(2040, 12, 31)):
        assert jpholiday.is_holiday(day) is (day in second_law.holidays(day.year)), day


def test_the_published_year_is_as_published() -> None:
    assert load_law().closed_days.holidays["2027"] == PUBLISHED_2027
