"""Addresses by postcode, from a table that ships with the facts; nobody else is asked.

The table is made from the public list of the post office (``utf_ken_all.csv``), by hand and not at every build:

    python -m sonae.leads.postcodes utf_ken_all.csv 2026-10-30 > src/sonae_knowledge/postcodes/table.txt.gz

A line is a postcode and an address. Where several places share a postcode it holds what they have in common; notes in
brackets, and words for 「everything else」, are left out, because they are no part of an address.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from sonae_core.values.folding import digits_of

LENGTH = 7
_TABLE = files("sonae_knowledge") / "postcodes" / "table.txt.gz"
_NOTE = re.compile(r"（.*|、.*|[〜～].*|第?[0-9０-９]+地割.*")
_NO_PLACE = ("以下に掲載がない場合", "の次に番地がくる場合", "一円")
_PARTS = slice(6, 9)
"""Prefecture, city and place in a line of the list; the postcode stands before them."""
_CODE = 2


def address_for(code: str) -> str:
    """The beginning of an address; empty where the postcode is none, or no place has it."""
    digits = digits_of(unicodedata.normalize("NFKC", code[:20]))
    if len(digits) != LENGTH:
        return ""
    table = _table()
    start = table.find(f"\n{digits}".encode())
    if start < 0:
        return ""
    start += 1 + LENGTH
    city, _, place = table[start : table.index(b"\n", start)].decode().partition("\t")
    return _cities()[int(city, 36)] + place


@lru_cache(maxsize=1)
def _table() -> bytes:
    return gzip.decompress(_TABLE.read_bytes())


@lru_cache(maxsize=1)
def _cities() -> list[str]:
    head, _, _ = _table().partition(b"\n\n")
    return [line for line in head.decode().split("\n") if not line.startswith("#")]


# --- how the table is made ------------------------------------------------------------------------------------------


def written(rows: Iterable[tuple[str, str, str, str]], as_of: str, source: str) -> bytes:
    """The table of rows (postcode, prefecture, city, place): head, cities, postcodes in order."""
    places: dict[str, list[tuple[str, str]]] = {}
    for code, prefecture, city, place in rows:
        places.setdefault(code, []).append((prefecture + city, _plain(place)))
    shared = {code: _shared(several) for code, several in places.items()}
    found = {code: place for code, place in shared.items() if place[0]}
    cities = sorted({city for city, _ in found.values()})
    number = {city: _base36(index) for index, city in enumerate(cities)}
    lines = [f"{code}{number[city]}\t{place}" for code, (city, place) in sorted(found.items())]
    head = [f"# {source}", f"# as_of: {as_of}", *cities]
    text = "\n".join([*head, "", *lines, ""])
    return gzip.compress(text.encode(), 9, mtime=0)


def _plain(place: str) -> str:
    return "" if any(word in place for word in _NO_PLACE) else _NOTE.sub("", place)


def _shared(several: list[tuple[str, str]]) -> tuple[str, str]:
    """City and place that all of them have; of places in several cities the beginning of the cities' names."""
    cities, places = {city for city, _ in several}, {place for _, place in several}
    if len(cities) > 1:
        return _beginning(sorted(cities)), ""
    return several[0][0], places.pop() if len(places) == 1 else ""


def _beginning(names: list[str]) -> str:
    """What they begin with, up to a prefecture or a county."""
    same = len(names[0])
    while any(name[:same] != names[0][:same] for name in names):
        same -= 1
    found = re.match(r".*[都道府県郡市]", names[0][:same])
    return found[0] if found else ""


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = digits[number % 36]
    while number := number // 36:
        text = digits[number % 36] + text
    return text


def _rows(path: Path) -> Iterator[tuple[str, str, str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            prefecture, city, place = row[_PARTS]
            yield row[_CODE], prefecture, city, place


if __name__ == "__main__":
    sys.stdout.buffer.write(
        written(_rows(Path(sys.argv[1])), sys.argv[2], "日本郵便 郵便番号データ（utf_ken_all.csv）")
    )
