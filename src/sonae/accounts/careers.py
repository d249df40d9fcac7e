"""What somebody did and when, as lines that people write: 「2009年4月〜2012年3月 保険会社で法人を担当」."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

EARLIEST = 1940
_MONTH = r"(\d{4})(?:年(?:\s*(\d{1,2})月)?|[/.\-](\d{1,2})(?!\d)月?)?+"
_LINE = re.compile(rf"{_MONTH}\s*+(?:([~〜–—\-])\s*+(?:{_MONTH}|現在|いま|今)?+)?+[\s:、,]*+(.+)")
"""Possessive: nothing of a date is ever given back to what was done."""
_ALONE = re.compile(_MONTH)


class UnreadableError(ValueError):
    """A line that cannot be understood; ``str`` says how to mend it."""


@dataclass(frozen=True, order=True)
class Month:
    """A month, or a year of which the month is not said (0)."""

    year: int
    month: int = 0

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月" if self.month else f"{self.year}年"

    @property
    def iso(self) -> str:
        """For programs: 「2009-04」, 「2009」."""
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    @property
    def place(self) -> float:
        """Where it lies on an axis of years; a year alone begins with January."""
        return self.year + (max(self.month, 1) - 1) / 12


@dataclass(frozen=True)
class Step:
    """One part of a career; without ``end`` it lasts until the next one."""

    start: Month
    end: Month | None
    ranges: bool
    """Whether it was written as a stretch: 「2019年〜」."""
    what: str

    @property
    def when(self) -> str:
        """As it is shown."""
        return f"{self.start}{'〜' if self.ranges else ''}{self.end or ''}"

    def __str__(self) -> str:
        return f"{self.when} {self.what}"


def steps(text: str, today: date) -> tuple[Step, ...]:
    """A career from its lines, the earliest step first. UnreadableError names the first line that is none."""
    found = [_step(line, today) for line in map(str.strip, text.splitlines()) if line]
    return tuple(sorted(found, key=lambda step: (step.start, step.end or Month(9999))))


def told(found: Iterable[Step]) -> str:
    """As it is kept: a line a step."""
    return "\n".join(map(str, found))


def _step(line: str, today: date) -> Step:
    match = _LINE.fullmatch(unicodedata.normalize("NFKC", line).strip())
    if match is None:
        raise UnreadableError(
            f"「{line[:30]}」を読めません。1行に、年月と、したことを書いてください"
            "（例: 2009年4月〜2012年3月 保険会社で法人を担当）。"
        )
    start = _month(match[1], match[2] or match[3], line, today)
    end = _month(match[5], match[6] or match[7], line, today) if match[5] else None
    if end is not None and end.place < start.place:
        raise UnreadableError(f"「{line[:30]}」は、終わりが始まりより前です。")
    return Step(start, end, match[4] is not None, match[8].strip())


def month(text: str, today: date) -> Month:
    """A month that stands alone: 「2009年4月」, 「2009/4」. UnreadableError where it is none, or has no month."""
    match = _ALONE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    found = None if match is None else _month(match[1], match[2] or match[3], text, today)
    if found is None or not found.month:
        raise UnreadableError("年と月を書いてください（例: 2009年4月）。")
    return found


def _month(year: str, number: str | None, line: str, today: date) -> Month:
    found = Month(int(year), int(number or 0))
    if found.month > 12 or found.year < EARLIEST or found > Month(today.year, 12):
        raise UnreadableError(f"「{line[:30]}」の年月を確かめてください（{EARLIEST}年から今年まで）。")
    return found


def whole_years(since: Month, today: date) -> int:
    """How many years have passed since the first day of that month."""
    return max(0, today.year - since.year - (today.month < since.month))
