"""What is done with companies and the people there; each with its entry in the log, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sonae.accounts.invitations import Invitation
from sonae.audit.actions import erase, record
from sonae.audit.record import Record
from sonae.customers.industries import industries
from sonae.customers.models import Contact, Customer
from sonae.outbox import actions as mails
from sonae.outbox import actions as outbox
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Grant, Membership

FIELDS = (
    "name", "kana", "corporate_number", "industry", "postcode", "address", "phone", "website", "person", "branch",
    "note",
)  # fmt: skip
CONTACT_FIELDS = ("name", "kana", "role", "email", "phone", "main")
UNDO = timedelta(days=30)
"""How long a deleted company can be brought back."""


class ConflictError(Exception):
    """Somebody else has changed the company since it was opened; ``current`` is as it is now."""

    def __init__(self, current: Customer) -> None:
        super().__init__(current.pk)
        self.current = current


def spoken(field: str, value: Any) -> Any:
    """A value as the log and the pages tell it."""
    if isinstance(value, Membership):
        return value.user.name
    if field == "industry":
        return industries().get(value, value)
    return str(value) if field == "branch" and value is not None else value


def _told(row: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    return {name: spoken(name, getattr(row, name)) for name in fields}


@transaction.atomic
def add(*, given: Mapping[str, Any], by: Actor, at: datetime) -> Customer:
    """A new company of the actor's agency."""
    customer = Customer(agency_id=by.agency_id, created_at=at, updated_at=at, **{name: given[name] for name in given})
    customer.set_keys()
    customer.save(force_insert=True)
    record(by=by, what="customers.added", on=customer.record, at=at, after=_told(customer, FIELDS))
    return customer


@transaction.atomic
def change(*, customer: Customer, given: Mapping[str, Any], version: int, by: Actor, at: datetime) -> bool:
    """Change what differs; whether anything did. ConflictError where the company is no longer what was opened."""
    held = _locked(customer.pk)
    if held.version != version:
        raise ConflictError(held)
    before = _told(held, FIELDS)
    for name, value in given.items():
        setattr(held, name, value)
    after = _told(held, FIELDS)
    if before == after:
        return False
    _touched(held, at)
    record(by=by, what="customers.changed", on=held.record, at=at, before=before, after=after)
    return True


def _locked(identity: UUID) -> Customer:
    # Only its own row: what it refers to is read apart, because PostgreSQL locks no rows of an outer join.
    found: Customer = Customer.objects.select_for_update().get(pk=identity)
    return found


def _touched(customer: Customer, at: datetime) -> None:
    customer.updated_at = at
    customer.version += 1
    customer.set_keys(customer.contacts.all())
    customer.save()


@transaction.atomic
def delete(*, customer: Customer, by: Actor, at: datetime) -> None:
    """Take a company away; for thirty days it can be brought back."""
    if Customer.objects.kept().filter(pk=customer.pk).update(deleted_at=at, deleted_by_id=by.user_id):
        record(by=by, what="customers.deleted", on=customer.record, at=at)


@transaction.atomic
def restore(*, customer: Customer, by: Actor, at: datetime) -> None:
    """Bring a deleted company back."""
    if Customer.objects.deleted().filter(pk=customer.pk).update(deleted_at=None, deleted_by=None):
        record(by=by, what="customers.restored", on=customer.record, at=at)


def overdue(*, now: datetime) -> list[Customer]:
    """Deleted companies whose thirty days are over."""
    return list(Customer.objects.deleted().filter(deleted_at__lte=now - UNDO).order_by("deleted_at"))


@transaction.atomic
def forget(*, customer: Customer, at: datetime) -> bool:
    """Delete a company for good, with everything about it, and what the log says of it; False where it came back."""
    held = Customer.objects.deleted().select_for_update().filter(pk=customer.pk, deleted_at__lte=at - UNDO).first()
    if held is None:
        return False
    erase(on=held.record, by="schedule", at=at, why="削除から30日が過ぎました")
    mails.forget(company=held.pk, at=at)
    outbox.forget(company=held.pk, at=at)
    Grant.objects.filter(record_id=held.pk, ended_at__isnull=True).update(ended_at=at)
    Membership.objects.filter(company_id=held.pk, ended_at__isnull=True).update(ended_at=at)
    named = Q(record_id=held.pk) | Q(company_id=held.pk)
    Invitation.objects.filter(named, accepted_at__isnull=True, revoked_at__isnull=True).update(revoked_at=at)
    held.delete()
    return True


@transaction.atomic
def exported(*, by: Actor, at: datetime, count: int, agency_name: str) -> None:
    """Note that a list of companies left the house."""
    whose = Record("tenancy.agency", by.agency_id, agency_name, by.agency_id)
    record(by=by, what="customers.exported", on=whose, at=at, note=f"{count:,}社")


# --- people there -----------------------------------------------------------------------------------------------------


@transaction.atomic
def add_contact(*, customer: Customer, given: Mapping[str, Any], by: Actor, at: datetime) -> Contact:
    """Somebody at a company. The first one, and whoever is said to be, is whom one turns to first."""
    held = _locked(customer.pk)
    first = not held.contacts.exists()
    contact = Contact(agency_id=held.agency_id, customer=held, created_at=at, **{**given, "main": False})
    contact.save(force_insert=True)
    if first or given.get("main"):
        _made_main(contact)
    _touched(held, at)
    record(by=by, what="customers.contact_added", on=contact.record, at=at, after=_told(contact, CONTACT_FIELDS))
    return contact


@transaction.atomic
def change_contact(*, contact: Contact, given: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Change what differs."""
    held = _locked(contact.customer_id)
    contact = held.contacts.get(pk=contact.pk)
    before = _told(contact, CONTACT_FIELDS)
    for name, value in given.items():
        if name != "main":
            setattr(contact, name, value)
    contact.save()
    if given.get("main"):
        _made_main(contact)
    after = _told(contact, CONTACT_FIELDS)
    if before != after:
        _touched(held, at)
        record(by=by, what="customers.contact_changed", on=contact.record, at=at, before=before, after=after)


def _made_main(contact: Contact) -> None:
    Contact.objects.filter(customer_id=contact.customer_id, main=True).exclude(pk=contact.pk).update(main=False)
    Contact.objects.filter(pk=contact.pk).update(main=True)
    contact.main = True


@transaction.atomic
def remove_contact(*, contact: Contact, by: Actor, at: datetime) -> None:
    """Somebody who is there no more."""
    held = _locked(contact.customer_id)
    record(by=by, what="customers.contact_removed", on=contact.record, at=at, before=_told(contact, CONTACT_FIELDS))
    contact.delete()
    _touched(held, at)
