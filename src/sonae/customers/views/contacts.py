"""The people at a company."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sonae.customers import actions
from sonae.customers.forms import ContactForm
from sonae.customers.models import Customer
from sonae.customers.views.opening import actor_of, changes
from sonae.web.clock import now
from sonae.web.errors import not_found
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of


@changes("customers.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, customer: Customer) -> HttpResponse:
    """Somebody new."""
    if request.method != "POST":
        return _page(request, customer, ContactForm())
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _page(request, customer, form, status=422)

    def act() -> str:
        actions.add_contact(customer=customer, given=form.cleaned_data, by=actor_of(request), at=now())
        return _back(customer)

    return HttpResponseRedirect(once(nonce_of(request), now(), act))


@changes("customers.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, customer: Customer, contact: UUID) -> HttpResponse:
    """Change somebody, or take them off the list."""
    found = customer.contacts.filter(pk=contact).first()
    if found is None:
        return not_found(request)
    if request.method != "POST":
        return _page(request, customer, ContactForm(initial=ContactForm.of(found)), contact=found)
    if "remove" in request.POST:
        actions.remove_contact(contact=found, by=actor_of(request), at=now())
        return HttpResponseRedirect(_back(customer))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _page(request, customer, form, status=422, contact=found)
    actions.change_contact(contact=found, given=form.cleaned_data, by=actor_of(request), at=now())
    return HttpResponseRedirect(_back(customer))


def _back(customer: Customer) -> str:
    return reverse("customer", args=[customer.pk]) + "#contacts"


def _page(request: HttpRequest, customer: Customer, form: ContactForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"customer": customer, "form": form, "errors": errors_of(form) if form.is_bound else [], **more}
    return render(request, "customers/contact.html", context, status=status)
