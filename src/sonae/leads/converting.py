"""From a request to a customer: a new one, or one that the agency already looks after; and back again.

What brought them goes along (first and last), and what they asked becomes the first entry of their intents, with the
time at which they said it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from sonae.audit.actions import record
from sonae.customers import actions as customers
from sonae.customers import intents
from sonae.customers.models import Contact, Customer, Intent
from sonae.leads.handling import kept, locked
from sonae.leads.keys import shown_number
from sonae.leads.models import Request, State
from sonae.leads.wording import asked_for
from sonae.policies.models import PolicyTerm
from sonae.tenancy.actor import Actor

MAY = (State.NEW, State.WORKING, State.ANSWERED, State.CLOSED)


def company_of(request: Request) -> dict[str, Any]:
    """What a request says of the company, as a new customer has it."""
    return {
        "name": request.company or request.name,
        "corporate_number": request.corporate_number,
        "industry": request.industry,
        "postcode": request.postcode,
        "address": request.address,
        "phone": request.phone,
        "person": request.assigned,
    }


def contact_of(request: Request) -> dict[str, Any]:
    """What it says of the person."""
    return {
        "name": request.name,
        "kana": request.kana,
        "role": request.department,
        "email": request.email,
        "phone": request.phone,
    }


@transaction.atomic
def to_new(*, request: Request, given: Mapping[str, Any], by: Actor, at: datetime) -> Customer:
    """Register the company, with whoever asked as the person one turns to first."""
    held = locked(request, *MAY)
    if held.customer is not None:
        return held.customer
    customer = customers.add(given=given, by=by, at=at)
    _joined(held, customer, by, at)
    return customer


@transaction.atomic
def to_existing(*, request: Request, customer: Customer, by: Actor, at: datetime) -> Customer:
    """Join it to a company that is there; whoever asked becomes a contact where nobody has that address."""
    held = locked(request, *MAY)
    if held.customer is not None:
        return held.customer
    _joined(held, customer, by, at)
    return customer


def _joined(held: Request, customer: Customer, by: Actor, at: datetime) -> None:
    if held.name and not _is_known(customer, held.email, held.name):
        customers.add_contact(customer=customer, given=contact_of(held), by=by, at=at)
    first = Customer.objects.filter(pk=customer.pk, source_first={})
    first.update(source_first=held.came_first or held.came_last)
    Customer.objects.filter(pk=customer.pk).update(source_last=held.came_last or held.came_first)
    intents.keep(
        customer=customer, answers=asked_for(held), source=source_of(held), said_at=held.received_at, by=by, at=at
    )
    held.customer, held.converted_at = customer, at
    kept(held, "customer", "converted_at")
    record(by=by, what="leads.converted", on=held.record, at=at, after={"お客様": customer.name})


def _is_known(customer: Customer, email: str, name: str) -> bool:
    people = Contact.objects.filter(customer_id=customer.pk)
    return bool((people.filter(email__iexact=email) if email else people.filter(name=name)).exists())


def source_of(request: Request) -> str:
    """How the intents of a customer name the request."""
    return f"資料請求 {shown_number(request.number)}"


@transaction.atomic
def unlink(*, request: Request, by: Actor, at: datetime) -> Customer | None:
    """Take the request from its company again. The company itself stays: it is deleted, and restored, on its own page.

    What the request brought along goes with it: its intent, and the sources where they are the request's own, of the
    company and of its contracts.
    """
    held = locked(request)
    customer = held.customer
    if customer is None:
        return None
    record(by=by, what="leads.unlinked", on=held.record, at=at, before={"お客様": customer.name})
    Intent.objects.filter(customer_id=customer.pk, source=source_of(held)).delete()
    for field, came in (("source_first", held.came_first), ("source_last", held.came_last)):
        Customer.objects.filter(pk=customer.pk, **{field: came}).update(**{field: {}})
        PolicyTerm.objects.filter(customer_id=customer.pk, **{field: came}).update(**{field: {}})
    held.customer, held.converted_at = None, None
    kept(held, "customer", "converted_at")
    return customer
