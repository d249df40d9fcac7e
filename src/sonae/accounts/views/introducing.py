"""設定 → 紹介する人: who stands on the agency's public pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.accounts.actions import people_shown as actions
from sonae.accounts.people_forms import Shown
from sonae.accounts.people_shown import ShownPerson, shown_by
from sonae.accounts.refusals import DeclinedError
from sonae.accounts.views.office import SETTINGS
from sonae.tenancy.doors import needs
from sonae.web.clock import now, today
from sonae.web.errors import not_found
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of


@needs(SETTINGS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All of them in the order in which visitors meet them."""
    people = shown_by(request.actor.agency_id)
    rows = [{"person": each, "years": each.years(today())} for each in people]
    return render(request, "accounts/introduced.html", {"rows": rows, "last": len(rows)})


@needs(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Somebody new."""
    form = Shown(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.add(given=form.cleaned_data, by=request.actor, at=now())
            return reverse("introduced")

        try:
            return HttpResponseRedirect(once(nonce_of(request), now(), act))
        except DeclinedError as error:
            form.add_error(error.field or None, error.words)
    return _page(request, form, None)


@needs(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, shownperson: UUID) -> HttpResponse:
    """What is said of one."""
    person = _theirs(request, shownperson)
    if person is None:
        return not_found(request)
    if request.method != "POST":
        return _page(request, Shown(initial={name: getattr(person, name) for name in Shown.base_fields}), person)
    form = Shown(request.POST)
    meanwhile = ""
    if form.is_valid():
        try:
            version = _version(request)
            actions.change(person=person, given=form.cleaned_data, version=version, by=request.actor, at=now())
            return HttpResponseRedirect(reverse("introduced"))
        except DeclinedError as error:
            meanwhile = error.words
    return _page(request, form, person, meanwhile)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _page(request: HttpRequest, form: Shown, person: ShownPerson | None, meanwhile: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "errors": errors_of(form) if form.is_bound else [],
        "person": person,
        "meanwhile": meanwhile,
    }
    status = 409 if meanwhile else 422 if form.errors else 200
    return render(request, "accounts/introduce.html", context, status=status)


@needs(SETTINGS)
@require_POST
def move(request: HttpRequest, shownperson: UUID) -> HttpResponse:
    """One place up or down."""
    person = _theirs(request, shownperson)
    if person is None:
        return not_found(request)
    actions.move(person=person, up=request.POST.get("to") == "up", by=request.actor, at=now())
    return HttpResponseRedirect(reverse("introduced"))


@needs(SETTINGS)
@require_POST
def remove(request: HttpRequest, shownperson: UUID) -> HttpResponse:
    """No longer on the pages."""
    person = _theirs(request, shownperson)
    if person is None:
        return not_found(request)
    actions.remove(person=person, by=request.actor, at=now())
    return HttpResponseRedirect(reverse("introduced"))


def _theirs(request: HttpRequest, pk: UUID) -> ShownPerson | None:
    found: ShownPerson | None = (
        ShownPerson.objects.visible_to(request.actor).filter(pk=pk, agency_id=request.actor.agency_id).first()
    )
    return found
