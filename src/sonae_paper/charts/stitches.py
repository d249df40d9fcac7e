"""Figures by year as columns of stitches, for what grows year by year and is looked at, not measured."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sonae_paper.charts.chart import Caption, Chart, framed
from sonae_paper.charts.drawing import label, line, number, tag, text_width, without_collisions
from sonae_paper.charts.look import INK_2, INSURED, LINE_STRONG, NARROW, PAST
from sonae_paper.text.numbers import short_count, spoken_count

_SIZE = 12.0
_LARGE = 14.0
_TOP = 40.0
_BOLD = 1.12
"""How much broader bold letters are."""
_ROOM = 10.0
"""Above a column, for its figure."""
_NOTHING = "発表なし"
DOUBTFUL = "未確認"


@dataclass(frozen=True)
class _Column:
    """A year, its figure, and where it stands."""

    year: int
    value: float
    x: float
    wide: float
    high: float
    doubtful: bool


def stitched(
    years: Sequence[int],
    values: Sequence[float | None],
    *,
    unit: str,
    title: str,
    prefix: str,
    doubtful: Collection[int] = (),
    width: int = 640,
) -> Chart:
    """One column a year from a scale that starts at 0; the last is dark, one of the ``doubtful`` years is thin.

    Raises ValueError when there is not one figure a year.
    """
    if len(years) != len(values):
        raise ValueError("one figure a year")
    rows = tuple((f"{year}年", _said(value, unit, year in doubtful)) for year, value in zip(years, values, strict=True))
    caption = Caption(title, _description(years, values, unit), ("年", "値"), rows)
    columns = _columns(years, values, frozenset(doubtful), width)
    if not columns:
        return framed(caption, [label(0, 20, "描ける数がありません")], prefix=prefix, width=width, height=32)
    bottom = _TOP + _height(width)
    body = [line(0, bottom + 0.5, width, bottom + 0.5, stroke=LINE_STRONG)]
    body += [_drawn(column, bottom, column is columns[-1]) for column in columns]
    body += [*_figures(columns, bottom, unit, width), *_years(years, bottom, width)]
    key, height = _key(columns, bottom + 28)
    return framed(caption, [*body, *key], prefix=prefix, width=width, height=height)


def _said(value: float | None, unit: str, doubtful: bool) -> str:
    if value is None:
        return _NOTHING
    return spoken_count(value, unit) + (f"（{DOUBTFUL}）" if doubtful else "")


def _description(years: Sequence[int], values: Sequence[float | None], unit: str) -> str:
    known = [(year, value) for year, value in zip(years, values, strict=True) if value is not None]
    if not known:
        return "発表された数がありません。"
    (first, before), (last, now) = known[0], known[-1]
    text = f"{last}年は{spoken_count(now, unit)}。"
    if len(known) > 1:
        text += f"{first}年は{spoken_count(before, unit)}でした。"
    return text


def _height(width: int) -> float:
    return 190.0 if width < NARROW else 230.0


def _columns(
    years: Sequence[int], values: Sequence[float | None], doubtful: frozenset[int], width: int
) -> list[_Column]:
    top = max((value for value in values if value is not None), default=0.0)
    room = width / max(len(years), 1)
    return [
        _Column(
            year,
            value,
            room * (at + 0.5),
            min(room * 0.62, 34.0) * (0.42 if year in doubtful else 1),
            _height(width) * value / top,
            year in doubtful,
        )
        for at, (year, value) in enumerate(zip(years, values, strict=True))
        if value is not None and top > 0
    ]


def _drawn(column: _Column, bottom: float, is_last: bool) -> str:
    return tag(
        "path",
        d=f"M{number(column.x)} {number(bottom)}v-{column.high:.2f}",
        stroke=INSURED if is_last else PAST,
        stroke_width=column.wide,
        stroke_dasharray="5 2",
    )


def _figures(columns: Sequence[_Column], bottom: float, unit: str, width: int) -> list[str]:
    """The last figure, the first, and others from the right as there is room; the highest above all they reach over."""
    order = [columns[-1], columns[0], *reversed(columns[1:-1])]
    taken: list[tuple[float, float]] = []
    drawn = []
    for column in order:
        ends = column in (columns[-1], columns[0])
        text = short_count(column.value, unit if column is columns[-1] else "")
        size = _LARGE if ends else _SIZE
        half = text_width(text, size) * (_BOLD if ends else 1) / 2
        middle = min(max(column.x, half), width - half)
        left, right = middle - half, middle + half
        below = max(c.high for c in columns if c.x + c.wide / 2 > left and c.x - c.wide / 2 < right)
        if any(left < end + 8 and start < right + 8 for start, end in taken) or (not ends and below > column.high):
            continue
        taken.append((left, right))
        weight = {"font_weight": "bold"} if ends else {"fill": INK_2}
        drawn.append(label(middle, bottom - below - _ROOM, text, size=size, anchor="middle", **weight))
    return drawn


def _years(years: Sequence[int], bottom: float, width: int) -> list[str]:
    """From the last one back, as many as there is room for; where it is tight 「’23」."""
    room = width / len(years)
    words = [
        f"{year}" if room >= 30 or at in (0, len(years) - 1) else f"’{year % 100:02}" for at, year in enumerate(years)
    ]
    halves = [text_width(word, _SIZE) / 2 for word in words]
    middles = [min(max(room * (at + 0.5), half), width - half) for at, half in enumerate(halves)]
    backwards = [
        (-middle - half, half - middle) for middle, half in zip(reversed(middles), reversed(halves), strict=True)
    ]
    kept = {len(years) - 1 - at for at in without_collisions(backwards)}
    return [label(middles[at], bottom + 20, words[at], size=_SIZE, anchor="middle", fill=INK_2) for at in sorted(kept)]


def _key(columns: Sequence[_Column], y: float) -> tuple[list[str], float]:
    """What a thin column means, where there is one."""
    if not any(column.doubtful for column in columns):
        return [], y + 2
    mark = tag("path", d=f"M6 {number(y + 18)}v-14", stroke=PAST, stroke_width=7, stroke_dasharray="5 2")
    return [mark, label(18, y + 16, f"細い列は、出典を確かめていない値（{DOUBTFUL}）", size=_SIZE, fill=INK_2)], y + 24
