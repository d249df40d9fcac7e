"""公表された事故の費用: the cases side by side on one scale, one by one with source, and at the visitor's size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.assessments.sheet import sheet
from sonae.public.numbers import scaling
from sonae.public.tools.asking import Field, Options
from sonae.web.errors import not_found
from sonae.web.facts import facts
from sonae_core.packs.cases import Case, PublishedCase
from sonae_core.packs.facts import Fact
from sonae_core.packs.words import GRADES
from sonae_paper.charts.chart import Chart
from sonae_paper.charts.stacked import Part, stacked
from sonae_paper.text.numbers import about_yen, spoken_yen, yen_range

ENTRIES = {
    "vpn": "VPN機器から",
    "website": "Webサイトから",
    "partner": "取引先の仕組みから",
    "unknown": "わからない、または確かめていない",
}
"""By what way somebody came in."""
LARGE = 100_000_000
"""From here on a case stands on the scale of the large ones: on one for all, the small ones could not be seen."""
WIDE, NARROW = 640, 284
_HOURS = 24


@dataclass(frozen=True)
class Shown:
    """One case as the pages show it."""

    case: Case | PublishedCase
    slug: str
    industry: str
    """The letter."""
    entry: str
    total: str
    whole: float
    """Yen of what is drawn."""
    most: float
    """Yen where its scale ends."""
    wide: Chart
    narrow: Chart

    @property
    def scales(self) -> bool:
        """Whether enough is known of the company to calculate the case for another."""
        return isinstance(self.case, Case)

    @property
    def industry_title(self) -> str:
        """In words."""
        return dict(sheet()["industry"].options)[self.industry]


@lru_cache(maxsize=1)
def _shown() -> dict[str, Shown]:
    """By slug, the cases that can be calculated first, then from the smallest up."""
    found: list[Case | PublishedCase] = [*facts().cases.values(), *facts().published.values()]
    tops = {large: max(_whole(c) for c in found if _is_large(c) == large) for large in {_is_large(c) for c in found}}
    shown = [_one(case, tops[_is_large(case)]) for case in found]
    shown.sort(key=lambda each: (not each.scales, each.whole))
    return {each.slug: each for each in shown}


def _one(case: Case | PublishedCase, most: float) -> Shown:
    pack, slug = facts(), case.id.replace("_", "-")
    parts = [Part(row.title, pack.point(str(row.yen)), *pack.bounds(str(row.yen))) for row in case.rows]
    wide, narrow = (
        stacked(parts, most=most, title=case.title, prefix=f"{slug}-{width}", width=width) for width in (WIDE, NARROW)
    )
    industry = case.profile.industry if isinstance(case, Case) else case.industry
    return Shown(case, slug, industry, ENTRIES[case.entry], _total(case), _whole(case), most, wide, narrow)


def _whole(case: Case | PublishedCase) -> float:
    return sum(facts().point(str(row.yen)) for row in case.rows)


def _is_large(case: Case | PublishedCase) -> bool:
    return _whole(case) >= LARGE


def _total(case: Case | PublishedCase) -> str:
    """As it was published, else the sum of the rows."""
    if case.total is None:
        return about_yen(_whole(case), 3)
    fact = facts().fact(str(case.total))
    low, high = fact.bounds
    return yen_range(low, high, 3) if fact.value is None else f"約{spoken_yen(round(fact.value))}"


# --- side by side ---------------------------------------------------------------------------------------------------


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """All of them, or those of an industry and a way in."""
    filters = [
        _filter(request, "industry", "業種", _industries()),
        _filter(request, "entry", "入られた道", _entries()),
    ]
    industry, entry = (field.typed for field in filters)
    errors = [field for field in filters if field.error]
    fitting = [e for e in _shown().values() if industry in ("", e.industry) and entry in ("", e.case.entry)]
    context = {
        "filters": filters,
        "errors": errors,
        "filtered": bool(industry or entry),
        "count": len(fitting),
        "groups": _groups(fitting),
        "all": len(_shown()),
    }
    return render(request, "public/numbers/cases.html", context, status=422 if errors else 200)


def _filter(request: HttpRequest, name: str, text: str, options: Options) -> Field:
    field = Field(name, text, request.GET.get(name, "").strip(), options=options)
    if field.typed and field.typed not in dict(options):
        field.typed, field.error = "", "一覧にありません。一覧から選んでください。"
    return field


def _industries() -> Options:
    there = {each.industry for each in _shown().values()}
    return [(letter, title) for letter, title in sheet()["industry"].options if letter in there]


def _entries() -> Options:
    there = {each.case.entry for each in _shown().values()}
    return [(name, title) for name, title in ENTRIES.items() if name in there]


def _groups(fitting: Sequence[Shown]) -> list[dict[str, Any]]:
    """Small ones and large ones, each on a scale of its own."""
    small = [each for each in fitting if not _is_large(each.case)]
    large = [each for each in fitting if _is_large(each.case)]
    limit = spoken_yen(LARGE)
    named = (("small", f"{limit}までの事例", small), ("large", f"{limit}をこえる事例", large))
    return [{"id": name, "title": title, "cases": found} for name, title, found in named if found]


# --- one ------------------------------------------------------------------------------------------------------------


@require_safe
def case(request: HttpRequest, case: str) -> HttpResponse:
    """One case with its sources, and at the size of the visitor's company where that can be calculated."""
    shown = _shown().get(case)
    if shown is None:
        return not_found(request)
    form, size = scaling.asked(request.GET)
    errors = form.errors if shown.scales else []
    context: dict[str, Any] = {
        "shown": shown,
        "case": shown.case,
        "sources": _sources(shown.case),
        "times": _times(shown.case),
        "form": form,
        "fields": form.fields,
        "errors": errors,
        "others": [each for each in _shown().values() if each.scales and each is not shown],
    }
    if isinstance(shown.case, Case):
        context |= {"assumed": scaling.assumed_of(shown.case), "size": scaling.size_words(shown.case)}
        context["found"] = scaling.result(shown.case, size, shown.most) if size is not None else None
    return render(request, "public/numbers/case.html", context, status=422 if errors else 200)


def _sources(case: Case | PublishedCase) -> list[dict[str, Any]]:
    """Each place where a figure of the case was read, once, with the remarks on it."""
    names = [*(row.yen for row in case.rows), case.total, case.until_work_resumed, case.until_restored]
    found: dict[str, dict[str, Any]] = {}
    for fact in (facts().fact(str(name)) for name in names if name is not None):
        for source in (fact.source, *fact.sources):
            if source is not None:
                entry = found.setdefault(source.title, _source(fact, source))
                entry["notes"] |= {fact.note: None} if fact.note else {}
    return list(found.values())


def _source(fact: Fact, source: Any) -> dict[str, Any]:
    return {"source": source, "grade": GRADES[fact.confidence], "as_of": fact.as_of, "notes": {}}


def _times(case: Case | PublishedCase) -> list[tuple[str, str]]:
    """How long it took, where that was told."""
    named = (("仕事の再開まで", case.until_work_resumed), ("元に戻るまで", case.until_restored))
    return [(title, _days(facts().point(str(name)))) for title, name in named if name is not None]


def _days(hours: float) -> str:
    return "止めなかった" if hours == 0 else f"約{round(hours / _HOURS)}日"
