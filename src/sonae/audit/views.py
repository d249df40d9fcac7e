"""記録: the log of one's own agency, and the operator's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.audit import logbook, reading
from sonae.audit.models import OPERATORS, Head
from sonae.tenancy.doors import for_operator, needs


@needs("audit.see")
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Who did what in the agency, newest first."""
    return _page(request, Head.objects.filter(agency_id=request.actor.agency_id).first())


@for_operator
@require_safe
def operators_log(request: HttpRequest) -> HttpResponse:
    """What operators did that belongs to no agency."""
    return _page(request, Head.objects.filter(pk=OPERATORS).first())


def _page(request: HttpRequest, head: Head | None) -> HttpResponse:
    asked = logbook.understood(request.GET)
    entries = logbook.own(request.actor)
    found = reading.lines(reading.with_keys(logbook.chosen(entries, asked))[: logbook.PAGE + 1])
    shown = found[: logbook.PAGE]
    context = {
        "asked": asked,
        "lines": shown,
        "older": shown[-1].number if len(found) > len(shown) else None,
        "people": logbook.people(entries),
        "kinds": logbook.kinds(entries),
        "head": head,
        "own": request.resolver_match.url_name == "log",
    }
    return render(request, "audit/log.html", context)
