"""Figures by year as bars: what was published at the time beside what it was corrected to later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sonae_paper.charts.chart import Caption, Chart, framed
from sonae_paper.charts.drawing import fitted, label, line, nice_ticks, tag, text_width, without_collisions
from sonae_paper.charts.look import INK_2, INSURED, LINE_STRONG, NARROW
from sonae_paper.text.numbers import percent, rounded, short_count, spoken_count, spoken_yen

_SIZE = 13.0
_TOP = 78.0
_NOTHING = "発表なし"
SHARES = "%"
"""The unit of figures between 0 and 1 that are told in per cent."""


@dataclass(frozen=True)
class Series:
    """A name and one figure a year, not negative; None where none was published."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class _Frame:
    left: float
    right: float
    bottom: float
    most: float
    years: int

    def centre(self, index: int) -> float:
        return self.left + (self.right - self.left) * (index + 0.5) / self.years

    def height(self, value: float) -> float:
        return (self.bottom - _TOP) * value / self.most


def yearly(
    years: Sequence[int],
    series: Sequence[Series],
    *,
    unit: str,
    title: str,
    prefix: str,
    comparable: bool = False,
    width: int = 640,
) -> Chart:
    """One or two series over the same years, on a scale that starts at 0.

    The last series is the one that counts today, solid; the one before it, as it was first published, is hatched.
    ``unit`` follows each figure: 「パケット」, 「円/人」; ``SHARES`` for figures between 0 and 1. ``comparable``: the
    figures were counted alike every year, so that the description may say how many times as many.
    Raises ValueError when a series has not one figure a year.
    """
    if not 1 <= len(series) <= 2 or any(len(one.values) != len(years) for one in series):
        raise ValueError("one or two series, each with one figure a year")
    rows = tuple((f"{year}年", *(_said(one.values[at], unit) for one in series)) for at, year in enumerate(years))
    caption = Caption(title, _description(years, series, unit, comparable), ("年", *(one.name for one in series)), rows)
    top = max((value for one in series for value in one.values if value is not None), default=0.0)
    if top <= 0:
        return framed(caption, [label(0, 20, "描ける数がありません")], prefix=prefix, width=width, height=32)
    frame = _frame(top if unit == SHARES else max(top, 4.0), len(years), width, unit)
    body = [*_key(series, years, prefix, width, unit), *_grid(frame, unit), *_bars(series, frame, prefix)]
    body += _years(years, frame)
    return framed(caption, body, prefix=prefix, width=width, height=frame.bottom + 28)


def _said(value: float | None, unit: str) -> str:
    """The figure in words: yen as yen, shares in per cent, everything else with its unit."""
    if value is None:
        return _NOTHING
    if unit == SHARES:
        return percent(value)
    return spoken_yen(round(value)) + unit[1:] if unit.startswith("円") else spoken_count(value, unit)


def _on_axis(value: float, unit: str) -> str:
    """The figure beside the scale, where the unit stands above."""
    return percent(value) if unit == SHARES else spoken_count(value, "")


def _in_key(value: float, unit: str) -> str:
    """The figure in few letters."""
    if unit == SHARES:
        return percent(value)
    return short_count(value, unit)


def _description(years: Sequence[int], series: Sequence[Series], unit: str, comparable: bool) -> str:
    current = series[-1].values
    known = [(year, value) for year, value in zip(years, current, strict=True) if value is not None]
    if not known:
        return "発表された数がありません。"
    (first, before), (last, now) = known[0], known[-1]
    text = f"{last}年は{_said(now, unit)}。"
    if len(known) > 1:
        text += f"{first}年は{_said(before, unit)}でした。"
    if comparable and now >= 2 * before > 0:
        text += f"{rounded(now / before):,}倍になりました。"
    return text + ("発表のあとで直された年は、両方を並べています。" if len(series) > 1 else "")


def _frame(top: float, years: int, width: int, unit: str) -> _Frame:
    ticks = nice_ticks(top)
    left = max(text_width(_on_axis(tick, unit), 12) for tick in ticks) + 10
    return _Frame(left, width - 4, _TOP + (200 if width < NARROW else 240), ticks[-1], years)


def _grid(frame: _Frame, unit: str) -> list[str]:
    drawn = [] if unit == SHARES else [label(0, _TOP - 16, unit, size=12, fill=INK_2)]
    for tick in nice_ticks(frame.most):
        y = frame.bottom - frame.height(tick)
        drawn.append(line(frame.left, y, frame.right, y, **({"stroke": LINE_STRONG} if tick == 0 else {})))
        drawn.append(label(frame.left - 8, y + 4.5, _on_axis(tick, unit), size=12, anchor="end", fill=INK_2))
    return drawn


def _bars(series: Sequence[Series], frame: _Frame, prefix: str) -> list[str]:
    room = (frame.right - frame.left) / frame.years
    wide = min(room * 0.72 / len(series), 40.0)
    drawn = []
    for place, one in enumerate(series):
        fill = INSURED if place == len(series) - 1 else f"url(#{prefix}-old)"
        for at, value in enumerate(one.values):
            if value is None:
                continue
            x = frame.centre(at) + (place - len(series) / 2) * wide
            high = frame.height(value)
            drawn.append(
                tag(
                    "rect",
                    x=x + 0.5,
                    y=f"{frame.bottom - high:.2f}",
                    width=wide - 1,
                    height=f"{high:.2f}",
                    fill=fill,
                    stroke=INSURED,
                )
            )
    return drawn


def _key(series: Sequence[Series], years: Sequence[int], prefix: str, width: int, unit: str) -> list[str]:
    """Each series with its last figure, in rows above the drawing; one alone needs no name beside the title."""
    drawn = []
    for place, one in enumerate(series):
        y = 14.0 + 22 * place
        fill = INSURED if place == len(series) - 1 else f"url(#{prefix}-old)"
        drawn.append(tag("rect", x=0.5, y=y - 11, width=13, height=13, fill=fill, stroke=INSURED))
        known = [(year, value) for year, value in zip(years, one.values, strict=True) if value is not None]
        last = f"{known[-1][0]}年 {_in_key(known[-1][1], unit)}" if known else _NOTHING
        text = last if len(series) == 1 else f"{last}（{one.name}）"
        drawn.append(label(20, y, fitted(text, width - 20, _SIZE), size=_SIZE))
    return drawn


def _years(years: Sequence[int], frame: _Frame) -> list[str]:
    half = text_width("2026年", 12) / 2
    centres = [min(max(frame.centre(at), half), frame.right + 4 - half) for at in range(len(years))]
    places = [(centre - half, centre + half) for centre in centres]
    backwards = [(-end, -start) for start, end in reversed(places)]
    kept = [len(years) - 1 - at for at in without_collisions(backwards)]
    return [
        label(
            centres[at],
            frame.bottom + 19,
            f"{years[at]}年",
            size=12,
            anchor="middle",
            fill=INK_2,
        )
        for at in sorted(kept)
    ]
