"""Lists that leave the house: requests and the register of benefits, each after showing anew who one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sonae.accounts.stepup import fresh_sign_in
from sonae.customers.querysets import capped
from sonae.customers.views.opening import actor_of
from sonae.leads import export
from sonae.leads.desk_views.opening import EXPORT
from sonae.leads.files import csv_response, lacking, shown
from sonae.leads.inbox import Wanted, found
from sonae.tenancy.doors import needs
from sonae.tenancy.models import Agency
from sonae.web.clock import now, today
from sonae_paper.sheets.cells import Table
from sonae_paper.sheets.plain import CODES

SURE = "sure"
"""Of the form: that letters may become 〓."""


def leave(
    request: HttpRequest, table: Callable[[], Table], name: str, note: Callable[[int, str], None], page: dict[str, Any]
) -> HttpResponse:
    """Say what would leave; then the file, after telling which letters its code lacks. The log says who took it."""
    code = request.POST.get("code", "")
    context = {"codes": CODES.items(), "code": code, **page}
    if request.method != "POST" or code not in CODES:
        wrong = request.method == "POST"
        return render(request, "leads/desk_export.html", {**context, "wrong": wrong}, status=422 if wrong else 200)
    made = table()
    letters = lacking(made, code)
    if letters and request.POST.get(SURE) != "yes":
        told = {**context, "letters": shown(letters), "many": len(letters)}
        return render(request, "leads/desk_export.html", told, status=422)
    agency = Agency.objects.values_list("name", flat=True).get(pk=actor_of(request).agency_id)
    note(len(made.rows), agency)
    return csv_response(made, code, f"{name}_{today():%Y%m%d}.csv")


@needs(EXPORT)
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def leads(request: HttpRequest) -> HttpResponse:
    """The list of requests, as it was narrowed."""
    actor = actor_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    wanted = Wanted.back(asked.get("list", ""))
    rows = found(wanted, actor)
    page = {"title": "資料請求の一覧", "list": wanted.query(), "narrows": True, "count": capped(rows), "back": "leads"}
    return leave(
        request,
        lambda: export.table(export.fetched(rows)),
        "資料請求",
        lambda count, agency: export.exported(by=actor, at=now(), count=count, agency_name=agency),
        page,
    )
