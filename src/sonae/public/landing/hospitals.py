"""What two hospitals really paid, as bars on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sonae.web.facts import facts
from sonae_core.packs.cases import Case
from sonae_core.packs.facts import Fact
from sonae_paper.text.numbers import percent, spoken_yen

_HOURS_A_DAY, _DAYS_A_MONTH = 24, 60
SHADES = ("seg-a", "seg-b", "seg-c")


@dataclass(frozen=True)
class Part:
    """A row of the published costs; ``start`` and ``width`` in per cent of the scale."""

    title: str
    yen: str
    start: str
    width: str
    shade: str


@dataclass(frozen=True)
class Hospital:
    """One case in short."""

    case: Case
    slug: str
    total: str
    parts: tuple[Part, ...]
    source: str
    as_of: str


@lru_cache(maxsize=1)
def hospitals() -> tuple[Hospital, ...]:
    """Those of the packs that were published by cost line."""
    pack = facts()
    cases = list(pack.cases.values())
    most = max(sum(_drawn(pack.fact(str(row.yen))) for row in case.rows) for case in cases)
    return tuple(_hospital(case, most) for case in cases)


def _hospital(case: Case, most: float) -> Hospital:
    pack = facts()
    parts, start = [], 0.0
    for row, shade in zip(case.rows, SHADES, strict=False):
        fact = pack.fact(str(row.yen))
        wide = _drawn(fact) / most
        parts.append(Part(row.title, _said(fact), percent(start, 1), percent(wide, 1), shade))
        start += wide
    total = pack.fact(str(case.total))
    source = total.source.title if total.source else ""
    return Hospital(
        case,
        case.id.replace("_", "-"),
        _about(total),
        tuple(parts),
        source,
        f"{total.as_of.year}年{total.as_of.month}月",
    )


def _drawn(fact: Fact) -> float:
    """What is drawn of a row that was told as a range: its value, else the middle in proportion."""
    return fact.point


def _said(fact: Fact) -> str:
    low, high = fact.bounds
    if low == high:
        return spoken_yen(round(low))
    return f"{spoken_yen(round(low))}〜{spoken_yen(round(high))}"


def _about(fact: Fact) -> str:
    return f"約{spoken_yen(round(fact.point))}"
