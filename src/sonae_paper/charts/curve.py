"""The loss curve: how many companies pay more than an amount in a year, without and with insurance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10

from sonae_paper.charts.chart import Caption, Chart, framed
from sonae_paper.charts.drawing import label, line, nice_ticks, number, polyline, tag, text_width, without_collisions
from sonae_paper.charts.look import INK, INK_2, INSURED, LINE_STRONG, NARROW, PAPER, RETAINED, RETAINED_INK, TRACK
from sonae_paper.text.numbers import exact_yen, out_of_companies, percent, short_count, spoken_yen

_SIZE = 13.0
_LEAST = 1e-4
"""The scale upwards never ends below one company in 10,000."""


@dataclass(frozen=True)
class Point:
    """A yearly amount in yen (> 0) and the chances to pay more than it, without and with insurance."""

    yen: float
    gross: float
    retained: float


@dataclass(frozen=True)
class _Curve:
    """The points to draw, and the chances to pay more than the reader's threshold."""

    points: Sequence[Point]
    mark: float | None
    bare: float | None
    own: float | None
    insured: bool

    @property
    def of(self) -> int:
        """Companies of 100; of 1,000 where a chance that is told, or all of the line, is below 1 %."""
        told = [chance for chance in (self.bare, self.own) if chance]
        most = max((point.gross for point in self.points), default=0.0)
        return 1000 if min([most, *told]) < 0.01 else 100


@dataclass(frozen=True)
class _Plot:
    """Where amounts and chances stand on the paper."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    most: float
    of: int

    def x(self, yen: float) -> float:
        share = log10(yen / self.low) / log10(self.high / self.low)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def y(self, chance: float) -> float:
        return self.bottom - (self.bottom - self.top) * min(max(chance / self.most, 0.0), 1.0)


def loss_curve(
    points: Sequence[Point],
    *,
    title: str,
    prefix: str,
    threshold: float | None = None,
    above: float | None = None,
    start: float = 0.0,
    width: int = 640,
) -> Chart:
    """Amounts on a scale of powers of ten, companies of 100 (of 1,000 below 1 %) upwards.

    ``start`` leaves out the smaller amounts, where it leaves five points or more: what matters lies above.
    ``threshold`` is what the company can pay from its own means, in yen; None or 0 draws none. Without insurance
    (both chances alike everywhere) there is one line. ``above``: the chance to pay more than the threshold as it was
    calculated, with the insurance there is; else it is read off the line.
    """
    curve = _curve(points, threshold or None, above, start)
    caption = Caption(title, _description(curve), *_table(curve.points))
    if len(curve.points) < 2 or max(point.gross for point in curve.points) <= 0:
        return framed(caption, [label(0, 20, "描けるだけの点がありません")], prefix=prefix, width=width, height=32)
    plot = _plot(curve, width)
    body = [_grid(plot), _lines(curve, plot), _key(curve), _mark(curve, plot, width)]
    return framed(caption, body, prefix=prefix, width=width, height=plot.bottom + 44)


def _curve(points: Sequence[Point], mark: float | None, above: float | None, start: float) -> _Curve:
    ordered = sorted((point for point in points if point.yen > 0), key=lambda point: point.yen)
    large = [point for point in ordered if point.yen >= start]
    shown = large if len(large) >= 5 else ordered
    insured = any(point.retained < point.gross for point in ordered)
    if mark is None:
        return _Curve(shown, None, None, None, insured)
    own = chance_above(ordered, mark, _retained) if above is None else above
    bare = chance_above(ordered, mark, _gross) if insured else own
    return _Curve(shown, mark, bare, own, insured)


def chance_above(points: Sequence[Point], yen: float, value: Callable[[Point], float]) -> float | None:
    """The chance to pay more than ``yen``, between two points on the curve as it is drawn; None outside of them."""
    for a, b in pairwise(points):
        if a.yen <= yen <= b.yen:
            share = 0.0 if b.yen == a.yen else log10(yen / a.yen) / log10(b.yen / a.yen)
            return value(a) + (value(b) - value(a)) * share
    return None


def _gross(point: Point) -> float:
    return point.gross


def _retained(point: Point) -> float:
    return point.retained


def _plot(curve: _Curve, width: int) -> _Plot:
    most = max(_LEAST, *(point.gross for point in curve.points))
    low, high = curve.points[0].yen, curve.points[-1].yen
    if curve.mark is not None:
        low, high = min(low, curve.mark), max(high, curve.mark)
    height, head = (240 if width < NARROW else 260), (92 if curve.insured else 70)
    return _Plot(
        left=62,
        right=width - 14,
        top=head,
        bottom=head + height,
        low=low,
        high=max(high, low * 1.01),
        most=nice_ticks(most * curve.of)[-1] / curve.of,
        of=curve.of,
    )


def _grid(plot: _Plot) -> str:
    drawn = [label(0, plot.top - 18, f"{plot.of:,}社のうち", size=12, fill=INK_2)]
    for tick in nice_ticks(plot.most * plot.of):
        y = plot.y(tick / plot.of)
        drawn.append(line(plot.left, y, plot.right, y, **({"stroke": LINE_STRONG} if tick == 0 else {})))
        drawn.append(label(plot.left - 8, y + 4.5, f"{tick:,.10g}社", size=12, anchor="end", fill=INK_2))
    drawn.append(_amounts(plot))
    drawn.append(label(plot.right, plot.bottom + 40, "1年間に自社から出るお金", size=12, anchor="end", fill=INK_2))
    return "".join(drawn)


def _amounts(plot: _Plot) -> str:
    powers = _round_amounts(plot)
    places = []
    for yen in powers:
        half = text_width(spoken_yen(round(yen)), 12) / 2
        centre = min(max(plot.x(yen), plot.left + half - 20), plot.right + 14 - half)
        places.append((centre - half, centre + half))
    drawn = [line(plot.x(yen), plot.bottom, plot.x(yen), plot.bottom + 5, stroke=LINE_STRONG) for yen in powers]
    for index in without_collisions(places):
        centre = sum(places[index]) / 2
        text = spoken_yen(round(powers[index]))
        drawn.append(label(centre, plot.bottom + 20, text, size=12, anchor="middle", fill=INK_2))
    return "".join(drawn)


def _round_amounts(plot: _Plot) -> list[float]:
    """Powers of ten within the plot, and three times them where there are few."""
    powers = [10.0**power for power in range(17)]
    inside = [yen for yen in powers if plot.low <= yen <= plot.high]
    if len(inside) > 2:
        return inside
    return [yen for each in powers for yen in (each, 3 * each) if plot.low <= yen <= plot.high]


def _lines(curve: _Curve, plot: _Plot) -> str:
    upper = [(plot.x(point.yen), plot.y(point.gross)) for point in curve.points]
    lower = [(plot.x(point.yen), plot.y(point.retained)) for point in curve.points]
    bare = polyline(upper, stroke=RETAINED, stroke_width=2.5)
    if not curve.insured:
        return bare
    area = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in [*upper, *reversed(lower)]) + "z"
    saved = tag("path", d=area, fill=TRACK)
    return saved + bare + polyline(lower, stroke=INSURED, stroke_width=2.5, stroke_dasharray="7 4")


def _key(curve: _Curve) -> str:
    """Above the drawing: which line is which, and its value at the threshold. No word stands on a line."""
    drawn = _key_row(16, "保険なし", RETAINED, RETAINED_INK, "", curve.bare, curve.of)
    return drawn + (_key_row(38, "保険あり", INSURED, INSURED, "7 4", curve.own, curve.of) if curve.insured else "")


def _key_row(y: float, name: str, stroke: str, ink: str, dashes: str, chance: float | None, of: int) -> str:
    sample = line(0, y - 5, 34, y - 5, stroke=stroke, stroke_width=2.5, stroke_dasharray=dashes or "none")
    text = name if chance is None else f"{name} {out_of_companies(chance, of)}"
    return sample + label(42, y, text, size=_SIZE, fill=ink, font_weight="bold")


def _mark(curve: _Curve, plot: _Plot, width: int) -> str:
    """The threshold, a dotted line with its words above the drawing, and where it meets the lines."""
    if curve.mark is None:
        return ""
    x = plot.x(curve.mark)
    text = f"払える額 {short_count(curve.mark, '円')}"
    half = text_width(text, _SIZE) / 2
    centre = min(max(x, text_width("1,000社のうち", 12) + 10 + half), width - half)
    upright = line(x, plot.top - 12, x, plot.bottom, stroke=INK, stroke_dasharray="2 4", stroke_width=1.5)
    words = label(centre, plot.top - 18, text, size=_SIZE, anchor="middle", font_weight="bold")
    dots = _dot(x, plot, curve.bare, RETAINED)
    return upright + words + dots + (_dot(x, plot, curve.own, INSURED) if curve.insured else "")


def _dot(x: float, plot: _Plot, chance: float | None, fill: str) -> str:
    if chance is None or chance > plot.most:
        return ""
    return tag("circle", cx=x, cy=plot.y(chance), r=5.5, fill=fill, stroke=PAPER, stroke_width=1.5)


def _description(curve: _Curve) -> str:
    if curve.mark is None:
        return "1年間に自社から出るお金が、ある額を超える会社の数です。右へいくほど少なくなります。"
    told = [("保険なし", curve.bare), *([("保険あり", curve.own)] if curve.insured else [])]
    said = [f"{name}で{out_of_companies(chance, curve.of)}" for name, chance in told if chance is not None]
    if not said:
        return f"払える額{spoken_yen(round(curve.mark))}は、描いた額の外にあります。"
    return f"1年間に自社から出るお金が、払える額{spoken_yen(round(curve.mark))}を超えるのは、{'、'.join(said)}。"


def _table(points: Sequence[Point]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    rows = [(exact_yen(point.yen), percent(point.gross, 2), percent(point.retained, 2)) for point in points]
    return ("1年間のお金（これを超える）", "保険なし", "保険あり"), tuple(rows)
