"""The costs of one event in a row, part after part, on a scale that several events can share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sonae_paper.charts.chart import Caption, Chart, framed
from sonae_paper.charts.drawing import label, line, nice_ticks, tag, text_width
from sonae_paper.charts.look import INK, INK_2, INSURED, LINE_STRONG, NARROW, PAPER, PAST, TRACK
from sonae_paper.text.numbers import about_yen, spoken_yen, yen_range

_SIZE = 13.0
_SMALL = 12.0
_HIGH = 30.0
_TONES = ((INSURED, PAPER), (TRACK, INK), (PAST, INK))
"""Surfaces and the letters on them, in turn: a part differs from its neighbours, and each has its number."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Part:
    """One cost in yen: the value to draw, and between which bounds it was told."""

    title: str
    yen: float
    low: float
    high: float

    @property
    def said(self) -> str:
        """「約2,500万円」, or the range that was told."""
        return about_yen(self.yen, 3) if self.high <= self.low else yen_range(self.low, self.high, 3)


def letter(at: int) -> str:
    """By which a part of a row is named in the drawing and in the table: A, B, C …"""
    return _LETTERS[at % len(_LETTERS)]


def stacked(parts: Sequence[Part], *, most: float, title: str, prefix: str, width: int = 640) -> Chart:
    """The parts in their order, each with its letter; ``most`` yen is where the scale ends, at least their sum."""
    whole = sum(part.yen for part in parts)
    rows = tuple((letter(at), part.title, part.said) for at, part in enumerate(parts))
    caption = Caption(title, _description(parts, whole), ("記号", "費目", "金額"), rows)
    ticks = nice_ticks(max(most, whole, 1.0), 2 if width < NARROW else 4)
    right = width - text_width(spoken_yen(round(ticks[-1])), _SMALL) / 2
    body = [*_axis(ticks, right, width), *_parts(parts, right / ticks[-1])]
    return framed(caption, body, prefix=prefix, width=width, height=_HIGH + 30)


def _description(parts: Sequence[Part], whole: float) -> str:
    if not whole:
        return "金額は公表されていません。"
    largest = max(parts, key=lambda part: part.yen)
    if len(parts) == 1:
        return f"{largest.title}が{largest.said}です。"
    return f"合わせて{about_yen(whole)}。いちばん大きいのは{largest.title}の{largest.said}です。"


def _axis(ticks: Sequence[float], right: float, width: int) -> list[str]:
    drawn = []
    for tick in ticks:
        x = right * tick / ticks[-1]
        text = spoken_yen(round(tick)) if tick else "0"
        drawn.append(line(x, 0, x, _HIGH + 6))
        half = text_width(text, _SMALL) / 2
        drawn.append(label(min(max(x, half), width - half), _HIGH + 22, text, size=_SMALL, anchor="middle", fill=INK_2))
    return [*drawn, line(0, _HIGH, right, _HIGH, stroke=LINE_STRONG)]


def _parts(parts: Sequence[Part], scale: float) -> list[str]:
    drawn, x = [], 0.0
    for at, part in enumerate(parts):
        wide, (fill, ink) = part.yen * scale, _TONES[at % len(_TONES)]
        if not wide:
            continue
        drawn.append(tag("rect", x=f"{x:.2f}", y=4, width=f"{wide:.2f}", height=_HIGH - 4, fill=fill, stroke=PAPER))
        name = letter(at)
        if wide >= text_width(name, _SIZE) + 6:
            drawn.append(
                label(x + wide / 2, _HIGH / 2 + 7, name, size=_SIZE, anchor="middle", fill=ink, font_weight="bold")
            )
        x += wide
    return drawn
