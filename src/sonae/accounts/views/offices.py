"""設定 → 拠点: the offices of an agency."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sonae.accounts.actions import branches
from sonae.accounts.agency_forms import BranchName, branches_of
from sonae.accounts.refusals import DeclinedError
from sonae.accounts.views.office import SETTINGS
from sonae.tenancy.doors import needs
from sonae.tenancy.models import Branch
from sonae.web.clock import now
from sonae.web.errors import not_found
from sonae.web.fields import errors_of


@needs(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """All of them, and a new one."""
    form = BranchName(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            branches.add(name=form.cleaned_data["name"], by=request.actor, at=now())
            return HttpResponseRedirect(reverse("branches"))
        except DeclinedError as error:
            form.add_error(error.field, error.words)
    context = {"form": form, "errors": errors_of(form), "rows": branches_of(request.actor.agency_id)}
    return render(request, "accounts/branches.html", context, status=422 if form.errors else 200)


@needs(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, branch: UUID) -> HttpResponse:
    """Another name for one."""
    found = Branch.objects.visible_to(request.actor).filter(pk=branch, agency_id=request.actor.agency_id).first()
    if found is None:
        return not_found(request)
    form = BranchName(request.POST if request.method == "POST" else None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            branches.rename(branch=found, name=form.cleaned_data["name"], by=request.actor, at=now())
            return HttpResponseRedirect(reverse("branches"))
        except DeclinedError as error:
            form.add_error(error.field, error.words)
    context = {"form": form, "errors": errors_of(form), "branch": found}
    return render(request, "accounts/branch.html", context, status=422 if form.errors else 200)
