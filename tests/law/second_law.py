"""A second, independent reading of the law, written without the code and the packs it checks.

Holidays follow the Act on National Holidays as it stands since 2022 (art. 2: the days; art. 3: holidays, the
substitute for a Sunday, the day between two holidays); equinoxes follow the usual approximation, good for 1980-2099.
Deadlines are found by walking day after day with a counter, not by arithmetic on dates.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
FIXED = ((1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23))
MONDAYS = ((1, 2), (7, 3), (9, 3), (10, 2))


def _nth_monday(year: int, month: int, nth: int) -> date:
    seen, day = 0, date(year, month, 1)
    while True:
        seen += day.weekday() == 0
        if seen == nth:
            return day
        day += DAY


def _equinox(year: int, month: int, base: float) -> date:
    years = year - 1980
    return date(year, month, int(base + 0.242194 * years) - years // 4)


@cache
def holidays(year: int) -> frozenset[date]:
    """Every day of rest of one year under the Act."""
    named = {date(year, month, day) for month, day in FIXED}
    named |= {_nth_monday(year, month, nth) for month, nth in MONDAYS}
    named |= {_equinox(year, 3, 20.8431), _equinox(year, 9, 23.2488)}
    rest = set(named)
    for day in named:
        if day.weekday() == 6:
            while day in named:
                day += DAY
            rest.add(day)
    between = {day + DAY for day in named if day + 2 * DAY in named and day + DAY not in named}
    return frozenset(rest | between)


def closed(day: date) -> bool:
    """Whether public offices rest on that day."""
    turn_of_the_year = (day.month == 12 and day.day >= 29) or (day.month == 1 and day.day <= 3)
    return day.weekday() in (5, 6) or turn_of_the_year or day in holidays(day.year)


def last_day(known: date, term: int) -> date:
    """The day whose number is ``term`` when the day of knowing has number 1."""
    number, day = 1, known
    while number < term:
        number, day = number + 1, day + DAY
    return day


def due(known: date, term: int) -> date:
    """The last day, or the first open day after it."""
    day = last_day(known, term)
    while closed(day):
        day += DAY
    return day
