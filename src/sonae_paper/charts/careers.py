"""Careers side by side: one thread a person over the same years, with a knot wherever something new began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sonae_paper.charts.chart import Caption, Chart, framed
from sonae_paper.charts.drawing import fitted, label, line, tag, text_width, without_collisions
from sonae_paper.charts.look import INK_2, INSURED, LINE, PAPER

_SIZE, _SMALL = 13.0, 12.0
_TOP = 26.0
_NAME, _LANE, _GAP = 24.0, 19.0, 22.0
_YEAR = 70.0
_STITCH = "7 5"


@dataclass(frozen=True)
class Knot:
    """Something that began; ``place`` in years: 2009.25 is April 2009. ``when``: its stretch in words."""

    place: float
    when: str
    what: str


@dataclass(frozen=True)
class Life:
    """A person and what they did, in order."""

    name: str
    knots: tuple[Knot, ...]


def lives(people: Sequence[Life], today: date, *, prefix: str, width: int = 800) -> Chart:
    """A thread a person, from the first knot to today. Raises ValueError where nobody did anything."""
    shown = [each for each in people if each.knots]
    if not shown:
        raise ValueError("nobody's career is known")
    scale = _Scale(min(each.knots[0].place for each in shown) // 1, today.year + 1, width)
    body, y = [], _TOP + 10
    for each in shown:
        drawn, y = _thread(each, scale, y, today)
        body += drawn
    return framed(_caption(shown), [*_axis(scale, y), *body], prefix=prefix, width=width, height=y)


def _caption(people: Sequence[Life]) -> Caption:
    told = [f"{each.name}は{each.knots[0].when}から{len(each.knots)}つの仕事。" for each in people]
    rows = tuple((each.name, knot.when, knot.what) for each in people for knot in each.knots)
    return Caption("経歴", "".join(told), ("名前", "いつ", "したこと"), rows)


@dataclass(frozen=True)
class _Scale:
    first: float
    last: float
    width: float

    def x(self, place: float) -> float:
        return 8 + (self.width - 16) * (place - self.first) / (self.last - self.first)


def _axis(scale: _Scale, bottom: float) -> list[str]:
    room = (scale.width - 16) / (scale.last - scale.first)
    step = next((years for years in (1, 2, 5, 10) if years * room >= _YEAR), 20)
    years = [year for year in range(int(scale.first), int(scale.last) + 1) if year % step == 0]
    wide = text_width("2026年", _SMALL)
    lefts = [min(max(scale.x(year) - wide / 2, 0), scale.width - wide) for year in years]
    lines = [line(scale.x(year), _TOP - 6, scale.x(year), bottom, stroke=LINE) for year in years]
    kept = without_collisions([(left, left + wide) for left in lefts])
    return [*lines, *(label(lefts[at], 14, f"{years[at]}年", size=_SMALL, fill=INK_2) for at in kept)]


def _thread(one: Life, scale: _Scale, y: float, today: date) -> tuple[list[str], float]:
    """The thread from the line y on, its knots and their words in as many lanes as they need; where it ends."""
    along = y + _NAME
    start, now = scale.x(one.knots[0].place), scale.x(today.year + (today.month - 1) / 12)
    sewn = tag(
        "path",
        d=f"M{start:.1f} {along:.1f}H{now:.1f}",
        stroke=INSURED,
        stroke_width=3,
        stroke_dasharray=_STITCH,
        fill="none",
    )
    name = fitted(one.name, scale.width, _SIZE)
    drawn = [label(max(0.0, min(start, scale.width - text_width(name, _SIZE))), y + 8, name, size=_SIZE), sewn]
    ends: list[float] = []
    words = []
    for knot in one.knots:
        x, text = scale.x(knot.place), fitted(f"{knot.when} {knot.what}", scale.width - 8, _SIZE)
        left = max(min(x - 6, scale.width - text_width(text, _SIZE)), 0.0)
        lane = next((at for at, end in enumerate(ends) if left >= end + 14), len(ends))
        ends[lane : lane + 1] = [left + text_width(text, _SIZE)]
        under = along + 26 + lane * _LANE
        drawn.append(line(x, along, x, under - 11, stroke=INSURED, stroke_width=1))
        drawn.append(tag("circle", cx=x, cy=along, r=6, fill=PAPER, stroke=INSURED, stroke_width=2.5))
        words.append(_words(left, under, text))
    return [*drawn, *words], along + 26 + (len(ends) - 1) * _LANE + _GAP


def _words(left: float, y: float, text: str) -> str:
    """On paper of their own, so that no line runs through them."""
    ground = tag("rect", x=left - 2, y=y - 12, width=text_width(text, _SIZE) + 4, height=16, fill=PAPER)
    return ground + label(left, y, text, size=_SIZE)
