"""The inbox: what came in, who has it, and by when an answer was promised."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.accounts import profile
from sonae.customers.forms import people_of
from sonae.customers.views.opening import actor_of
from sonae.leads.desk_views.opening import EXPORT, SEE
from sonae.leads.inbox import MINE, NOBODY, SIZE, TABS, Wanted, page
from sonae.leads.models import ASKS_NAMES
from sonae.tenancy.doors import needs
from sonae.web.clock import now


@needs(SEE)
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """One tab of it; everything that was asked for stands in the address."""
    actor = actor_of(request)
    wanted = Wanted.of(request.GET.dict())
    found = page(wanted, actor, now())
    empty = not any(found.counts.values())
    context = {
        "page": found,
        "wanted": wanted,
        "tabs": [
            {
                "title": tab.title,
                "query": Wanted(tab=name).query(),
                "count": found.counts[name],
                "here": name == wanted.tab,
            }
            for name, tab in TABS.items()
        ],
        "tab": TABS[wanted.tab],
        "kinds": ASKS_NAMES.items(),
        "people": [(str(member.pk), member.user.name) for member in people_of(actor.agency_id)],
        "mine": MINE,
        "nobody": NOBODY,
        "size": SIZE,
        "earlier": wanted.query(page=wanted.page - 1) if wanted.page > 1 else "",
        "later": wanted.query(page=wanted.page + 1),
        "may_export": actor.may(EXPORT),
        "empty": empty,
        "site": _site(actor.agency_id) if empty else "",
    }
    return render(request, "leads/desk_inbox.html", context)


def _site(agency: object) -> str:
    """Where visitors would ask, once the agency's pages are public."""
    said = profile.of(agency)  # type: ignore[arg-type]
    return said.site_path if profile.is_public(said) else ""
