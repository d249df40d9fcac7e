"""Adding a company, changing it, taking it away and bringing it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sonae.customers import actions
from sonae.customers.forms import CustomerForm, branches_of, initial, people_of
from sonae.customers.models import Customer
from sonae.customers.views.opening import actor_of, changes
from sonae.tenancy.actor import Actor
from sonae.tenancy.doors import needs
from sonae.web.clock import now
from sonae.web.errors import forbidden
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of
from sonae_core.values.folding import digits_of, folded

SURE = "sure"
"""Of a form: that it is another company although it looks the same."""


@needs("customers.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new company; one that looks like another is asked about once."""
    actor = actor_of(request)
    if not actor.sees_whole_agency:
        return forbidden(request)
    choices = {"people": people_of(actor.agency_id), "branches": branches_of(actor.agency_id)}
    if request.method != "POST":
        return _page(request, CustomerForm(initial={"person": actor.membership_id}, **choices))
    form = CustomerForm(request.POST, **choices)
    if not form.is_valid():
        return _page(request, form, status=422)
    alike = _alike(actor, form.given())
    if alike and request.POST.get(SURE) != "yes":
        return _page(request, form, status=422, alike=alike)

    def act() -> str:
        customer = actions.add(given=form.given(), by=actor, at=now())
        return reverse("customer", args=[customer.pk])

    return HttpResponseRedirect(once(nonce_of(request), now(), act))


def _alike(actor: Actor, given: dict[str, Any], but: UUID | None = None) -> list[Customer]:
    rows = Customer.objects.visible_to(actor).filter(agency_id=actor.agency_id).exclude(pk=but)
    found = rows.like(
        corporate_number=given["corporate_number"],
        name_key=folded(given["name"]),
        postcode=given["postcode"],
        phone_key=digits_of(given["phone"]),
    )
    return list(found.select_related("person__user")[:5])


def _page(request: HttpRequest, form: CustomerForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "errors": errors_of(form) if form.is_bound else [], **more}
    return render(request, "customers/edit.html", context, status=status)


@changes("customers.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, customer: Customer) -> HttpResponse:
    """Change a company. What somebody else has changed meanwhile is shown beside what was typed."""
    choices = {
        "people": people_of(customer.agency_id, customer.person_id),
        "branches": branches_of(customer.agency_id),
    }
    if request.method != "POST":
        return _page(request, CustomerForm(initial=initial(customer), **choices), customer=customer)
    form = CustomerForm(request.POST, **choices)
    if not form.is_valid():
        return _page(request, form, status=422, customer=customer)
    version = form.cleaned_data["version"] or 0
    try:
        actions.change(customer=customer, given=form.given(), version=version, by=actor_of(request), at=now())
    except actions.ConflictError as error:
        return _conflict(request, form, error.current, choices)
    return HttpResponseRedirect(reverse("customer", args=[customer.pk]))


def _conflict(request: HttpRequest, form: CustomerForm, current: Customer, choices: dict[str, Any]) -> HttpResponse:
    """The form once more, with what was typed and the newer version; and both values of every field that differs."""
    differing = [
        {"field": form[name], "mine": actions.spoken(name, mine), "theirs": actions.spoken(name, theirs)}
        for name, mine in form.given().items()
        if mine != (theirs := getattr(current, name))
    ]
    if not differing:
        return HttpResponseRedirect(reverse("customer", args=[current.pk]))
    again = CustomerForm({**request.POST.dict(), "version": current.version}, **choices)
    again.is_valid()
    return _page(request, again, status=409, customer=current, differing=differing)


@changes("customers.delete")
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, customer: Customer) -> HttpResponse:
    """Ask once; then it can be brought back for thirty days."""
    if request.method != "POST":
        return render(request, "customers/delete.html", {"customer": customer, "days": actions.UNDO.days})
    actions.delete(customer=customer, by=actor_of(request), at=now())
    return HttpResponseRedirect(f"{reverse('customers')}?deleted=1")


@changes("customers.delete", deleted=True)
@require_POST
def restore(request: HttpRequest, customer: Customer) -> HttpResponse:
    """Bring it back."""
    actions.restore(customer=customer, by=actor_of(request), at=now())
    return HttpResponseRedirect(reverse("customer", args=[customer.pk]))
