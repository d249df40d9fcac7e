"""How far the cost of a serious event is open while a sheet is answered, on a logarithmic scale of yen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sonae_paper.charts.chart import Caption, Chart, framed
from sonae_paper.charts.drawing import fitted, label, line, tag, text_width, without_collisions
from sonae_paper.charts.look import INK_2, INSURED, LINE, LINE_STRONG, QUIET
from sonae_paper.text.numbers import rounded, spoken_yen, yen_range

_SIZE = 13.0
_SMALL = 12.0
_ROW = 40.0
_TOP = 30.0
_THICK = 12.0
_LEAST = 3.0
"""A bar is at least so wide, in pixels, so that an amount that is settled can be seen."""


@dataclass(frozen=True)
class Stand:
    """What was known by then, and in yen: between which amounts the middle lies, and between which most events."""

    title: str
    median: tuple[float, float]
    event: tuple[float, float]


def prospects(stands: Sequence[Stand], *, title: str, prefix: str, width: int = 232) -> Chart:
    """A row a stand, the last one of today: a bar for the middle, a thin line for most events, on one scale.

    Raises ValueError without a stand, or for amounts that are not above 0 or not in order.
    """
    if not stands or any(not 0 < low <= high for each in stands for low, high in (each.median, each.event)):
        raise ValueError("at least one stand, each with amounts above 0 in order")
    caption = Caption(
        title=title,
        description=_description(stands[-1]),
        head=("答え", "まん中の額", "多くの事故"),
        rows=tuple((each.title, yen_range(*each.median), yen_range(*each.event)) for each in stands),
    )
    scale = _Scale.over(stands, width)
    body = [*_key(width), *_axis(scale, _TOP + _ROW * len(stands))]
    for index, stand in enumerate(stands):
        now = index + 1 == len(stands)
        body += _row(stand, scale, _TOP + _ROW * index, INSURED if now else QUIET)
    return framed(caption, body, prefix=prefix, width=width, height=_TOP + _ROW * len(stands) + 22)


def _description(now: Stand) -> str:
    middle, most = yen_range(*now.median), yen_range(*now.event)
    return f"いまの答えでは、大きな事故1回にかかる額のまん中は{middle}、多くの事故は{most}の間です。"


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    width: float

    @staticmethod
    def over(stands: Sequence[Stand], width: float) -> _Scale:
        """From the least to the greatest amount, and from one tenfold at least."""
        amounts = [amount for each in stands for amount in (*each.median, *each.event)]
        low, high = min(amounts), max(amounts)
        return _Scale(10 ** math.floor(math.log10(low) + 1e-9), max(high, low * 10), width)

    def x(self, yen: float) -> float:
        return 0.5 + (self.width - 1) * math.log(yen / self.low) / math.log(self.high / self.low)

    @property
    def ticks(self) -> list[float]:
        """Powers of ten."""
        count = math.floor(math.log10(self.high / self.low) + 1e-9)
        return [self.low * 10.0**power for power in range(count + 1)]


def _key(width: float) -> list[str]:
    middle, most = "まん中の額", "多くの事故"
    start = 18 + text_width(middle, _SMALL) + 10
    return [
        tag("rect", x=0, y=3, width=12, height=_THICK, fill=INSURED),
        label(18, 14, middle, size=_SMALL),
        *_whisker(start, start + 16, 9),
        label(start + 22, 14, fitted(most, width - start - 22, _SMALL), size=_SMALL),
    ]


def _axis(scale: _Scale, bottom: float) -> list[str]:
    drawn, words = [], [spoken_yen(rounded(tick)) for tick in scale.ticks]
    places = []
    for tick, text in zip(scale.ticks, words, strict=True):
        x, wide = scale.x(tick), text_width(text, _SMALL)
        top = _TOP if x > 1 else bottom - 4  # not through the words at the left edge
        drawn.append(line(x, top, x, bottom + 2, stroke=LINE))
        left = min(max(x - wide / 2, 0.0), scale.width - wide)
        places.append((left, left + wide))
    shown = (label(places[at][0], bottom + 16, words[at], size=_SMALL, fill=INK_2) for at in without_collisions(places))
    return [*drawn, *shown]


def _row(stand: Stand, scale: _Scale, y: float, fill: str) -> list[str]:
    middle = y + 28
    left, right = (scale.x(amount) for amount in stand.median)
    wide = max(right - left, _LEAST)
    bar = tag(
        "rect",
        x=f"{(left + right - wide) / 2:.2f}",
        y=middle - _THICK / 2,
        width=f"{wide:.2f}",
        height=_THICK,
        fill=fill,
    )
    ends = [scale.x(amount) for amount in stand.event]
    title = label(0, y + 14, fitted(stand.title, scale.width, _SIZE), size=_SIZE)
    return [title, *_whisker(ends[0], ends[1], middle), bar]


def _whisker(left: float, right: float, y: float) -> list[str]:
    path = f"M{left:.2f} {y - 4:.1f}v8M{left:.2f} {y:.1f}H{right:.2f}M{right:.2f} {y - 4:.1f}v8"
    return [tag("path", d=path, stroke=LINE_STRONG, stroke_width=1.2, fill="none")]
