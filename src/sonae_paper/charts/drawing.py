"""Marks and words of an SVG: escaped, measured, wrapped, so that nothing runs out of its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from math import floor, log10
from xml.sax.saxutils import escape, quoteattr

from sonae_paper.charts.look import INK, LINE
from sonae_paper.text.names import one_line

_NARROW = frozenset(".,:;'!|il()[] ")
_BROAD = frozenset("mwMWQO@%&+−－—…〜")


def number(value: float) -> str:
    """A length for an attribute, to a tenth of a pixel: 「12」, 「12.5」."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def tag(name: str, content: str = "", /, **attributes: float | str) -> str:
    """An element; ``stroke_width`` becomes ``stroke-width``. The content must be escaped already (``words``)."""
    parts = []
    for key, value in attributes.items():
        text = value if isinstance(value, str) else number(value)
        parts.append(f" {key.replace('_', '-')}={quoteattr(text)}")
    return f"<{name}{''.join(parts)}>{content}</{name}>" if content else f"<{name}{''.join(parts)}/>"


def words(text: str) -> str:
    """Text of people as content of an element: one line, no markup."""
    return escape(one_line(text))


def label(x: float, y: float, text: str, *, size: float = 13, anchor: str = "start", **attributes: float | str) -> str:
    """Words whose line stands on y; ``anchor`` start, middle or end."""
    if anchor != "start":
        attributes["text_anchor"] = anchor
    return tag("text", words(text), x=x, y=y, font_size=size, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = LINE, **attributes: float | str) -> str:
    """A straight line."""
    return tag("path", d=f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", stroke=stroke, **attributes)


def polyline(points: Iterable[tuple[float, float]], *, stroke: str = INK, **attributes: float | str) -> str:
    """A line through points, not filled."""
    d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return tag("path", d=d, fill="none", stroke=stroke, stroke_linejoin="round", **attributes)


def text_width(text: str, size: float) -> float:
    """Pixels that the text needs at most, in the fonts we ask for; a little more than BIZ UDPGothic takes."""
    return size * sum(_em(char) for char in text)


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.42
    if char in _BROAD or ord(char) > 0xFFFF:
        return 1.0 if ord(char) <= 0xFFFF else 1.4
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    return 0.78 if ord(char) < 0x250 else 1.0


def fitted(text: str, space: float, size: float) -> str:
    """The text, or as much of it as the space takes, with an ellipsis."""
    text = one_line(text)
    if text_width(text, size) <= space:
        return text
    while text and text_width(text + "…", size) > space:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, space: float, size: float, most: int = 2) -> list[str]:
    """The text in lines that fit; what does not fit into so many lines ends in an ellipsis.

    A last line of one or two characters is avoided by breaking earlier.
    """
    lines = _filled(text, space, size, most)
    if len(lines) > 1 and len(lines[-1]) <= 2:
        earlier = _filled(text, space * 0.8, size, most)
        return lines if earlier[-1].endswith("…") else earlier
    return lines


def _filled(text: str, space: float, size: float, most: int) -> list[str]:
    lines: list[str] = []
    rest = one_line(text)
    while rest and len(lines) < most - 1 and text_width(rest, size) > space:
        count = _prefix(rest, space, size)
        lines.append(rest[:count].rstrip())
        rest = rest[count:].lstrip()
    return [*lines, fitted(rest, space, size)] if rest or not lines else lines


_NOT_FIRST = frozenset("、。，．・」』）〕】〜ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%,.)")
_NOT_LAST = frozenset("「『（〔【(")
_NUMBER = frozenset("0123456789,.万億兆円社件人年月日%約")


def _prefix(text: str, space: float, size: float) -> int:
    """How many characters stand on the first line: as many as fit, never cutting an amount or starting with a mark."""
    count, used = 0, 0.0
    while count < len(text) and used + _em(text[count]) * size <= space:
        used += _em(text[count]) * size
        count += 1
    best = max(count, 1)
    bracket = text.rfind("（", best // 2, best)
    if bracket > 0 and "）" not in text[bracket:best]:
        return bracket
    places = (at for at in range(best, max(best - 9, 0), -1) if at == len(text) or _may_break(text[at - 1], text[at]))
    return next(places, best)


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    latin = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    katakana = "ァ" <= before <= "ー" and "ァ" <= after <= "ー"
    return not latin and not katakana and not (before in _NUMBER and after in _NUMBER)


def paragraph(x: float, y: float, text: str, space: float, *, size: float = 13, most: int = 4) -> tuple[str, float]:
    """Words over several lines from the base line y, and the base line for what follows."""
    lines = wrapped(text, space, size, most)
    drawn = [label(x, y + index * size * 1.5, each, size=size) for index, each in enumerate(lines)]
    return "".join(drawn), y + len(lines) * size * 1.5


def nice_ticks(top: float, count: int = 4) -> list[float]:
    """Round numbers from 0 to at least ``top`` (> 0): steps of 1, 2 or 5 times a power of ten."""
    step = _nice_step(top / count)
    ticks = [0.0]
    while ticks[-1] < top * (1 - 1e-9):
        ticks.append(len(ticks) * step)
    return ticks


def _nice_step(least: float) -> float:
    power: float = 10.0 ** floor(log10(least))
    return next(each * power for each in (1, 2, 5, 10) if each * power >= least * (1 - 1e-9))


def without_collisions(places: list[tuple[float, float]]) -> list[int]:
    """Of labels that want (start, end) on one line, in order: the ones to keep so that none touches the one before."""
    kept: list[int] = []
    for index, (start, _) in enumerate(places):
        if not kept or start >= places[kept[-1]][1] + 6:
            kept.append(index)
    return kept
