"""Addresses outside of the agency and its customers to which it may write all the same."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sonae.outbox import actions
from sonae.outbox.forms import Allowance
from sonae.outbox.models import Allowed
from sonae.tenancy.doors import needs
from sonae.web.clock import now
from sonae_core.values.errors import InputError


@needs("agency.settings")
@require_http_methods(["GET", "HEAD", "POST"])
def allowed(request: HttpRequest) -> HttpResponse:
    """The list, and adding to it."""
    if request.method != "POST":
        return _page(request, Allowance())
    form = Allowance(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    found = form.cleaned_data
    try:
        actions.allow(
            agency=request.actor.agency_id,
            address=found["address"],
            reason=found["reason"],
            by=request.actor,
            at=now(),
        )
    except InputError as error:
        form.add_error("address" if error.path == "宛先" else "reason", f"{error.problem}。{error.remedy}。")
        return _page(request, form, 422)
    return HttpResponseRedirect(reverse("mail_allowed"))


@needs("agency.settings")
@require_POST
def disallow(request: HttpRequest, allowed: UUID) -> HttpResponse:
    """End one."""
    found = get_object_or_404(Allowed.objects.filter(agency_id=request.actor.agency_id), pk=allowed)
    actions.disallow(allowed=found, by=request.actor, at=now())
    return HttpResponseRedirect(reverse("mail_allowed"))


def _page(request: HttpRequest, form: Allowance, status: int = 200) -> HttpResponse:
    rows = Allowed.objects.filter(agency_id=request.actor.agency_id, ended_at=None).select_related("by")
    return render(request, "outbox/allowed.html", {"form": form, "rows": rows.order_by("address")}, status=status)
