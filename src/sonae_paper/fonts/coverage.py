"""Which characters the fonts of the papers can draw, read from the fonts themselves."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
FALLBACK = "SonaeFallback-Regular.otf"
MAIN = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")


@cache
def drawable() -> frozenset[int]:
    """Code points that every weight can draw, with the fallback's."""
    return (characters_of(MAIN[0]) & characters_of(MAIN[1])) | characters_of(FALLBACK)


@cache
def characters_of(name: str) -> frozenset[int]:
    """Code points in the cmap of a font of this folder (OpenType cmap, formats 4 and 12)."""
    with (FOLDER / name).open("rb") as file:
        tables = struct.unpack(">4xH6x", file.read(12))[0]
        entries = [struct.unpack(">4sLLL", file.read(16)) for _ in range(tables)]
        offset, length = next(entry[2:] for entry in entries if entry[0] == b"cmap")
        file.seek(offset)
        table = file.read(length)
    return _read(table, *_best(table))


def _best(table: bytes) -> tuple[int, int]:
    """Format and place of the fullest map of Unicode (platform 3: encoding 10 before 1)."""
    count = struct.unpack_from(">H", table, 2)[0]
    records = [struct.unpack_from(">HHL", table, 4 + 8 * index) for index in range(count)]
    at = max((encoding, place) for platform, encoding, place in records if platform == 3 and encoding in (1, 10))[1]
    return struct.unpack_from(">H", table, at)[0], at


def _read(table: bytes, kind: int, at: int) -> frozenset[int]:
    points: set[int] = set()
    if kind == 12:
        for index in range(struct.unpack_from(">L", table, at + 12)[0]):
            first, last, _ = struct.unpack_from(">LLL", table, at + 16 + 12 * index)
            points.update(range(first, last + 1))
        return frozenset(points)
    count = struct.unpack_from(">H", table, at + 6)[0] // 2
    ends, starts, shifts, places = (at + 14, at + 16 + 2 * count, at + 16 + 4 * count, at + 16 + 6 * count)
    for index in range(count):
        first, last, shift, place = (
            struct.unpack_from(">H", table, each + 2 * index)[0] for each in (starts, ends, shifts, places)
        )
        for point in range(first, min(last, 0xFFFE) + 1):
            if _glyph(table, places + 2 * index, place, point, first, shift):
                points.add(point)
    return frozenset(points)


def _glyph(table: bytes, at: int, place: int, point: int, first: int, shift: int) -> int:
    if place == 0:
        return (point + shift) & 0xFFFF
    found: int = struct.unpack_from(">H", table, at + place + 2 * (point - first))[0]
    return found and (found + shift) & 0xFFFF
