"""Where requests come from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.customers.views.opening import actor_of
from sonae.leads.desk_views.opening import SEE
from sonae.leads.files import csv_response
from sonae.leads.sources import CAMPAIGN, ENOUGH, LAST, MONTHS, SIDES, VIEWS, report, table
from sonae.tenancy.doors import needs
from sonae.web.clock import today
from sonae_paper.sheets.plain import UTF_8


@needs(SEE)
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """By page or by campaign, at the first visit or at the one that sent; as a page, or as a file without names."""
    side, view, months = request.GET.get("side", ""), request.GET.get("view", ""), request.GET.get("months", "")
    side = side if side in SIDES else LAST
    view = view if view in VIEWS else CAMPAIGN
    how_many = int(months) if months in map(str, MONTHS) else MONTHS[0]
    found = report(actor_of(request), today(), side=side, view=view, how_many=how_many)
    if request.GET.get("as") == "csv":
        return csv_response(table(found), UTF_8, f"どこから来たか_{today():%Y%m%d}.csv")
    context = {
        "found": found,
        "rows": [{"row": row, "cells": found.cells(row)} for row in found.rows],
        "totals": found.cells(found.total),
        "side": side,
        "view": view,
        "months": how_many,
        "sides": SIDES.items(),
        "views": VIEWS.items(),
        "all_months": MONTHS,
        "enough": ENOUGH,
    }
    return render(request, "leads/desk_sources.html", context)
