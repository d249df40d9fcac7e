"""Two small charts for paper and screen, in black and grey: rows on an axis, and pairs of bars."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, RIGHT, TOP, ROW = 760, 300, 80, 34, 26
BLACK, GREY, LIGHT = "#111", "#666", "#ddd"
Scale = Callable[[float], float]


@dataclass(frozen=True)
class Mark:
    """One row: a published figure (hollow) or one of the model (filled), with its range where it has one."""

    label: str
    published: bool
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Axis:
    """From ``low`` to ``high``; ``write`` for figures, ``tick`` for ``ticks``; ``logarithmic`` for sizes."""

    low: float
    high: float
    ticks: Sequence[float]
    write: Callable[[float], str]
    tick: Callable[[float], str]
    logarithmic: bool = False

    def scale(self) -> Scale:
        """From a value to pixels."""
        turn: Callable[[float], float] = math.log if self.logarithmic else float
        start, length = turn(self.low), turn(self.high) - turn(self.low)

        def place(value: float) -> float:
            share = (turn(min(max(value, self.low), self.high)) - start) / length
            return LEFT + share * (WIDTH - LEFT - RIGHT)

        return place


def rows(title: str, description: str, marks: Sequence[Mark], axis: Axis, band: tuple[float, float] | None) -> str:
    """Each mark on a line of its own over one axis; ``band`` is the range that is asked for."""
    x, height = axis.scale(), TOP + ROW * len(marks) + 44
    bottom = TOP + ROW * len(marks)
    parts = []
    if band is not None:
        left, right = x(band[0]), x(band[1])
        parts.append(
            f'<rect x="{left:.1f}" y="{TOP}" width="{right - left:.1f}" height="{bottom - TOP}" fill="{LIGHT}"/>'
        )
        parts.append(_text((left + right) / 2, TOP - 8, "range asked", "middle", GREY))
    for tick in axis.ticks:
        parts.append(_line(x(tick), bottom, x(tick), bottom + 5, GREY, 1))
        parts.append(_text(x(tick), bottom + 18, axis.tick(tick), "middle", GREY))
    parts.append(_line(LEFT, bottom, WIDTH - RIGHT, bottom, GREY, 1))
    for index, mark in enumerate(marks):
        parts += _mark(mark, x, TOP + ROW * index + ROW / 2, axis.write)
    parts.append(_text(LEFT, bottom + 36, _legend(marks), "start", GREY))
    return _picture(title, description, height, parts)


def bars(title: str, description: str, bins: Sequence[tuple[str, Mark, float]]) -> str:
    """Pairs of bars of shares: published (hollow, with its interval) above the model's (filled)."""
    top = max(max(mark.high or mark.value, share) for _, mark, share in bins)
    axis = Axis(0.0, math.ceil(top * 10) / 10, [n / 10 for n in range(math.ceil(top * 10) + 1)], percent, percent)
    x, step = axis.scale(), ROW * 1.6
    bottom = TOP + step * len(bins)
    parts = []
    for tick in axis.ticks:
        parts.append(_line(x(tick), TOP, x(tick), bottom, LIGHT, 1))
        parts.append(_text(x(tick), bottom + 18, percent(tick), "middle", GREY))
    for index, (label, mark, share) in enumerate(bins):
        y = TOP + step * index + 5
        parts.append(_text(LEFT - 10, y + step / 2, label, "end", BLACK))
        parts.append(_bar(x(0), y, x(mark.value), "none"))
        parts.append(_bar(x(0), y + 15, x(share), BLACK))
        if mark.low is not None and mark.high is not None:
            parts.append(_line(x(mark.low), y + 6.5, x(mark.high), y + 6.5, BLACK, 1))
    parts.append(_text(LEFT, bottom + 38, "□ published, thin line: its 95 % interval · ■ model", "start", GREY))
    return _picture(title, description, round(bottom + 48), parts)


def percent(share: float) -> str:
    """A share as whole per cent."""
    return f"{share * 100:.0f} %"


def millions(yen: float) -> str:
    """Yen in millions, three digits at most."""
    value = yen / 1e6
    return f"{value:.2f} M" if value < 2 else f"{value:.1f} M" if value < 20 else f"{value:.0f} M"


def tick_millions(yen: float) -> str:
    """A round number of yen on an axis."""
    return f"{yen / 1e6:g} M"


def _legend(marks: Sequence[Mark]) -> str:
    words = ["◇ published"] if any(mark.published for mark in marks) else []
    words += ["● model"] if any(not mark.published for mark in marks) else []
    words += ["line: range"] if any(mark.low is not None for mark in marks) else []
    return " · ".join(words)


def _mark(mark: Mark, x: Scale, y: float, write: Callable[[float], str]) -> list[str]:
    parts = [_text(LEFT - 10, y + 4, mark.label, "end", BLACK)]
    end = x(mark.value)
    if mark.low is not None and mark.high is not None:
        parts.append(_line(x(mark.low), y, x(mark.high), y, BLACK, 1 if mark.published else 3))
        end = max(end, x(mark.high))
    place = x(mark.value)
    if mark.published:
        points = f"{place - 6:.1f},{y} {place:.1f},{y - 6} {place + 6:.1f},{y} {place:.1f},{y + 6}"
        parts.append(f'<polygon points="{points}" fill="#fff" stroke="{BLACK}" stroke-width="1.5"/>')
    else:
        parts.append(f'<circle cx="{place:.1f}" cy="{y}" r="5" fill="{BLACK}"/>')
    parts.append(_text(end + 10, y + 4, write(mark.value), "start", BLACK))
    return parts


def _bar(start: float, y: float, end: float, fill: str) -> str:
    width = max(end - start, 0.5)
    return f'<rect x="{start:.1f}" y="{y:.1f}" width="{width:.1f}" height="13" fill="{fill}" stroke="{BLACK}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"/>'


def _text(x: float, y: float, text: str, anchor: str, colour: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'


def _picture(title: str, description: str, height: float, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-labelledby="title desc" font-family="sans-serif" font-size="12">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(description)}</desc>\n'
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="#fff"/>\n'
    )
    return head + "\n".join(parts) + "\n</svg>\n"
