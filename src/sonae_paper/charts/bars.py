"""Cost lines as bars: solid is what insurance pays, hatched is what stays with the company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sonae_paper.charts.chart import Caption, Chart, framed
from sonae_paper.charts.drawing import fitted, label, tag, text_width, wrapped
from sonae_paper.charts.look import INK_2, INSURED, NARROW, RETAINED, TRACK
from sonae_paper.text.numbers import about_yen, exact_yen, spoken_yen
from sonae_paper.text.parts import in_step, shared_step, split

_SIZE = 14.0
_SMALL = 12.0


@dataclass(frozen=True)
class Split:
    """One cost line in yen: what insurance pays of it and what stays with the company."""

    title: str
    paid: float
    retained: float

    @property
    def gross(self) -> float:
        """Both together."""
        return self.paid + self.retained


def cost_bars(lines: Sequence[Split], *, title: str, prefix: str, width: int = 640, most: int = 8) -> Chart:
    """The largest ``most`` lines from the largest down, the rest together; all parts in one step, so that they add up.

    The table has every line, to the yen.
    """
    shown = _largest(lines, most)
    step = shared_step(sum(line.gross for line in lines))
    worded = _in_one_step(shown, step)
    caption = Caption(
        title=title,
        description=_description(lines),
        head=("費目", "かかる額", "保険から", "自社に残る"),
        rows=_table(lines),
    )
    if not shown:
        return framed(caption, [label(0, 20, "かかる費用はありません")], prefix=prefix, width=width, height=32)
    draw = _narrow if width < NARROW else _wide
    insured = any(line.paid for line in lines)
    body, bottom = draw(worded, shown, prefix, width, insured)
    key, bottom = _key(prefix, bottom + 10, insured)
    return framed(caption, [*body, key], prefix=prefix, width=width, height=bottom)


def _largest(lines: Sequence[Split], most: int) -> list[Split]:
    ordered = sorted((line for line in lines if line.gross > 0), key=lambda line: -line.gross)
    if len(ordered) <= most:
        return ordered
    rest = ordered[most - 1 :]
    other = Split(f"ほか{len(rest)}つの費目", sum(line.paid for line in rest), sum(line.retained for line in rest))
    return [*ordered[: most - 1], other]


def _in_one_step(lines: Sequence[Split], step: int) -> list[Split]:
    """Figures for the words: they add up to the whole, to each line, and to what is said of all lines."""
    gross = in_step([line.gross for line in lines], step)
    all_paid, _ = split(sum(line.paid for line in lines), sum(line.retained for line in lines))
    paid = in_step([line.paid for line in lines], step, total=all_paid, most=gross)
    return [Split(line.title, part, whole - part) for line, part, whole in zip(lines, paid, gross, strict=True)]


def _table(lines: Sequence[Split]) -> tuple[tuple[str, ...], ...]:
    rows = [
        (line.title, exact_yen(line.gross), exact_yen(line.paid), exact_yen(line.retained))
        for line in sorted(lines, key=lambda line: -line.gross)
    ]
    gross, paid, retained = (sum(getattr(line, name) for line in lines) for name in ("gross", "paid", "retained"))
    return (*rows, ("合計", exact_yen(gross), exact_yen(paid), exact_yen(retained)))


def _description(lines: Sequence[Split]) -> str:
    gross, paid = sum(line.gross for line in lines), sum(line.paid for line in lines)
    if gross <= 0:
        return "かかる費用はありません。"
    largest = max(lines, key=lambda line: line.gross)
    paid_words, kept_words = split(paid, gross - paid)
    text = f"合わせて{spoken_yen(paid_words + kept_words)}。"
    text += f"いちばん大きいのは{largest.title}の{about_yen(largest.gross)}です。"
    if paid <= 0:
        return text + "保険からは支払われず、すべて自社に残ります。"
    return text + f"保険から{spoken_yen(paid_words)}、自社に残るのは{spoken_yen(kept_words)}です。"


def _shares(line: Split, insured: bool) -> str:
    """「保険 59万円・自社 7万円」; nothing where there is no insurance at all."""
    if not insured:
        return ""
    paid = f"保険 {_or_none(line.paid)}"
    return f"{paid}・自社 {_or_none(line.retained)}"


def _or_none(yen: float) -> str:
    return spoken_yen(round(yen)) if yen else "なし"


def _amount(line: Split, original: Split) -> str:
    """In the common step; what is smaller than the step in its own words."""
    return spoken_yen(round(line.gross)) if line.gross else f"{exact_yen(original.gross)}"


def _bar(line: Split, x: float, y: float, space: float, most: float, height: float, prefix: str) -> str:
    """The true amounts, not the rounded ones: lengths are in proportion to the yen."""
    scale = space / most
    paid, retained = line.paid * scale, line.retained * scale
    drawn = tag("rect", x=x, y=y, width=space, height=height, fill=TRACK)
    if line.paid > 0:
        drawn += tag("rect", x=x, y=y, width=f"{paid:.2f}", height=height, fill=INSURED)
    if line.retained > 0:
        start = f"{x + paid:.2f}"
        drawn += tag("rect", x=start, y=y, width=f"{retained:.2f}", height=height, fill="#fff")
        drawn += tag(
            "rect", x=start, y=y, width=f"{retained:.2f}", height=height, fill=f"url(#{prefix}-own)", stroke=RETAINED
        )
    return drawn


def _wide(
    worded: Sequence[Split], lines: Sequence[Split], prefix: str, width: int, insured: bool
) -> tuple[list[str], float]:
    """A row a line: title, bar, amount, parts."""
    amounts = [_amount(*pair) for pair in zip(worded, lines, strict=True)]
    parts = [_shares(line, insured) for line in worded]
    right = max(text_width(text, _SMALL) for text in parts)
    middle = max(text_width(text, _SIZE) for text in amounts) + 12
    left = min(max(text_width(line.title, _SIZE) for line in lines), width * 0.27) + 12
    stacked = width - left - middle - right < width * 0.24
    space = width - left - middle - (0 if stacked else right + 12)
    most = max(line.gross for line in lines)
    body, y = [], 0.0
    for line, amount, part in zip(lines, amounts, parts, strict=True):
        titles = wrapped(line.title, left - 12, _SIZE)
        body += [label(0, y + 17 + 18 * at, text, size=_SIZE) for at, text in enumerate(titles)]
        body.append(_bar(line, left, y + 2, space, most, 20, prefix))
        body.append(label(left + space + middle, y + 17, amount, size=_SIZE, anchor="end", font_weight="bold"))
        x = width if stacked else left + space + middle + 12
        end = {"anchor": "end"} if stacked else {}
        body.append(label(x, y + (36 if stacked else 17), part, size=_SMALL, fill=INK_2, **end) if part else "")
        y += max(30.0, 18.0 * len(titles) + 12, 48.0 if stacked and part else 0)
    return body, y


def _narrow(
    worded: Sequence[Split], lines: Sequence[Split], prefix: str, width: int, insured: bool
) -> tuple[list[str], float]:
    """Three lines of a telephone for each: title and amount, bar, parts."""
    most = max(line.gross for line in lines)
    body, y = [], 0.0
    for line, rough in zip(lines, worded, strict=True):
        amount = _amount(rough, line)
        space = width - text_width(amount, _SIZE) - 12
        titles = wrapped(line.title, space, _SIZE)
        body += [label(0, y + 15 + 18 * at, text, size=_SIZE) for at, text in enumerate(titles)]
        body.append(label(width, y + 15, amount, size=_SIZE, anchor="end", font_weight="bold"))
        y += 18 * (len(titles) - 1)
        body.append(_bar(line, 0, y + 22, width, most, 16, prefix))
        part = _shares(rough, insured)
        if part:
            body.append(label(0, y + 53, fitted(part, width, _SMALL), size=_SMALL, fill=INK_2))
        y += 68 if part else 52
    return body, y


def _key(prefix: str, y: float, insured: bool) -> tuple[str, float]:
    own = tag("rect", x=0, y=y, width=14, height=14, fill=f"url(#{prefix}-own)", stroke=RETAINED)
    if not insured:
        return own + label(20, y + 12, "すべて自社に残ります（保険なし）", size=_SMALL), y + 20
    solid = tag("rect", x=0, y=y, width=14, height=14, fill=INSURED)
    own = own.replace('x="0"', 'x="130"', 1)
    return solid + label(20, y + 12, "保険から", size=_SMALL) + own + label(
        150, y + 12, "自社に残る", size=_SMALL
    ), y + 20
