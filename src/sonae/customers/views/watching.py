"""Who can see a company."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.accounts.watching import who_sees
from sonae.customers.views.opening import actor_of, seen
from sonae.tenancy.doors import needs
from sonae.web.clock import now
from sonae.web.errors import forbidden, not_found


@needs("customers.see")
@require_safe
def watching(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the agency's own people: members, and to whom it is shown, until when and why."""
    actor = actor_of(request)
    customer = seen(actor, pk)
    if customer is None:
        return not_found(request)
    if customer.agency_id != actor.agency_id or not actor.sees_whole_agency:
        return forbidden(request)
    rows = who_sees(customer.record, now())
    parts: dict[str, list[str]] = {}
    for row in rows:
        if row.until is None:
            parts.setdefault(row.why, []).append(row.who)
    context = {
        "customer": customer,
        "parts": parts.items(),
        "others": [row for row in rows if row.until is not None],
        "may_give": actor.may("grants.give"),
    }
    return render(request, "customers/watching.html", context)
