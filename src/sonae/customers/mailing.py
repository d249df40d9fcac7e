"""What the gate of outgoing mail asks this room: who a company is, and what the agency's other customers are called."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sonae.customers.models import Customer
from sonae.outbox.sources import Company, Person, companies_come_from, names_come_from
from sonae.tenancy.actor import Actor


@companies_come_from
def company(identity: UUID, actor: Actor | None) -> Company | None:
    """A kept company with the people there who have an address."""
    seen = Customer.objects.kept() if actor is None else Customer.objects.kept().visible_to(actor)
    found = seen.filter(pk=identity).first()
    if found is None:
        return None
    people = found.contacts.exclude(email="").order_by("-main", "created_at")
    return Company(found.pk, found.agency_id, found.name, tuple(Person(p.email, p.name, p.role) for p in people))


@names_come_from
def names(agency: UUID, but: UUID | None) -> Iterable[str]:
    """Names of the agency's other customers."""
    return Customer.objects.kept().filter(agency_id=agency).exclude(pk=but).values_list("name", flat=True)
