"""Measures one after the other at a day of work a week, each ending on a day on which people work."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.documents.schedule import along, months, slots

ALWAYS = st.lists(st.one_of(st.none(), st.floats(0, 30)), min_size=1, max_size=12)
DAYS = st.dates(date(2024, 1, 1), date(2045, 12, 31))


def test_three_days_of_work_take_three_weeks() -> None:
    (slot,) = slots([3.0], date(2026, 11, 24))
    assert (slot.begin, slot.due) == (date(2026, 11, 30), date(2026, 12, 18))


def test_what_is_not_known_gets_a_week() -> None:
    (slot,) = slots([None], date(2026, 11, 24))
    assert slot.due == date(2026, 12, 4)


def test_a_slot_ends_before_new_year_rather_than_on_it() -> None:
    (slot,) = slots([1.0], date(2026, 12, 22))
    assert slot.due == date(2026, 12, 28)


def test_a_week_of_holidays_only_still_has_an_end() -> None:
    (slot,) = slots([1.0], date(2026, 11, 24), is_open=lambda _: False)
    assert slot.due == date(2026, 12, 4)


@given(ALWAYS, DAYS)
def test_slots_follow_each_other_and_begin_after_today(days: list[float | None], start: date) -> None:
    found = slots(days, start)
    assert len(found) == len(days)
    assert found[0].begin > start
    assert all(slot.begin.weekday() == 0 and slot.begin <= slot.due and slot.due.weekday() < 5 for slot in found)
    assert all(one.due < other.begin for one, other in itertools.pairwise(found))


@given(ALWAYS, DAYS)
def test_bars_stand_where_their_days_are(days: list[float | None], start: date) -> None:
    found = slots(days, start)
    first = months(found)[0]
    places = [(along(slot.begin, first), along(slot.due, first, end=True)) for slot in found]
    assert all(a < b for a, b in places)
    assert all(b <= next_a for (_, b), (next_a, _) in itertools.pairwise(places))
    assert 0 <= places[0][0] < 1.1


@pytest.mark.parametrize(
    ("day", "place"), [(date(2026, 12, 1), 0.0), (date(2027, 1, 1), 1.0), (date(2028, 2, 15), 14 + 14 / 29)]
)
def test_the_place_of_a_day_is_its_part_of_its_month(day: date, place: float) -> None:
    assert along(day, date(2026, 12, 1)) == pytest.approx(place)
    assert along(day, date(2026, 12, 1), end=True) > along(day, date(2026, 12, 1))


def test_at_most_twelve_months_are_drawn() -> None:
    found = slots([30.0] * 12, date(2026, 11, 24))
    assert found[-1].due > date(2026, 11, 24) + timedelta(days=2000)
    assert len(months(found)) == 12
