"""Which company an agency already looks after may be the one that asks: by number, by name, by mail domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sonae.customers.models import Contact, Customer
from sonae.leads.models import Request
from sonae.tenancy.actor import Actor
from sonae_core.values.folding import digits_of

MOST = 5
SHARED = 3
"""A mail domain that people of so many companies write from belongs to none of them."""
WHY = {
    "number": "法人番号が同じ",
    "address": "メールアドレスが同じ",
    "name": "会社名が同じ",
    "domain": "メールの「@」から後が同じ",
    "phone": "電話番号が同じ",
}
"""In the order in which they count."""


@dataclass(frozen=True)
class Match:
    """A company, and why it may be the same."""

    customer: Customer
    why: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether one need hardly ask."""
        return self.why[0] == WHY["number"]


def matches(request: Request, actor: Actor) -> list[Match]:
    """Companies of the actor's agency that may be the same, the likeliest first; deleted ones too, which can come back.

    At most five questions to the database, however many companies there are.
    """
    seen = Customer.objects.visible_to(actor).filter(agency_id=actor.agency_id)
    why: dict[Customer, list[str]] = {}
    for reason, rows in _looks(request, seen):
        for customer in rows.select_related("person__user")[: MOST * 2]:
            why.setdefault(customer, []).append(WHY[reason])
    order = list(WHY.values())
    ranked = sorted(why.items(), key=lambda found: (order.index(found[1][0]), found[0].deleted_at is not None))
    return [Match(customer, tuple(reasons)) for customer, reasons in ranked[:MOST]]


def _looks(request: Request, seen: Any) -> list[tuple[str, Any]]:
    """Reason and companies, the strongest reason first; a reason that the request gives no ground for is left out."""
    rows: list[tuple[str, Any]] = []
    if request.corporate_number:
        rows.append(("number", seen.filter(corporate_number=request.corporate_number)))
    people = Contact.objects.filter(agency_id=request.agency_id)
    if request.email:
        rows.append(("address", _with(seen, people.filter(email__iexact=request.email))))
    if request.name_key:
        rows.append(("name", seen.filter(name_key=request.name_key)))
    if domain := domain_of(request.email):
        rows.append(("domain", _with(seen, _of_domain(people, domain))))
    if phone := digits_of(request.phone):
        rows.append(("phone", seen.filter(phone_key=phone)))
    return rows


def _with(seen: Any, people: Any) -> Any:
    return seen.filter(pk__in=people.values("customer_id"))


def _of_domain(people: Any, domain: str) -> Any:
    """Whoever writes from the domain; nobody where so many companies do that it must be a provider's."""
    found = people.filter(email__iendswith=f"@{domain}")
    companies = set(found.order_by().values_list("customer_id", flat=True).distinct()[:SHARED])
    return found if len(companies) < SHARED else found.none()


def domain_of(email: str) -> str:
    """What follows the last @, in small letters; empty for no address."""
    _, at, domain = email.rpartition("@")
    return domain.lower() if at else ""
