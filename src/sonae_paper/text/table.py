"""Tables in a terminal: Japanese characters are two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns that a terminal needs."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """The text, filled with spaces."""
    space = " " * max(columns - width(text), 0)
    return space + text if right else text + space


def shortened(text: str, columns: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if width(text) <= columns:
        return text
    while width(text) > columns - 2:
        text = text[:-1]
    return text.rstrip() + "…"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """First column to the left, the others to the right, two spaces between them."""
    columns = [max(width(row[index]) for row in (head, *rows)) for index in range(len(head))]
    return "\n".join(
        "  " + "  ".join(padded(cell, columns[index], right=index > 0) for index, cell in enumerate(row)).rstrip()
        for row in (head, *rows)
    )
