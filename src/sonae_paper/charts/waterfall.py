"""From the whole loss down to what stays with the company, one step after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sonae_paper.charts.chart import Caption, Chart, framed
from sonae_paper.charts.drawing import fitted, label, line, tag, text_width, wrapped
from sonae_paper.charts.look import INK, INSURED, LINE, LINE_STRONG, NARROW, RETAINED
from sonae_paper.text.numbers import about_yen, exact_yen, spoken_yen
from sonae_paper.text.parts import in_step, shared_step, split

_SIZE = 14.0


@dataclass(frozen=True)
class Step:
    """Something that takes away from the loss, in yen, and what it is called."""

    title: str
    yen: float


@dataclass(frozen=True)
class _Row:
    """A bar from ``start`` to ``end``, in yen."""

    title: str
    start: float
    end: float
    words: str
    kind: str


def waterfall(
    whole: Step, steps: Sequence[Step], rest: str, *, taken_by: str, title: str, prefix: str, width: int = 640
) -> Chart:
    """``whole`` less each of ``steps`` is what remains, called ``rest``; steps of 0 are left out.

    ``taken_by`` says in the key what takes away. All amounts are in one step, so that they add up. Raises ValueError
    when the steps take away more than the whole.
    """
    taken = [step for step in steps if step.yen > 0]
    left = whole.yen - sum(step.yen for step in taken)
    if left < -0.5 or any(step.yen < 0 for step in steps):
        raise ValueError("the steps take away more than the whole, or less than nothing")
    left = max(left, 0.0)
    caption = Caption(title, _description(whole, taken, left, rest), ("項目", "金額"), _table(whole, taken, left, rest))
    if whole.yen <= 0:
        return framed(caption, [label(0, 20, "かかる費用はありません")], prefix=prefix, width=width, height=32)
    rows = _rows(whole, taken, left, rest)
    body, bottom = _narrow(rows, prefix, width) if width < NARROW else _wide(rows, prefix, width)
    key = _key(prefix, bottom + 16, fitted(taken_by, width / 2 - 30, 12), fitted(rest, width / 2 - 30, 12))
    return framed(caption, [*body, key], prefix=prefix, width=width, height=bottom + 36)


def _rows(whole: Step, taken: Sequence[Step], left: float, rest: str) -> list[_Row]:
    step = shared_step(whole.yen)
    away, kept = split(sum(each.yen for each in taken), left)
    less = in_step([each.yen for each in taken], step, total=away)
    rows = [_Row(whole.title, 0, whole.yen, spoken_yen(away + kept), "whole")]
    at = whole.yen
    for each, words in zip(taken, less, strict=True):
        said = spoken_yen(-words) if words else f"−{exact_yen(each.yen)}"
        rows.append(_Row(each.title, at - each.yen, at, said, "taken"))
        at -= each.yen
    said = spoken_yen(kept) if kept else exact_yen(left)
    rows.append(_Row(rest, 0, left, said, "rest"))
    return rows


def _description(whole: Step, taken: Sequence[Step], left: float, rest: str) -> str:
    if whole.yen <= 0:
        return "かかる費用はありません。"
    if not taken:
        return f"{whole.title}{about_yen(whole.yen)}から減るものはなく、すべて{rest}です。"
    away, kept = split(sum(step.yen for step in taken), left)
    start = f"{whole.title}{spoken_yen(away + kept)}から、合わせて{spoken_yen(away)}が減り、"
    return f"{start}{rest}は{spoken_yen(kept)}です。"


def _table(whole: Step, taken: Sequence[Step], left: float, rest: str) -> tuple[tuple[str, ...], ...]:
    steps = tuple((step.title, f"−{exact_yen(step.yen)}") for step in taken)
    return ((whole.title, exact_yen(whole.yen)), *steps, (rest, exact_yen(left)))


def _bar(row: _Row, x: float, y: float, scale: float, prefix: str) -> str:
    """The whole outlined, what insurance takes solid, what remains hatched."""
    fill = {"whole": LINE, "taken": INSURED, "rest": f"url(#{prefix}-own)"}[row.kind]
    stroke = {"whole": INK, "taken": INSURED, "rest": RETAINED}[row.kind]
    start, wide = f"{x + row.start * scale:.2f}", f"{(row.end - row.start) * scale:.2f}"
    return tag("rect", x=start, y=y, width=wide, height=20, fill=fill, stroke=stroke)


def _key(prefix: str, y: float, taken_by: str, rest: str) -> str:
    x = text_width(taken_by, 12) + 40
    solid = tag("rect", x=0.5, y=y, width=14, height=14, fill=INSURED, stroke=INSURED)
    own = tag("rect", x=x, y=y, width=14, height=14, fill=f"url(#{prefix}-own)", stroke=RETAINED)
    return solid + label(20, y + 12, taken_by, size=12) + own + label(x + 20, y + 12, rest, size=12)


def _thread(x: float, y: float, gap: float) -> str:
    """From the end of one bar to the next."""
    return line(x, y + 20, x, y + 20 + gap, stroke=LINE_STRONG, stroke_dasharray="2 3")


def _wide(rows: Sequence[_Row], prefix: str, width: int) -> tuple[list[str], float]:
    titles = [fitted(row.title, width * 0.42, _SIZE) for row in rows]
    left = max(text_width(title, _SIZE) for title in titles) + 14
    right = max(text_width(row.words, _SIZE) for row in rows) + 12
    scale = (width - left - right) / rows[0].end
    body = []
    for index, (row, title) in enumerate(zip(rows, titles, strict=True)):
        y = 2.0 + 34 * index
        body.append(label(0, y + 15, title, size=_SIZE, **_weight(row)))
        body.append(_bar(row, left, y, scale, prefix))
        body.append(label(width, y + 15, row.words, size=_SIZE, anchor="end", font_weight="bold"))
        if index + 1 < len(rows):
            body.append(_thread(left + (row.start if index else row.end) * scale, y, 14))
    return body, 34.0 * len(rows) - 8


def _narrow(rows: Sequence[_Row], prefix: str, width: int) -> tuple[list[str], float]:
    scale = width / rows[0].end
    body, y = [], 0.0
    for row in rows:
        titles = wrapped(row.title, width - text_width(row.words, _SIZE) - 10, _SIZE)
        body += [label(0, y + 14 + 18 * at, text, size=_SIZE, **_weight(row)) for at, text in enumerate(titles)]
        body.append(label(width, y + 14, row.words, size=_SIZE, anchor="end", font_weight="bold"))
        y += 18 * (len(titles) - 1)
        body.append(_bar(row, 0, y + 20, scale, prefix))
        y += 52
    return body, y - 8


def _weight(row: _Row) -> dict[str, str]:
    return {} if row.kind == "taken" else {"font_weight": "bold"}
