"""Amounts as Japanese people type them: full-width digits, commas, 「5億」「3千万」「1.5億円」「▲200万」."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from sonae_core.values.reading import MAX_YEN, decimal_within, shown, whole, wrong

_BIG = {"兆": 10**12, "億": 10**8, "万": 10**4}
_SMALL = {"千": 1000, "百": 100, "十": 10}
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_MINUS = re.compile(r"^(?:-|−|‐|▲|△|マイナス)")
_IGNORED = re.compile(r"[,、，\s_￥¥\\]|^(?:約|およそ|だいたい)|(?:円|人|名|件|台|社|くらい|ぐらい|ほど|程度)$")
MOST_LETTERS = 60


def spoken_whole(text: str, low: int = 0, high: int = MAX_YEN, unit: str = "") -> int:
    """The whole number that was meant. Raises the error that a person reads, as ``values.reading`` does."""
    given = text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS + 1]
    negative, rest = _bare(given)
    amount = _sum(rest) if len(given) <= MOST_LETTERS else None
    if amount is None:
        raise wrong(f"数として読めません（{shown(given)}）", "「5億」「3000万」「1,200」のように書いてください")
    return whole(-amount if negative else amount, low, high, unit)


def spoken_decimal(text: str, low: int, high: int, unit: str) -> Decimal:
    """The same for what may have decimals and is followed by its ``unit``: 「0.5日」, 「50％」, 「12時間」."""
    given = text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS + 1]
    negative, rest = _bare(
        unicodedata.normalize("NFKC", given).strip().removesuffix(unicodedata.normalize("NFKC", unit))
    )
    amount = _sum(rest) if len(given) <= MOST_LETTERS else None
    if amount is None:
        raise wrong(f"数として読めません（{shown(given)}）", f"「10」「0.5{unit}」のように書いてください")
    return decimal_within(-amount if negative else amount, low, high)


def _bare(text: str) -> tuple[bool, str]:
    plain = unicodedata.normalize("NFKC", text).strip()
    negative = bool(_MINUS.match(plain))
    plain = _MINUS.sub("", plain)
    before = None
    while before != plain:
        before, plain = plain, _IGNORED.sub("", plain)
    return negative, plain.translate(_DIGITS)


def _sum(text: str) -> Decimal | None:
    """The parts before 兆, 億 and 万, in this order, and what is left."""
    total, last, rest = Decimal(0), None, text
    if not text:
        return None
    for letter, unit in _BIG.items():
        if letter in rest:
            head, rest = rest.split(letter, 1)
            part = _below(head)
            if part is None:
                return None
            total, last = total + part * unit, unit
    if rest:
        part = _below(rest)
        if part is None or (last is not None and part >= last):
            return None
        total += part
    return total


def _below(text: str) -> Decimal | None:
    """A number with 千, 百 and 十 in it: 3千5百, 千, 1200, 2.5."""
    total, rest, seen = Decimal(0), text, False
    for letter, unit in _SMALL.items():
        if letter in rest:
            head, rest = rest.split(letter, 1)
            part = _plain(head) if head else Decimal(1)
            if part is None:
                return None
            total, seen = total + part * unit, True
    if rest:
        part = _plain(rest)
        if part is None:
            return None
        return total + part
    return total if seen else None


def _plain(text: str) -> Decimal | None:
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
