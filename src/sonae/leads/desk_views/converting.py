"""From a request to a customer, in two steps: which company it is, then what will be written; and back again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sonae.customers.forms import CustomerForm, branches_of, people_of
from sonae.customers.models import Customer
from sonae.customers.views.opening import actor_of
from sonae.leads import converting
from sonae.leads.desk_views.opening import WORK, of_request
from sonae.leads.desk_views.record import address_of, done, show
from sonae.leads.handling import MovedError
from sonae.leads.matching import matches
from sonae.leads.models import Request
from sonae.leads.wording import asked_for, origin_of
from sonae.tenancy.actor import Actor
from sonae.web.clock import now
from sonae.web.errors import not_allowed
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of

NEW = "new"


@of_request(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def convert(request: HttpRequest, found: Request) -> HttpResponse:
    """Which company it is; with ``as`` in the address, what would be written of it."""
    actor = actor_of(request)
    if not actor.may("customers.edit"):
        return not_allowed(request)
    if found.customer_id is not None or found.erased_at is not None:
        return HttpResponseRedirect(address_of(found))
    chosen = request.POST.get("as") or request.GET.get("as", "")
    if chosen == NEW:
        return _new(request, found, actor)
    customer = _one(actor, chosen)
    if customer is None:
        return _which(request, found, actor, wrong=bool(chosen))
    if request.method != "POST":
        return _page(request, found, customer=customer)
    return _joined(request, found, lambda: converting.to_existing(request=found, customer=customer, by=actor, at=now()))


def _one(actor: Actor, chosen: str) -> Customer | None:
    try:
        identity = UUID(chosen)
    except ValueError:
        return None
    rows = Customer.objects.visible_to(actor).kept().filter(agency_id=actor.agency_id, pk=identity)
    return rows.select_related("person__user").first()


def _which(request: HttpRequest, found: Request, actor: Actor, *, wrong: bool) -> HttpResponse:
    """The companies that it may be, those looked for, and a new one."""
    text = request.GET.get("q", "")[:100].replace("\0", "")
    rows = Customer.objects.visible_to(actor).kept().filter(agency_id=actor.agency_id)
    looked = list(rows.matching(text).select_related("person__user").order_by("sort_key")[:10]) if text.strip() else []
    context = {
        "lead": found,
        "matches": matches(found, actor),
        "looked": looked,
        "text": text,
        "wrong": wrong,
        "new": NEW,
    }
    return render(request, "leads/desk_which.html", context, status=422 if wrong else 200)


def _new(request: HttpRequest, found: Request, actor: Actor) -> HttpResponse:
    """A new company: what the request says of it stands in the form, to be mended."""
    people, branches = people_of(actor.agency_id), branches_of(actor.agency_id)
    if request.method != "POST":
        given = converting.company_of(found)
        person = found.assigned_id or actor.membership_id
        code = given["postcode"]
        shown = {**given, "person": person, "postcode": f"{code[:3]}-{code[3:]}" if code else ""}
        return _page(request, found, form=CustomerForm(initial=shown, people=people, branches=branches))
    form = CustomerForm(request.POST, people=people, branches=branches)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    return _joined(request, found, lambda: converting.to_new(request=found, given=form.given(), by=actor, at=now()))


def _page(request: HttpRequest, found: Request, status: int = 200, **more: Any) -> HttpResponse:
    form = more.get("form")
    context = {
        "lead": found,
        "asked": asked_for(found),
        "origin": origin_of(found.came_first or found.came_last),
        "contact": converting.contact_of(found),
        "errors": errors_of(form) if form is not None and form.is_bound else [],
        "new": NEW,
        **more,
    }
    return render(request, "leads/desk_convert.html", context, status=status)


def _joined(request: HttpRequest, found: Request, act: Any) -> HttpResponse:
    def join() -> str:
        return reverse("customer", args=[act().pk])

    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), join))
    except MovedError as error:
        found.refresh_from_db()
        return show(request, found, status=409, problem=error.words)


@of_request(WORK)
@require_POST
def unlink(request: HttpRequest, found: Request) -> HttpResponse:
    """Take it from its company again."""
    if not actor_of(request).may("customers.edit"):
        return not_allowed(request)
    return done(request, found, lambda: converting.unlink(request=found, by=actor_of(request), at=now()))
