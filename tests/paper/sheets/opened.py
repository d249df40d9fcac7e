"""Reading a workbook back with nothing but zip and XML, as a spreadsheet would."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Found:
    """A cell: its value, whether it is a number, its number format, its formula."""

    value: str | float | None
    format: str
    formula: str | None
    quoted: bool


@dataclass(frozen=True)
class Sheet:
    cells: dict[str, Found]
    xml: str

    def column(self, letter: str, first: int) -> list[Found]:
        """From the row on, down to the last cell of the column."""
        rows = sorted(int(name[len(letter) :]) for name in self.cells if re.fullmatch(rf"{letter}\d+", name))
        return [self.cells[f"{letter}{row}"] for row in rows if row >= first]


def opened(content: bytes) -> dict[str, Sheet]:
    """Name of the sheet → the sheet."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        assert book.testzip() is None
        strings = ["".join(node.itertext()) for node in _xml(book, "xl/sharedStrings.xml").iter(f"{M}si")]
        formats = _formats(_xml(book, "xl/styles.xml"))
        names = [each.get("name") or "" for each in _xml(book, "xl/workbook.xml").iter(f"{M}sheet")]
        return {
            name: _sheet(book, f"xl/worksheets/sheet{index}.xml", strings, formats)
            for index, name in enumerate(names, 1)
        }


def _xml(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(name))  # noqa: S314 - our own file


def _formats(styles: ElementTree.Element) -> list[tuple[str, bool]]:
    own = {each.get("numFmtId"): each.get("formatCode") or "" for each in styles.iter(f"{M}numFmt")}
    cells = styles.find(f"{M}cellXfs")
    assert cells is not None
    known = {"0": "General", "3": "#,##0", "10": "0.00%", "49": "@"}
    return [
        (own.get(each.get("numFmtId"), known.get(each.get("numFmtId") or "", "")), each.get("quotePrefix") == "1")
        for each in cells
    ]


def _sheet(book: zipfile.ZipFile, name: str, strings: list[str], formats: list[tuple[str, bool]]) -> Sheet:
    root = _xml(book, name)
    cells = {}
    for cell in root.iter(f"{M}c"):
        value, formula = cell.find(f"{M}v"), cell.find(f"{M}f")
        shown, quoted = formats[int(cell.get("s") or 0)]
        raw = None if value is None else value.text
        read = None if raw is None else strings[int(raw)] if cell.get("t") == "s" else float(raw)
        cells[cell.get("r") or ""] = Found(read, shown, None if formula is None else formula.text, quoted)
    return Sheet(cells, book.read(name).decode())
