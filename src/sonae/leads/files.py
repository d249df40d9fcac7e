"""A table as a file of the desk: in the code that was chosen, or told which letters that code lacks."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django.http import HttpResponse

from sonae_paper.sheets.cells import Table
from sonae_paper.sheets.plain import SHIFT_JIS, csv_text, encoded, lacking_letters

MOST_SHOWN = 40
"""Letters that are named; beyond it 「ほか」."""


def lacking(table: Table, code: str) -> list[str]:
    """Letters of the table that the code does not have, in order."""
    return sorted(lacking_letters(csv_text(table), code))


def shown(letters: Iterable[str]) -> str:
    """「𠮷、髙」: at most so many, each seen as itself."""
    every = list(letters)
    named = "、".join(letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in every[:MOST_SHOWN])
    return f"{named} ほか" if len(every) > MOST_SHOWN else named


def csv_response(table: Table, code: str, name: str) -> HttpResponse:
    """The table to be saved under a name."""
    charset = "shift_jis" if code == SHIFT_JIS else "utf-8"
    response = HttpResponse(encoded(csv_text(table), code), content_type=f"text/csv; charset={charset}")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    return response
