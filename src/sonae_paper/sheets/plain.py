"""The same tables as CSV files, as spreadsheets of Japan open them: UTF-8 with a mark, and no cell that calculates."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from io import StringIO
from typing import Any

from sonae_core.packs.snapshot import Pack
from sonae_paper.sheets.cells import FORMULA_STARTS, Cell, Table
from sonae_paper.sheets.tables import tables


def csv_files(answer: Mapping[str, Any], pack: Pack) -> dict[str, bytes]:
    """Name of the table → its CSV. Numbers are plain digits, dates 2026-11-24, shares between 0 and 1.

    Words that a spreadsheet would take for a formula have an apostrophe in front.
    """
    return {table.name: csv_file(table) for table in tables(answer, pack)}


def csv_file(table: Table) -> bytes:
    """One table as a CSV file."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.head for column in table.columns])
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _written(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return value.isoformat() if isinstance(value, date) else repr(value)
