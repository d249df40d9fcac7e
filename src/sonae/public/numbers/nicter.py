"""攻撃関連通信の推移: what was observed by year, each way of counting by itself, and the figures to take away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.web.facts import facts
from sonae_core.packs.facts import Confidence, Fact, Source
from sonae_core.packs.statistics import Series
from sonae_paper.charts.chart import Chart
from sonae_paper.charts.statistics import stitches
from sonae_paper.sheets.series import series_csv
from sonae_paper.text.numbers import spoken_count
from sonae_paper.text.series import Comparison, comparison, seconds_between

PER_ADDRESS, PUBLISHED, RESTATED = "nicter_per_address", "nicter_published", "nicter_restated"
NAMES = (PER_ADDRESS, PUBLISHED, RESTATED)
"""The one that can be compared over the years first."""
TITLES = {
    PER_ADDRESS: "番号1つあたりの通信",
    PUBLISHED: "総数（はじめに公表された値）",
    RESTATED: "総数（後で数え直された値）",
}
ANCHORS = {PER_ADDRESS: "hitotsu", PUBLISHED: "hajime", RESTATED: "kazoenaoshi"}
WIDE, NARROW = 640, 284


@dataclass(frozen=True)
class Shown:
    """One series as the page shows it."""

    series: Series
    title: str
    anchor: str
    wide: Chart
    narrow: Chart


@lru_cache(maxsize=1)
def _shown() -> tuple[Shown, ...]:
    return tuple(_one(name) for name in NAMES)


def _one(name: str) -> Shown:
    pack, prefix = facts(), ANCHORS[name]
    wide, narrow = (stitches(pack, name, prefix=f"{prefix}-{width}", width=width) for width in (WIDE, NARROW))
    return Shown(pack.series[name], TITLES[name], prefix, wide, narrow)


@lru_cache(maxsize=1)
def _compared() -> Comparison:
    return comparison(facts(), PER_ADDRESS)


@lru_cache(maxsize=1)
def _figures() -> tuple[Fact, ...]:
    return tuple(facts().fact(str(fact)) for name in NAMES for fact in facts().series[name].points.values())


def _sources() -> list[Source]:
    """Each source once, those that were read first."""
    ordered = sorted(_figures(), key=lambda fact: fact.confidence is Confidence.UNVERIFIED)
    return list({each.title: each for fact in ordered for each in (fact.source, *fact.sources) if each}.values())


@require_safe
def nicter(request: HttpRequest) -> HttpResponse:
    """Three drawings, each with what it is and is not in the same size, and its figures as a table."""
    compared = _compared()
    context = {
        "shown": _shown(),
        "compared": compared,
        "first": spoken_count(compared.first.point, "パケット"),
        "last": spoken_count(compared.last.point, "パケット"),
        "every": seconds_between(compared.last.point),
        "sources": _sources(),
        "reviewed": max(fact.as_of for fact in _figures()),
    }
    return render(request, "public/numbers/nicter.html", context)


@require_safe
def nicter_csv(request: HttpRequest) -> HttpResponse:
    """The same figures for a spreadsheet."""
    answer = HttpResponse(series_csv(facts(), NAMES), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="nicter.csv"'
    return answer
