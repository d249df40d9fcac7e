"""What looks like a machine's: taken in by a person after all, or thrown away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sonae.accounts.profile import AgencyProfile
from sonae.audit.actions import record
from sonae.leads.erasing import erase
from sonae.leads.handling import kept, locked
from sonae.leads.hours import promised_for
from sonae.leads.keys import Address
from sonae.leads.models import Request, State
from sonae.leads.taking import welcome
from sonae.tenancy.actor import Actor


@transaction.atomic
def release(*, request: Request, house: AgencyProfile, address: Address, desk: str, by: Actor, at: datetime) -> None:
    """It is somebody's after all: they are told that it was received, and the promise counts from now on."""
    held = locked(request, State.QUARANTINED)
    held.state, held.promised_at = State.NEW, promised_for(at)
    kept(held, "state", "promised_at")
    record(by=by, what="leads.released", on=held.record, at=at)
    welcome(request=held, house=house, address=address, desk=desk, at=at)


@transaction.atomic
def discard(*, request: Request, by: Actor, at: datetime) -> None:
    """It is a machine's: everything in it goes at once."""
    held = locked(request, State.QUARANTINED)
    record(by=by, what="leads.discarded", on=held.record, at=at)
    erase(request=held, by=by, at=at, why="機械が送ったものとして破棄しました")
