"""Dates as people write them in Japan: with the day of the week, and with the era where a letter asks for it."""

from __future__ import annotations

from datetime import date

_DAYS = "月火水木金土日"
_ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1868, 10, 23), "明治"),
)


def plain_date(day: date) -> str:
    """「2026年11月24日」."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday_date(day: date) -> str:
    """「2026年11月24日（火）」."""
    return f"{plain_date(day)}（{_DAYS[day.weekday()]}）"


def short_date(day: date) -> str:
    """「11月24日（火）」, where the year is plain from what stands around it."""
    return f"{day.month}月{day.day}日（{_DAYS[day.weekday()]}）"


def era_year(day: date) -> str:
    """「令和8年」; the first year of an era is 「令和元年」. ValueError before 1868-10-23, the start of 明治."""
    for start, name in _ERAS:
        if day >= start:
            year = day.year - start.year + 1
            return f"{name}{'元' if year == 1 else year}年"
    raise ValueError(f"no era of today's calendar for {day}")


def letter_date(day: date) -> str:
    """For letters: 「2026年（令和8年）11月24日」."""
    return f"{day.year}年（{era_year(day)}）{day.month}月{day.day}日"
