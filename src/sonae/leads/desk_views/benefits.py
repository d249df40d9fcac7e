"""The register of what was given free."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from sonae.accounts.stepup import fresh_sign_in
from sonae.customers.views.opening import actor_of
from sonae.leads import benefits
from sonae.leads.desk_forms import BenefitForm
from sonae.leads.desk_views.leaving import leave
from sonae.leads.desk_views.opening import EXPORT, SEE, WORK
from sonae.tenancy.doors import needs
from sonae.web.clock import now, today
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of
from sonae_core.packs.words import GRADES

MOST_LINES, MOST_SUMS = 100, 50
FIRST_YEAR = 2020


def _year(request: HttpRequest) -> int:
    asked = (request.POST if request.method == "POST" else request.GET).get("year", "")
    this = today().year
    return min(max(int(asked), FIRST_YEAR), this) if asked.isascii() and asked.isdigit() and len(asked) < 5 else this


@needs(SEE)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """A year of it: what each recipient was given, and the lines."""
    actor, year = actor_of(request), _year(request)
    rows = benefits.of_year(benefits.own(actor), year)
    sums = benefits.sums(rows)
    rule = benefits.rule()
    context = {
        "year": year,
        "earlier": year - 1 if year > FIRST_YEAR else 0,
        "later": year + 1 if year < today().year else 0,
        "rows": list(rows.select_related("request", "customer", "by")[:MOST_LINES]),
        "sums": sums[:MOST_SUMS],
        "recipients": len(sums),
        "total": sum(each.yen for each in sums),
        "times": sum(each.times for each in sums),
        "many": [each for each in sums if each.many],
        "limit": benefits.MANY,
        "rule": rule,
        "grade": GRADES[rule.confidence],
        "values": [{"value": each, "grade": GRADES[each.confidence]} for each in benefits.values()],
        "terms": benefits.TERMS,
        "may_work": actor.may(WORK),
        "may_export": actor.may(EXPORT),
    }
    return render(request, "leads/desk_benefits.html", context)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A line by hand."""
    if request.method != "POST":
        return _page(request, BenefitForm(initial={"day": today()}))
    form = BenefitForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    said = form.cleaned_data
    if said["day"] > today():
        form.add_error("day", "これからの日は書けません。渡した日を書いてください。")
        return _page(request, form, 422)
    at = timezone.make_aware(datetime.combine(said["day"], time(12)))
    given = {name: said[name] for name in ("kind", "title", "yen", "recipient", "note")}

    def act() -> str:
        benefits.note(given={**given, "at": at}, by=actor_of(request), at=now())
        return f"{reverse('benefits')}?year={said['day'].year}"

    return HttpResponseRedirect(once(nonce_of(request), now(), act))


def _page(request: HttpRequest, form: BenefitForm, status: int = 200) -> HttpResponse:
    errors: list[dict[str, Any]] = errors_of(form) if form.is_bound else []
    context = {"form": form, "errors": errors, "values": benefits.values(), "terms": benefits.TERMS}
    return render(request, "leads/desk_benefit.html", context, status=status)


@needs(EXPORT)
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """A year of it as a file."""
    actor, year = actor_of(request), _year(request)
    rows = benefits.of_year(benefits.own(actor), year)
    title = f"{year}年に無料で渡したもの"
    page = {"title": title, "year": year, "count": rows.count(), "back": "benefits"}
    return leave(
        request,
        lambda: benefits.table(rows),
        title,
        lambda count, agency: benefits.exported(by=actor, at=now(), count=count, agency_name=agency),
        page,
    )
