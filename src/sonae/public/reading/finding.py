"""The search over everything public: one box, no cookie, nothing kept of what was looked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.accounts.site import house_of
from sonae.public.reading.registry import KINDS, WEIGHTS, Kind, Page, here, pages, places
from sonae_core.packs.library import load_library
from sonae_paper.text.names import one_line
from sonae_paper.text.search import MOST_LETTERS, Document, Found, Hit, Index

MOST_SHOWN = 20
MOST_PAGES = 20
MOST_TYPED = 2_000
"""Letters that are looked at at all."""
LIKELY = ("ランサムウェア", "報告の期限", "バックアップ", "身代金", "保険料", "メールの誤送信", "委託先")
"""For those who do not know what to type."""


@dataclass(frozen=True)
class Row:
    """A hit with its page."""

    hit: Hit
    page: Page
    kind: str


@lru_cache(maxsize=1)
def index() -> Index:
    """What every site has, folded once a process."""
    return _index((*pages().values(), *places()))


def _index(found: Iterable[Page]) -> Index:
    """A word and how it is read find the same."""
    documents = [
        Document(page.key, page.title, page.summary, page.body, page.words, WEIGHTS.get(page.kind, 1.0))
        for page in found
    ]
    terms = load_library().terms.values()
    return Index(documents, [(term.reading, *term.spellings) for term in terms])


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What was found, or help where nothing was asked for or nothing found."""
    asked = one_line(request.GET.get("q", "")[:MOST_TYPED])
    found = index().find(asked)
    rows = _rows(asked, found, here(house_of(request)))
    kind = request.GET.get("kind", "")
    shown = [row for row in rows if row.page.kind.value == kind] if kind else rows
    number = _number(request.GET.get("page", ""))
    start = (number - 1) * MOST_SHOWN
    context = {
        "asked": asked[:MOST_LETTERS],
        "found": found,
        "kind": KINDS[Kind(kind)] if kind in {each.value for each in KINDS} else "",
        "kind_value": kind,
        "counts": _counts(rows),
        "rows": shown[start : start + MOST_SHOWN],
        "count": len(shown),
        "all": len(rows),
        "first": start + 1,
        "before": number - 1,
        "after": number + 1 if len(shown) > start + MOST_SHOWN else 0,
        "near": index().near(asked) if asked and not rows else (),
        "likely": LIKELY,
    }
    return render(request, "public/search.html", context)


def _rows(asked: str, found: Found, site: Mapping[str, Page]) -> list[Row]:
    """What this site has of it, with what only this site has, the fittest first."""
    own = [page for slug, page in site.items() if slug not in pages()]
    hits = [*found.hits, *(_index(own).find(asked).hits if own else ())]
    every = {page.key: page for page in (*site.values(), *places())}
    shown = sorted((hit for hit in hits if hit.key in every), key=lambda hit: -hit.score)
    return [Row(hit, every[hit.key], KINDS[every[hit.key].kind]) for hit in shown]


def _counts(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """How many of each kind, to narrow by."""
    counted = {kind: sum(1 for row in rows if row.page.kind is kind) for kind in KINDS}
    return [{"value": kind.value, "title": KINDS[kind], "count": count} for kind, count in counted.items() if count]


def _number(text: str) -> int:
    return min(max(int(text), 1), MOST_PAGES) if text.isascii() and text.isdigit() and len(text) < 4 else 1
