"""The list of companies, and the page of one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from sonae.audit.actions import looked
from sonae.customers.forms import people_of
from sonae.customers.industries import industries
from sonae.customers.listing import MINE, NOBODY, SIZES, SORTS, Page, Wanted, page
from sonae.customers.models import Customer
from sonae.customers.views.opening import actor_of, seen
from sonae.customers.watching import live_grants
from sonae.desk.diagnoses import amount, begun_of, facts_of, newest_of, results_of, sheets_of
from sonae.desk.timeline import SHOWN, stream
from sonae.leads import inbox
from sonae.leads.keys import shown_number
from sonae.leads.models import ASKS_NAMES
from sonae.leads.wording import origin_of
from sonae.policies.listing import policies_of
from sonae.tenancy.actor import Actor
from sonae.tenancy.doors import needs
from sonae.web.clock import now, today
from sonae.web.errors import not_found


@needs("customers.see")
@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """Found, narrowed, in order; everything that was asked for stands in the address."""
    actor = actor_of(request)
    wanted = Wanted.of(request.GET.dict())
    found = page(wanted, actor)
    context = {
        "page": found,
        "wanted": wanted,
        "rows": _rows(found, actor),
        "people": [(str(member.pk), member.user.name) for member in people_of(actor.agency_id)],
        "industries": industries().items(),
        "sorts": [(name, title) for name, (title, _) in SORTS.items()],
        "sizes": SIZES,
        "mine": MINE,
        "nobody": NOBODY,
        "earlier": wanted.query(page=wanted.page - 1) if wanted.page > 1 else "",
        "later": wanted.query(page=wanted.page + 1),
        "unsorted": wanted.query(page=""),
        "may_add": actor.may("customers.edit") and actor.sees_whole_agency,
        "may_restore": actor.may("customers.delete"),
        "may_export": actor.may("customers.export"),
    }
    return render(request, "desk/companies.html", context)


def _rows(found: Page, actor: Actor) -> list[dict[str, Any]]:
    newest = newest_of([customer.pk for customer in found.rows], actor) if found.rows else {}
    words = industries()
    back = found.wanted.query()
    return [
        {
            "customer": customer,
            "industry": words.get(customer.industry, "").partition("（")[0],
            "draft": newest.get(customer.pk),
            "amount": amount(draft.last_middle) if (draft := newest.get(customer.pk)) else "",
            "back": back,
        }
        for customer in found.rows
    ]


@needs("customers.see")
@require_safe
def company(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One company: who it is, what happened, what it may cost. That somebody looked is written down before it shows."""
    actor = actor_of(request)
    customer = seen(actor, pk)
    if customer is None:
        return not_found(request)
    looked(by=actor, on=customer.record, at=now())
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    drafts = sheets_of(customer, actor)
    sheets = [draft.pk for draft in drafts]
    groups = facts_of(sheets)
    context = {
        "customer": customer,
        "industry": industries().get(customer.industry, "").partition("（")[0],
        "contacts": customer.contacts.order_by("-main", "created_at"),
        "results": results_of(sheets),
        "begun": begun_of(drafts),
        "policies": policies_of(customer, today()),
        "facts": groups,
        "open": [fact for _, facts in groups for fact in facts if fact.open],
        "stream": stream(customer, actor, sheets, show, _moment(request.GET.get("before", ""))),
        "show": show,
        "shown": [(name, title) for name, title in SHOWN.items() if name != "looks" or actor.may("audit.see")],
        "back": Wanted.back(request.GET.get("list", "")).query(),
        **_came(actor, customer),
        "grants": live_grants(customer, now()).count() if actor.agency_id == customer.agency_id else None,
        **_may(actor, customer),
    }
    return render(request, "desk/company.html", context)


def _came(actor: Actor, customer: Customer) -> dict[str, Any]:
    """What it said it wants, what brought it, and its requests: for the agency's own people."""
    if not actor.may("leads.see") or customer.agency_id != actor.agency_id:
        return {}
    return {
        "intents": customer.intents.order_by("said_at"),
        "origins": [
            (title, rows)
            for title, came in (("はじめ", customer.source_first), ("最後", customer.source_last))
            if (rows := origin_of(came))
        ],
        "requests": [
            (lead, shown_number(lead.number), ASKS_NAMES[lead.kind])
            for lead in inbox.own(actor).filter(customer_id=customer.pk).order_by("-received_at")[:5]
        ],
    }


def _may(actor: Actor, customer: Customer) -> dict[str, bool]:
    theirs = actor.may_change(customer.agency_id, customer.pk)
    return {
        "may_edit": theirs and actor.may("customers.edit"),
        "may_delete": theirs and actor.may("customers.delete"),
        "may_insure": theirs and actor.may("policies.edit"),
        "may_run": theirs and actor.may("assessments.run"),
        "may_propose": actor.may("proposals.make"),
        "may_write": theirs and actor.may("mail.send"),
        "inside": actor.may("desk.see"),
    }


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text[:40])
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
