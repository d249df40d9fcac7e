"""How far a company has come in each of several fields, around a circle; what nobody knows is a gap, not a zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from sonae_paper.charts.chart import Caption, Chart, framed
from sonae_paper.charts.drawing import label, line, number, tag, text_width, wrapped
from sonae_paper.charts.look import INK_2, INSURED, LINE, LINE_STRONG, NARROW, PAPER, TRACK
from sonae_paper.text.labels import UNKNOWN
from sonae_paper.text.numbers import percent

_SIZE = 13.0


@dataclass(frozen=True)
class Axis:
    """One field and its score from 0 to the most there is; None where it is not known."""

    title: str
    score: float | None


@dataclass(frozen=True)
class _Wheel:
    x: float
    y: float
    radius: float
    count: int

    def at(self, index: int, share: float) -> tuple[float, float]:
        angle = 2 * pi * index / self.count - pi / 2
        return self.x + self.radius * share * cos(angle), self.y + self.radius * share * sin(angle)


def radar(axes: Sequence[Axis], *, title: str, prefix: str, most: float = 1.0, width: int = 640) -> Chart:
    """Fields numbered around the circle, and a list that names each number with its score.

    ``most`` is the full score, at the rim; scores up to 1 are told in per cent. Fewer than three fields make no
    circle; then only the list is drawn.
    """
    rows = tuple((f"{index}", axis.title, _said(axis, most)) for index, axis in enumerate(axes, 1))
    caption = Caption(title, _description(axes, most), ("番号", "項目", "いま"), rows)
    narrow = width < NARROW
    across = min(width, 300) if narrow else 280
    wheel = _Wheel(width / 2 if narrow else across / 2, across / 2, across / 2 - 30, len(axes))
    body = _wheel(axes, wheel, most) if len(axes) >= 3 else []
    start = (0.0, across + 24.0) if narrow else (across + 16.0, 24.0)
    if len(axes) < 3:
        start = (0.0, 18.0)
    listed, bottom = _list(axes, start, width, most)
    height = max(bottom, across if body else 0)
    return framed(caption, [*body, *listed], prefix=prefix, width=width, height=height)


def _said(axis: Axis, most: float) -> str:
    if axis.score is None:
        return UNKNOWN
    return percent(axis.score) if most == 1 else f"{axis.score:.3g} / {most:.3g}"


def _description(axes: Sequence[Axis], most: float) -> str:
    known = [axis for axis in axes if axis.score is not None]
    unknown = len(axes) - len(known)
    gap = f"{unknown}項目はわからないので、線を切っています。" if unknown else ""
    if not known:
        return f"{len(axes)}項目のすべてがわかりません。" if axes else "項目がありません。"
    weakest = min(known, key=lambda axis: axis.score or 0)
    if all(axis.score == known[0].score for axis in known):
        return f"わかっている{len(known)}項目は、どれも{_said(known[0], most)}です。{gap}"
    return (
        f"わかっている{len(known)}項目のうち、いちばん低いのは「{weakest.title}」（{_said(weakest, most)}）です。{gap}"
    )


def _wheel(axes: Sequence[Axis], wheel: _Wheel, most: float) -> list[str]:
    rings = []
    for share in (0.25, 0.5, 0.75, 1.0):
        corners = [wheel.at(index, share) for index in range(wheel.count)]
        d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "z"
        rings.append(tag("path", d=d, fill="none", stroke=LINE_STRONG if share == 1.0 else LINE))
    shares = [None if axis.score is None else min(max(axis.score / most, 0.0), 1.0) for axis in axes]
    return [*_sectors(shares, wheel), *rings, *_spokes(shares, wheel), *_edges(shares, wheel), *_knots(shares, wheel)]


def _pairs(shares: Sequence[float | None], wheel: _Wheel) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Neighbours that are both known."""
    found = []
    for index, share in enumerate(shares):
        after = (index + 1) % wheel.count
        other = shares[after]
        if share is not None and other is not None:
            found.append((wheel.at(index, share), wheel.at(after, other)))
    return found


def _sectors(shares: Sequence[float | None], wheel: _Wheel) -> list[str]:
    return [
        tag("path", d=f"M{number(wheel.x)} {number(wheel.y)}L{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}z", fill=TRACK)
        for a, b in _pairs(shares, wheel)
    ]


def _edges(shares: Sequence[float | None], wheel: _Wheel) -> list[str]:
    return [line(*a, *b, stroke=INSURED, stroke_width=2.5) for a, b in _pairs(shares, wheel)]


def _spokes(shares: Sequence[float | None], wheel: _Wheel) -> list[str]:
    drawn = []
    for index, share in enumerate(shares):
        dashes = "2 4" if share is None else "none"
        drawn.append(line(wheel.x, wheel.y, *wheel.at(index, 1), stroke=LINE_STRONG, stroke_dasharray=dashes))
    return drawn


def _knots(shares: Sequence[float | None], wheel: _Wheel) -> list[str]:
    """A filled knot where the score is known; a question mark at the rim where it is not; numbers outside."""
    drawn = []
    for index, share in enumerate(shares):
        x, y = wheel.at(index, 1 + 17 / wheel.radius)
        drawn.append(label(x, y + 4.5, f"{index + 1}", size=_SIZE, anchor="middle", font_weight="bold"))
        if share is None:
            x, y = wheel.at(index, 0.86)
            drawn.append(tag("circle", cx=x, cy=y, r=8.5, fill=PAPER, stroke=LINE_STRONG, stroke_dasharray="2 2"))
            drawn.append(label(x, y + 4.5, "?", size=12, anchor="middle", fill=INK_2))
        else:
            x, y = wheel.at(index, share)
            drawn.append(tag("circle", cx=x, cy=y, r=4.5, fill=INSURED, stroke=PAPER, stroke_width=1.5))
    return drawn


def _list(axes: Sequence[Axis], start: tuple[float, float], width: int, most: float) -> tuple[list[str], float]:
    x, y = start
    says = [_said(axis, most) for axis in axes]
    column = max((text_width(said, _SIZE) for said in says), default=0.0)
    drawn = []
    for index, (axis, said) in enumerate(zip(axes, says, strict=True), 1):
        lines = wrapped(axis.title, width - x - 28 - column - 10, _SIZE)
        drawn.append(label(x + 20, y, f"{index}", size=_SIZE, anchor="end", font_weight="bold"))
        drawn += [label(x + 28, y + 18 * at, text, size=_SIZE) for at, text in enumerate(lines)]
        known = {"fill": INK_2} if axis.score is None else {"font_weight": "bold"}
        drawn.append(label(width, y, said, size=_SIZE, anchor="end", **known))
        y += 18 * len(lines) + 8
    return drawn, y - 8
