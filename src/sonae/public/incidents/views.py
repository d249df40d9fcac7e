"""The eight kinds of incident on one scale, and an article about each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.assessments.sheet import pack, sheet
from sonae.public.incidents import article
from sonae.public.incidents.asked import TICKED, Reader, read
from sonae.public.incidents.estimate import estimates
from sonae.public.reading.texts import text, texts
from sonae.public.views import KIND_ICONS, library
from sonae.web.errors import not_found
from sonae_paper.charts.ranges import Axis
from sonae_paper.text.numbers import spoken_yen

UNREADABLE = 422


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All kinds as rows on one axis, for a company of the reader's size."""
    reader = read(request.GET)
    found = estimates(reader.firm)
    axis = Axis.over([each.amounts for each in found.values()])
    rows = [
        {
            "text": each,
            "icon": KIND_ICONS[each.slug],
            "estimate": found[each.slug],
            "drawn": axis.drawn(found[each.slug].amounts),
        }
        for each in texts("incidents")
        if each.slug in found
    ]
    context = {"rows": rows, "axis": axis, **_of(reader)}
    return render(request, "public/incidents/index.html", context, status=_status(reader))


@require_safe
def one(request: HttpRequest, kind: str) -> HttpResponse:
    """The article about a kind."""
    about = text("incidents", kind)
    if about is None or kind not in pack().scenarios:
        return not_found(request)
    reader = read(request.GET, [check.id for check in about.head.checks])
    estimate = estimates(reader.firm)[kind]
    axis = Axis.over([each.amounts for each in estimates(reader.firm).values()])
    context = {
        "text": about,
        "kind": kind,
        "playbook": library().playbooks[kind],
        "estimate": estimate,
        "axis": axis,
        "drawn": axis.drawn(estimate.amounts),
        "checks": article.checks(about, kind, reader.firm, reader.ticked),
        "first_hour": article.first_hour(kind),
        "cover": article.cover(kind),
        "ranks": article.ranks(kind),
        "others": [each for each in texts("incidents") if each.slug != kind],
        "tick_field": TICKED,
        **_of(reader),
    }
    return render(request, "public/incidents/article.html", context, status=_status(reader))


def _of(reader: Reader) -> dict[str, Any]:
    """What both pages show of the reader's company, and ask about it."""
    return {
        "reader": reader,
        "errors": reader.errors,
        "error_of": {row["asked"].id: row["error"] for row in reader.errors},
        "industries": sheet()["industry"].options,
        "threshold": spoken_yen(round(pack().point(pack().parameters.threshold_serious))),
        "facts": {"version": pack().version, "date": pack().date},
    }


def _status(reader: Reader) -> int:
    return UNREADABLE if reader.errors else 200
