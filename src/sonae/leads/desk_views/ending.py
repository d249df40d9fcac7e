"""What takes a request away, or brings it back from where machines' are kept apart."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from sonae.accounts import profile
from sonae.customers.views.opening import actor_of
from sonae.leads import quarantine
from sonae.leads.desk_forms import EraseForm
from sonae.leads.desk_views.opening import EXPORT, WORK, of_request
from sonae.leads.desk_views.record import address_of, done
from sonae.leads.erasing import erase as erase_it
from sonae.leads.keys import addresses_of
from sonae.leads.models import Request
from sonae.web.clock import now
from sonae.web.fields import errors_of


@of_request(WORK)
@require_POST
def release(request: HttpRequest, found: Request) -> HttpResponse:
    """Out of quarantine: the visitor is told that it was received."""
    house = profile.of(found.agency_id)
    desk = request.build_absolute_uri(address_of(found))

    def act() -> None:
        quarantine.release(
            request=found, house=house, address=addresses_of(request, house), desk=desk, by=actor_of(request), at=now()
        )

    return done(request, found, act)


@of_request(WORK)
@require_POST
def discard(request: HttpRequest, found: Request) -> HttpResponse:
    """Thrown away."""
    return done(request, found, lambda: quarantine.discard(request=found, by=actor_of(request), at=now()))


@of_request(EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, found: Request) -> HttpResponse:
    """Ask once and why; then everything personal is gone for good."""
    if found.erased_at is not None:
        return HttpResponseRedirect(address_of(found))
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        erase_it(request=found, by=actor_of(request), at=now(), why=form.cleaned_data["why"])
        return HttpResponseRedirect(address_of(found))
    context = {"lead": found, "form": form, "errors": errors_of(form)}
    return render(request, "leads/desk_erase.html", context, status=422 if form.errors else 200)
