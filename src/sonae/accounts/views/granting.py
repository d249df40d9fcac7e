"""Showing a company to somebody outside, asking the operator for help, ending both; and what others show to us."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.accounts import agency_forms, places, watching
from sonae.accounts.actions import grants
from sonae.accounts.actions.grants import GIVE, Terms
from sonae.accounts.models import User
from sonae.accounts.refusals import DeclinedError
from sonae.accounts.stepup import fresh_sign_in
from sonae.accounts.views.members import links_of, too_many_invitations
from sonae.outbox.sources import Company, company
from sonae.tenancy.doors import needs
from sonae.tenancy.models import Grant
from sonae.tenancy.permissions import Role
from sonae.web.clock import now
from sonae.web.errors import forbidden, not_found
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of

USUAL = timedelta(days=30)


@needs(GIVE)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everything that the agency shows to others, and has shown."""
    live, over = watching.of_agency(request.actor.agency_id, now())
    context = {"live": live, "over": over, "is_owner": request.actor.role is Role.OWNER}
    return render(request, "accounts/grants.html", context)


@needs(GIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, customer: UUID) -> HttpResponse:
    """Show a company of one's own agency to somebody."""
    shown = company(customer, request.actor)
    if shown is None:
        return not_found(request)
    if shown.agency_id != request.actor.agency_id:
        return forbidden(request)
    if request.method != "POST":
        first = {"until": timezone.localdate(now() + USUAL).isoformat()}
        return _give_page(request, agency_forms.Grant(initial=first), shown)
    form = agency_forms.Grant(request.POST)
    if not form.is_valid():
        return _give_page(request, form, shown, 422)
    if (too_often := too_many_invitations(request)) is not None:
        return too_often
    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), lambda: _given(request, form, shown)))
    except DeclinedError as error:
        form.add_error(error.field or None, error.words)
        return _give_page(request, form, shown, 422)


def _given(request: HttpRequest, form: agency_forms.Grant, shown: Company) -> str:
    said, by, at = form.cleaned_data, request.actor, now()
    terms = Terms(said["reason"], said["until"], said["may_edit"])
    if said["slug"]:
        grants.give_agency(company=shown, slug=said["slug"], terms=terms, by=by, at=at)
    else:
        here, links = f"{places.site(request)}{reverse('shared')}", links_of(request)
        grants.give_person(company=shown, email=said["email"], terms=terms, by=by, address=links, here=here, at=at)
    return reverse("grants")


def _give_page(request: HttpRequest, form: agency_forms.Grant, shown: Company, status: int = 200) -> HttpResponse:
    context = {"form": form, "errors": errors_of(form) if form.is_bound else [], "company": shown}
    return render(request, "accounts/grant_give.html", context, status=status)


@needs(GIVE)
@require_POST
def end(request: HttpRequest, grant: UUID) -> HttpResponse:
    """Stop showing, at once."""
    found = Grant.objects.visible_to(request.actor).filter(pk=grant, agency_id=request.actor.agency_id)
    row = found.select_related("to_user", "to_agency").first()
    if row is None:
        return not_found(request)
    grants.end(grant=row, by=request.actor, at=now())
    return HttpResponseRedirect(reverse("grants"))


@needs(GIVE)
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest) -> HttpResponse:
    """An owner lets the operator look, for some days."""
    if request.actor.role is not Role.OWNER:
        return forbidden(request)
    operators = User.objects.filter(is_operator=True, is_active=True).order_by("name")
    form = agency_forms.Support(request.POST if request.method == "POST" else None, operators=operators)
    if request.method != "POST" or not form.is_valid():
        return _support_page(request, form, 422 if form.errors else 200)
    said: dict[str, Any] = form.cleaned_data

    def act() -> str:
        days = int(said["days"])
        grants.ask_support(operator=said["operator"], reason=said["reason"], days=days, by=request.actor, at=now())
        return reverse("grants")

    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), act))
    except DeclinedError as error:
        form.add_error(error.field or None, error.words)
        return _support_page(request, form, 422)


def _support_page(request: HttpRequest, form: agency_forms.Support, status: int) -> HttpResponse:
    nobody = not grants.operators()
    context = {"form": form, "errors": errors_of(form) if form.is_bound else [], "nobody": nobody}
    return render(request, "accounts/support.html", context, status=status)


@needs("customers.see")
@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """共有されたお客様: what other agencies show to whoever is signed in."""
    return render(request, "accounts/shared.html", {"rows": watching.received(request.actor)})
