"""The offices of an agency: customers and members can be counted among one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sonae.accounts.refusals import DeclinedError
from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Agency, Branch

TAKEN = "この名前の拠点は、もうあります。"


@transaction.atomic
def add(*, name: str, by: Actor, at: datetime) -> Branch:
    """A new office. DeclinedError for a name that is taken."""
    _hold(by)
    _free(name, by)
    branch = Branch(agency_id=by.agency_id, name=name)
    branch.save(force_insert=True)
    record(by=by, what="accounts.branch_added", on=record_of(branch), at=at)
    return branch


@transaction.atomic
def rename(*, branch: Branch, name: str, by: Actor, at: datetime) -> bool:
    """Another name; whether it is one. DeclinedError for a name that is taken."""
    _hold(by)
    held: Branch = Branch.objects.get(pk=branch.pk)
    if held.name == name:
        return False
    _free(name, by)
    before, held.name = held.name, name
    held.save(update_fields=["name"])
    record(
        by=by, what="accounts.branch_renamed", on=record_of(held), at=at, before={"name": before}, after={"name": name}
    )
    return True


def _hold(by: Actor) -> None:
    """One at a time in an agency, so that two people do not make the same office."""
    Agency.objects.select_for_update().get(pk=by.agency_id)


def _free(name: str, by: Actor) -> None:
    if Branch.objects.filter(agency_id=by.agency_id, name=name).exists():
        raise DeclinedError(TAKEN, "name")


def record_of(branch: Branch) -> Record:
    """As the log names it."""
    return Record("tenancy.branch", branch.pk, branch.name, branch.agency_id)
