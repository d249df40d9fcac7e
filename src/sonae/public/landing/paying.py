"""What stopping costs the invented company, and what an investigation costs a machine."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from sonae.assessments.example import example_file
from sonae.web.facts import facts
from sonae_core.assessment.company_file import read_case
from sonae_core.cover.standstill import Stop, costs_of
from sonae_core.packs.facts import Fact
from sonae_core.profile.exposure import Situation
from sonae_paper.text.labels import CONFIDENCES
from sonae_paper.text.numbers import about_yen, percent, yen_range

DAYS = (1, 3, 7, 14)
WHOLE = Decimal(100)
LINE = "forensics"


@dataclass(frozen=True)
class Stopped:
    """A stop of so many days; ``width`` of its bar beside the longest."""

    days: int
    yen: str
    width: str


@lru_cache(maxsize=1)
def standstill() -> tuple[Stopped, ...]:
    """Of all work, before any waiting hours, in steps of days."""
    case = read_case(example_file(), facts())
    a_day = round(Situation(facts(), case.file.company, case.sheet).yen_per_day().point)
    found = costs_of(Stop(a_day, Decimal(1), WHOLE, Decimal(0)), DAYS)
    most = max(each.gross for each in found)
    return tuple(
        Stopped(days, about_yen(each.gross), percent(each.gross / most, 1))
        for days, each in zip(DAYS, found, strict=True)
    )


@dataclass(frozen=True)
class Band:
    """A price of one machine, as it was answered or written."""

    title: str
    yen: str
    source: str
    as_of: str
    grade: str


@lru_cache(maxsize=1)
def bands() -> tuple[Band, ...]:
    """Of computers and servers, and beside them what is shown but not calculated with."""
    components = facts().lines[LINE].components
    names = [str(each.unit_cost) for each in components]
    beside = [str(name) for each in components for name in each.beside]
    return tuple(_band(facts().fact(name)) for name in (*names, *beside))


def _band(fact: Fact) -> Band:
    source = fact.source.title if fact.source else ""
    day = f"{fact.as_of.year}年{fact.as_of.month}月"
    return Band(fact.title, yen_range(*fact.bounds, 3), source, day, CONFIDENCES[fact.confidence.value])
