"""The workbook: one sheet a table, numbers as numbers, nothing that people wrote is ever a formula."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from sonae_core.packs.snapshot import Pack
from sonae_paper.charts.drawing import text_width
from sonae_paper.sheets.cells import FIRST_DAY, FORMULA_STARTS, Cell, Kind, Table, text
from sonae_paper.sheets.tables import tables

FONT = "BIZ UDPGothic"
_A4 = 9
_MOST = 32_000
"""Characters in a cell; a spreadsheet takes 32,767."""
_HEAD = 3
"""The row of the headings: title, note and an empty row stand above."""
_NUMBERS = {
    Kind.TEXT: "General",
    Kind.YEN: '#,##0"円"',
    Kind.SHARE: "0.00%",
    Kind.COUNT: "#,##0",
    Kind.DAYS: '0.0"日"',
    Kind.DATE: 'yyyy"年"m"月"d"日"',
}
_DIGIT = 0.76
"""Width of a digit in the height of the letters; columns are measured in digits."""
_LINE = 13.0
_TALLEST = 400.0
"""Points; a spreadsheet takes 409."""
Look = Mapping[str, Format]


def workbook(answer: Mapping[str, Any], pack: Pack) -> bytes:
    """The XLSX of an assessment (the JSON of ``sonae assess``). The same answer and pack give the same bytes.

    Sheets: まとめ, 対策, 質問と回答, 費用の内訳, 保険, 指針と対策, 出典と仮定.
    """
    content = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 10},
    }
    book = xlsxwriter.Workbook(content, options)
    made = datetime.combine(max(date.fromisoformat(answer["as_of"]), FIRST_DAY), time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": "サイバー事故の備え 試算のまとめ", "author": "Sonae", "created": made})
    look = _look(book)
    for table in tables(answer, pack):
        _sheet(book.add_worksheet(table.name), table, look)
    book.close()
    return content.getvalue()


def _look(book: xlsxwriter.Workbook) -> Look:
    base = {"font_name": FONT, "font_size": 10, "valign": "top"}
    line = {"bottom": 1, "bottom_color": "#CCD7DD"}
    head = {**base, "bold": True, "text_wrap": True, "bg_color": "#DEECF2", "bottom": 2, "valign": "vcenter"}
    look = {
        "title": book.add_format({**base, "font_size": 16, "bold": True, "font_color": "#12405F"}),
        "note": book.add_format({**base, "font_color": "#495863"}),
        "head": book.add_format({**head, "align": "left", "indent": 1}),
        "head-right": book.add_format({**head, "align": "right"}),
    }
    for kind, number in _NUMBERS.items():
        shown = {"num_format": number, "align": "left" if kind is Kind.TEXT else "right"}
        wrap = {"text_wrap": True, "indent": 1} if kind is Kind.TEXT else {}
        look[kind] = book.add_format({**base, **line, **shown, **wrap})
        look[f"total-{kind}"] = book.add_format({**base, **shown, **wrap, "bold": True, "top": 2, "bottom": 2})
    look["guarded"] = book.add_format(
        {**base, **line, "num_format": "@", "quote_prefix": True, "text_wrap": True, "indent": 1}
    )
    return look


def _sheet(sheet: Worksheet, table: Table, look: Look) -> None:
    sheet.write_string(0, 0, table.title, look["title"])
    sheet.write_string(1, 0, table.note, look["note"])
    sheet.set_row(0, 26)
    sheet.set_row(_HEAD, _height(table, tuple(text(column.head) for column in table.columns)))
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        numbers = any(isinstance(cells[place].value, int | float) for cells in table.rows)
        sheet.write_string(_HEAD, place, column.head, look["head-right" if numbers else "head"])
    last = len(table.rows) - 1
    for index, cells in enumerate(table.rows):
        total = table.total and index == last
        sheet.set_row(_HEAD + 1 + index, _height(table, cells))
        for place, cell in enumerate(cells):
            _write(sheet, _HEAD + 1 + index, place, cell, look, total=total)
    _set_up(sheet, table)


def _height(table: Table, cells: tuple[Cell, ...]) -> float:
    """In points, for the cell with the most lines: not every program makes room for wrapped words by itself."""
    lines = [
        ceil(text_width(cell.value, 1) / (column.width * _DIGIT - 1.5))
        for column, cell in zip(table.columns, cells, strict=True)
        if isinstance(cell.value, str)
    ]
    return min(max([1, *lines]) * _LINE + 4, _TALLEST)


def _write(sheet: Worksheet, row: int, place: int, cell: Cell, look: Look, *, total: bool) -> None:
    shown = look[f"total-{cell.kind}" if total else cell.kind]
    value = cell.value
    if value is None:
        sheet.write_blank(row, place, None, shown)
    elif isinstance(value, str):
        guarded = value.startswith(FORMULA_STARTS)
        sheet.write_string(row, place, value[:_MOST], look["guarded"] if guarded else shown)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, datetime.combine(value, time()), shown)
    elif total:
        column = xl_col_to_name(place)
        formula = f"=SUM({column}{_HEAD + 2}:{xl_rowcol_to_cell(row - 1, place)})"
        sheet.write_formula(row, place, formula, shown, value)
    else:
        sheet.write_number(row, place, value, shown)


def _set_up(sheet: Worksheet, table: Table) -> None:
    """Headings stay in view and are printed on each page; A4 across, as wide as one page."""
    bottom = _HEAD + len(table.rows)
    sheet.freeze_panes(_HEAD + 1, 0)
    if table.rows and not table.total and table.name != "まとめ":
        sheet.autofilter(_HEAD, 0, bottom, len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer("&L&9備え　&A&R&9&P / &N")
    sheet.hide_gridlines(2)
