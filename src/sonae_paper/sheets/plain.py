"""The same tables as CSV files, as spreadsheets of Japan open them: UTF-8 with a mark, and no cell that calculates."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from io import StringIO
from types import MappingProxyType
from typing import Any

from sonae_core.packs.snapshot import Pack
from sonae_paper.sheets.cells import FORMULA_STARTS, Cell, Table
from sonae_paper.sheets.tables import tables


def csv_files(answer: Mapping[str, Any], pack: Pack) -> dict[str, bytes]:
    """Name of the table → its CSV. Numbers are plain digits, dates 2026-11-24, shares between 0 and 1.

    Words that a spreadsheet would take for a formula have an apostrophe in front.
    """
    return {table.name: csv_file(table) for table in tables(answer, pack)}


UTF_8, SHIFT_JIS = "utf-8-sig", "cp932"
CODES: Mapping[str, str] = MappingProxyType(
    {UTF_8: "UTF-8（いまの表計算ソフト向け）", SHIFT_JIS: "Shift_JIS（古いソフト向け）"}
)
"""The codes that spreadsheets of Japan open, as people choose between them."""
MISSING = "〓"
"""Stands for a letter that a code does not have."""


def csv_file(table: Table, code: str = UTF_8) -> bytes:
    """One table as a CSV file in a code of ``CODES``; letters that the code lacks become 〓."""
    return encoded(csv_text(table), code)


def encoded(text: str, code: str) -> bytes:
    """The text in the code, with 〓 for each letter that it lacks."""
    lacking = lacking_letters(text, code)
    return "".join(MISSING if letter in lacking else letter for letter in text).encode(code)


def lacking_letters(text: str, code: str) -> frozenset[str]:
    """The letters of a text that a code does not have."""
    return frozenset(letter for letter in set(text) if not _has(code, letter))


def _has(code: str, letter: str) -> bool:
    try:
        letter.encode(code)
    except UnicodeEncodeError:
        return False
    return True


def csv_text(table: Table) -> str:
    """One table as the text of a CSV file."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.head for column in table.columns])
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _written(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return value.isoformat() if isinstance(value, date) else repr(value)
