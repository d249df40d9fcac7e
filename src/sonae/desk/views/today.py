"""The first page of the day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sonae.customers.models import Customer
from sonae.customers.views.opening import actor_of
from sonae.desk.today import groups
from sonae.outbox.reading import stuck_since
from sonae.tenancy.doors import needs
from sonae.web.clock import now
from sonae.web.clock import today as this_day
from sonae_paper.text.dates import weekday_date


@needs("customers.see")
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What needs doing, by date; whose own company is all they see goes there."""
    actor = actor_of(request)
    if not actor.may("desk.see"):
        return HttpResponseRedirect(reverse("customers"))
    everybody = request.GET.get("all") == "1"
    found = groups(actor, now(), everybody=everybody)
    context = {
        "day": weekday_date(this_day()),
        "groups": found,
        "count": sum(len(group.rows) for group in found),
        "everybody": everybody,
        "empty": not found and not Customer.objects.visible_to(actor).exists(),
        "stuck": stuck_since(actor, now()) if actor.may("mail.send") else None,
        "may_add": actor.may("customers.edit") and actor.sees_whole_agency,
    }
    return render(request, "desk/today.html", context)
