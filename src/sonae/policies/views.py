"""The contracts of a company: write down, change, take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sonae.accounts import profile
from sonae.customers.models import Customer
from sonae.customers.views.opening import actor_of, changes
from sonae.policies import actions
from sonae.policies.forms import PolicyForm
from sonae.policies.models import PolicyTerm
from sonae.web.clock import now
from sonae.web.errors import not_found
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of

EDIT = "policies.edit"


@changes(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, customer: Customer) -> HttpResponse:
    """Another contract."""
    form = _form(request, customer)
    if request.method != "POST":
        return _page(request, customer, form)

    def act() -> str:
        actions.add(customer=customer, given=form.cleaned_data, by=actor_of(request), at=now())
        return _back(customer)

    return _kept(request, customer, form, lambda: once(nonce_of(request), now(), act))


@changes(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, customer: Customer, policy: UUID) -> HttpResponse:
    """Change one."""
    found = _policy(customer, policy)
    if found is None:
        return not_found(request)
    form = _form(request, customer, initial=PolicyForm.of(found))
    if request.method != "POST":
        return _page(request, customer, form, policy=found)

    def act() -> str:
        actions.change(policy=found, given=form.cleaned_data, by=actor_of(request), at=now())
        return _back(customer)

    return _kept(request, customer, form, act, policy=found)


@changes(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, customer: Customer, policy: UUID) -> HttpResponse:
    """Ask once: a contract that has ended stays, only what was never one goes."""
    found = _policy(customer, policy)
    if found is None:
        return not_found(request)
    if request.method != "POST":
        return render(request, "policies/remove.html", {"customer": customer, "policy": found})
    actions.remove(policy=found, by=actor_of(request), at=now())
    return HttpResponseRedirect(_back(customer))


def _policy(customer: Customer, pk: UUID) -> PolicyTerm | None:
    found: PolicyTerm | None = PolicyTerm.objects.filter(customer_id=customer.pk, pk=pk).first()
    return found


def _form(request: HttpRequest, customer: Customer, initial: dict[str, Any] | None = None) -> PolicyForm:
    given = request.POST if request.method == "POST" else None
    return PolicyForm(given, initial=initial, insurers=profile.of(customer.agency_id).insurer_names)


def _kept(
    request: HttpRequest, customer: Customer, form: PolicyForm, act: Callable[[], str], **more: Any
) -> HttpResponse:
    """Do it, or show the form again with what is to be mended."""
    if form.is_valid():
        try:
            return HttpResponseRedirect(act())
        except actions.SameTermError as error:
            form.add_error("number", str(error))
    return _page(request, customer, form, status=422, **more)


def _back(customer: Customer) -> str:
    return reverse("customer", args=[customer.pk]) + "#policies"


def _page(request: HttpRequest, customer: Customer, form: PolicyForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"customer": customer, "form": form, "errors": errors_of(form) if form.is_bound else [], **more}
    return render(request, "policies/policy.html", context, status=status)
