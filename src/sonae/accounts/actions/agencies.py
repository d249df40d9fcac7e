"""What whoever runs the installation does with agencies: makes them, invites a first owner, closes and opens them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sonae.accounts.actions import inviting
from sonae.accounts.actions.inviting import Address, Part
from sonae.accounts.models import Session
from sonae.accounts.refusals import DeclinedError
from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.tenancy.actor import Operator
from sonae.tenancy.models import Agency
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within

By = Operator | str


@transaction.atomic
def make(*, name: str, slug: str, by: By, at: datetime) -> Agency:
    """A new agency under its part of the addresses. DeclinedError where the address is taken."""
    if Agency.objects.filter(slug=slug).exists():
        raise DeclinedError("この名前は、もう使われています。", "slug")
    agency = Agency.objects.create(name=name, slug=slug, created_at=at)
    _note(agency, "accounts.agency_made", by, at)
    return agency


@transaction.atomic
def invite_owner(*, agency: Agency, email: str, by: Operator, address: Address, at: datetime) -> None:
    """Mail a link by which somebody becomes its owner. DeclinedError, also where there is an owner already."""
    with within(agency.pk):
        inviting.invite(agency=agency, email=email, part=Part(Role.OWNER), by=by, address=address, at=at)


@transaction.atomic
def close(*, agency: Agency, by: By, at: datetime) -> bool:
    """From now on nobody of it signs in, and its pages are gone; its data stays. Whether it was open."""
    if not Agency.objects.filter(pk=agency.pk, closed_at=None).update(closed_at=at):
        return False
    _note(agency, "accounts.agency_closed", by, at)
    with within(agency.pk):
        Session.objects.open().filter(membership__agency_id=agency.pk).update(ended_at=at)
    return True


@transaction.atomic
def reopen(*, agency: Agency, by: By, at: datetime) -> bool:
    """Let its people in again. Whether it was closed."""
    if not Agency.objects.filter(pk=agency.pk, closed_at__isnull=False).update(closed_at=None):
        return False
    _note(agency, "accounts.agency_reopened", by, at)
    return True


@transaction.atomic
def place(*, agency: Agency, host: str, front: bool, by: By, at: datetime) -> bool:
    """Where its public pages stand besides ``/a/<slug>/``. DeclinedError where another one has the host name.

    "" takes its host name away. In front stands one agency at most: the one before it steps back.
    Whether anything changed.
    """
    if Agency.objects.filter(pk=agency.pk, host=host or None, front=front).exists():
        return False
    if host and Agency.objects.filter(host=host).exclude(pk=agency.pk).exists():
        raise DeclinedError("このホスト名は、ほかの代理店が使っています。", "host")
    if front:
        Agency.objects.filter(front=True).exclude(pk=agency.pk).update(front=False)
    Agency.objects.filter(pk=agency.pk).update(host=host or None, front=front)
    _note(agency, "accounts.agency_placed", by, at)
    return True


def _note(agency: Agency, what: str, by: By, at: datetime) -> None:
    """In the agency's log, where its owner reads it, and in the operator's own."""
    with within(agency.pk):
        record(by=by, what=what, on=Record("tenancy.agency", agency.pk, agency.name, agency.pk), at=at)
    with within():
        record(by=by, what=what, on=Record("tenancy.agency", agency.pk, agency.name), at=at)
