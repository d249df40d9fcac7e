"""The eight kinds of incident on one scale, and an article about each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.assessments.sheet import pack, sheet
from sonae.public.incidents import article
from sonae.public.incidents.asked import TICKED, Reader, read
from sonae.public.incidents.scale import scale
from sonae.public.reading.texts import text
from sonae.public.views import library
from sonae.web.errors import not_found
from sonae_paper.text.numbers import spoken_yen

UNREADABLE = 422


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All kinds as rows on one axis, for a company of the reader's size."""
    reader = read(request.GET)
    context = {"scale": scale(reader.firm), "assumed": article.assumptions(), **_of(reader)}
    return render(request, "public/incidents/index.html", context, status=_status(reader))


@require_safe
def one(request: HttpRequest, kind: str) -> HttpResponse:
    """The article about a kind."""
    about = text("incidents", kind)
    if about is None or kind not in pack().scenarios:
        return not_found(request)
    reader = read(request.GET, [check.id for check in about.head.checks])
    all_kinds = scale(reader.firm)
    context = {
        "row": all_kinds.row(kind),
        "axis": all_kinds.axis,
        "kind": kind,
        "playbook": library().playbooks[kind],
        "checks": article.checks(about, kind, reader.firm, reader.ticked),
        "first_hour": article.first_hour(kind),
        "cover": article.cover(kind),
        "ranks": article.ranks(kind),
        "assumed": article.assumptions(kind),
        "others": [each.text for each in all_kinds.rows if each.text.slug != kind],
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
