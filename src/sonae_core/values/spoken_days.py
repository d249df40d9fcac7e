"""Days as people type them, in any width: 「2026年11月20日（金）」, 「令和8年11月20日」, 「11/20」, 「きのう」."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from pydantic_core import PydanticCustomError

from sonae_core.values.reading import shown, wrong

MOST_LETTERS = 40
_WEEKDAY = re.compile(r"\([月火水木金土日](?:曜日?)?\)$|[月火水木金土日]曜日?$")
_SEPARATED = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_REIWA = re.compile(r"(?:令和|[rR])([0-9]{1,2}|元)[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_SHORT = re.compile(r"([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_BEFORE_REIWA = 2018
_AGO = {"今日": 0, "きょう": 0, "本日": 0, "昨日": 1, "きのう": 1, "一昨日": 2, "おととい": 2}
_HOW = "「2026年11月20日」「令和8年11月20日」「11/20」のように書いてください"


def spoken_day(text: str, today: date) -> date:
    """The day that was meant; without a year the last such day, today included.

    Raises the error that a person reads, as ``values.reading`` does.
    """
    plain = "".join(unicodedata.normalize("NFKC", text[: MOST_LETTERS + 1]).split())
    if len(text) > MOST_LETTERS:
        raise _unread(text)
    if plain in _AGO:
        return today - timedelta(_AGO[plain])
    return _written(_WEEKDAY.sub("", plain), text, today)


def _written(plain: str, text: str, today: date) -> date:
    if found := _SEPARATED.fullmatch(plain) or _TOGETHER.fullmatch(plain):
        return _day(int(found[1]), found[2], found[3], text)
    if found := _REIWA.fullmatch(plain):
        year = 1 if found[1] == "元" else int(found[1])
        return _day(_BEFORE_REIWA + year, found[2], found[3], text)
    if found := _SHORT.fullmatch(plain):
        return _last_such_day(found[1], found[2], text, today)
    raise _unread(text)


def _last_such_day(month: str, day: str, text: str, today: date) -> date:
    """29 February is looked for as far back as there was one."""
    for year in range(today.year, today.year - 9, -1):
        try:
            found = date(year, int(month), int(day))
        except ValueError:
            continue
        if found <= today:
            return found
    raise _no_such_day(text)


def _day(year: int, month: str, day: str, text: str) -> date:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        raise _no_such_day(text) from None


def _no_such_day(text: str) -> PydanticCustomError:
    return wrong(f"実在しない日です（{shown(text)}）", "月と日を確かめてください")


def _unread(text: str) -> PydanticCustomError:
    return wrong(f"日付として読めません（{shown(text)}）", _HOW)
