"""Tables between the assessment and the file: each cell a value with its kind, so that numbers stay numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sonae_paper.text.names import one_line


class Kind(StrEnum):
    """How a cell is shown."""

    TEXT = "text"
    YEN = "yen"
    SHARE = "share"
    COUNT = "count"
    DAYS = "days"
    DATE = "date"


@dataclass(frozen=True)
class Cell:
    """A value: text, yen, a share (0–1), a count, days of work, a date; None is an empty cell."""

    value: str | int | float | date | None
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Column:
    """A heading, and its width in half-width characters."""

    head: str
    width: int


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook, or one CSV file. ``total``: the last row is the sum of the rows before it."""

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False


EMPTY = Cell(None)
FIRST_DAY = date(1900, 3, 1)
"""From here on all spreadsheets count days alike."""
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for the start of a formula: such words are kept as words."""


def text(value: object) -> Cell:
    """Words on one line; None is empty."""
    return EMPTY if value is None else Cell(one_line(str(value)))


def yen(value: float | None) -> Cell:
    """Whole yen."""
    return EMPTY if value is None else Cell(round(value), Kind.YEN)


def share(value: float | None) -> Cell:
    """A probability or a part, 0 to 1."""
    return EMPTY if value is None else Cell(float(value), Kind.SHARE)


def count(value: float | None) -> Cell:
    """A whole number."""
    return EMPTY if value is None else Cell(round(value), Kind.COUNT)


def days(value: float | None) -> Cell:
    """Days of work."""
    return EMPTY if value is None else Cell(float(value), Kind.DAYS)


def day(value: str) -> Cell:
    """A date, given as 2026-11-24; as words where a spreadsheet has no dates yet."""
    found = date.fromisoformat(value)
    return Cell(found, Kind.DATE) if found >= FIRST_DAY else text(value)


def columns(*pairs: tuple[str, int]) -> tuple[Column, ...]:
    """Headings with their widths."""
    return tuple(Column(*pair) for pair in pairs)


def row(*cells: Cell) -> tuple[Cell, ...]:
    """A row of cells."""
    return cells


def sums(rows: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """The last row of a table: 合計, and the sum of each column of yen."""
    found = [text("合計")]
    for place in range(1, len(rows[0]) if rows else 1):
        values = [each[place] for each in rows]
        money = all(cell.kind is Kind.YEN for cell in values)
        found.append(yen(sum(cell.value for cell in values if isinstance(cell.value, int))) if money else EMPTY)
    return tuple(found)
