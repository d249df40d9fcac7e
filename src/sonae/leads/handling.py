"""What an agency does with a request: who has it, that it was answered, called, closed; each with its entry in the log.

Every function looks at the row as it is now, under its lock: what somebody else has done meanwhile is told
(``MovedError``), never undone without a word.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from sonae.audit.actions import record
from sonae.leads.models import OPEN, STATE_NAMES, Request, State
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Membership

QUARANTINE = timedelta(days=30)
"""How long what looks like a machine's is kept for a person to decide."""
_DONE = (State.ANSWERED, State.CLOSED)


class MovedError(Exception):
    """Somebody else has already moved the request on; ``state`` is where it stands."""

    def __init__(self, state: State) -> None:
        super().__init__(state.value)
        self.state = state

    @property
    def words(self) -> str:
        """What is told to whoever comes too late."""
        return f"ほかの人が先に「{STATE_NAMES[self.state]}」にしました。いまの状態を確かめてください。"


def locked(request: Request, *states: State) -> Request:
    """The row as it is now, held until the transaction ends. MovedError where it is in none of the states."""
    Request.objects.select_for_update().get(pk=request.pk)  # only its own row: PostgreSQL locks no outer join
    held: Request = Request.objects.select_related("customer", "assigned__user").get(pk=request.pk)
    if states and State(held.state) not in states:
        raise MovedError(State(held.state))
    return held


def kept(held: Request, *fields: str) -> None:
    """Keep a change of a locked row."""
    held.version += 1
    held.save(update_fields=[*fields, "version"])


@transaction.atomic
def assign(*, request: Request, to: Membership | None, by: Actor, at: datetime) -> None:
    """Say who has it; a new one is being answered from then on."""
    held = locked(request, State.NEW, State.WORKING, *_DONE)
    before = held.assigned.user.name if held.assigned else None
    after = to.user.name if to else None
    if held.state == State.NEW and to is not None:
        held.state = State.WORKING
    elif held.assigned_id == (to.pk if to else None):
        return
    held.assigned = to
    kept(held, "assigned", "state")
    record(by=by, what="leads.assigned", on=held.record, at=at, before={"担当": before}, after={"担当": after})


@transaction.atomic
def called(*, request: Request, reached: bool, note: str, by: Actor, at: datetime) -> None:
    """Somebody telephoned. Whoever was reached has an answer; whoever was not waits on, and the attempt is noted."""
    held = locked(request, *OPEN, *_DONE)
    if reached and State(held.state) in OPEN:
        held.state, held.answered_at = State.ANSWERED, at
    elif held.state == State.NEW:
        held.state = State.WORKING
    _taken(held, by)
    kept(held, "state", "answered_at", "assigned")
    outcome = "話せました" if reached else "つながりませんでした"
    record(by=by, what="leads.called", on=held.record, at=at, after={"電話": outcome}, note=note)


def _taken(held: Request, by: Actor) -> None:
    """Whoever does something for it first has it."""
    if held.assigned_id is None:
        held.assigned = Membership.objects.filter(pk=by.membership_id).first()


@transaction.atomic
def answered(*, request: Request, by: Actor, at: datetime) -> None:
    """A reply is on its way."""
    held = locked(request, *OPEN, *_DONE)
    held.state, held.answered_at = State.ANSWERED, held.answered_at or at
    _taken(held, by)
    kept(held, "state", "answered_at", "assigned")
    record(by=by, what="leads.answered", on=held.record, at=at)


@transaction.atomic
def unanswered(*, request: Request, by: Actor | str, at: datetime) -> bool:
    """The reply did not leave after all: the visitor still waits. Whether that changed anything."""
    held = locked(request)
    if held.state != State.ANSWERED:
        return False
    held.state, held.answered_at = State.WORKING, None
    kept(held, "state", "answered_at")
    record(by=by, what="leads.unanswered", on=held.record, at=at)
    return True


@transaction.atomic
def close(*, request: Request, why: str, by: Actor, at: datetime) -> None:
    """Done without an answer, and why."""
    held = locked(request, *OPEN, State.ANSWERED)
    held.state, held.closed_at = State.CLOSED, at
    kept(held, "state", "closed_at")
    record(by=by, what="leads.closed", on=held.record, at=at, note=why)


@transaction.atomic
def reopen(*, request: Request, by: Actor, at: datetime) -> None:
    """Take it up again."""
    held = locked(request, *_DONE)
    held.state, held.closed_at, held.answered_at = State.WORKING, None, None
    kept(held, "state", "closed_at", "answered_at")
    record(by=by, what="leads.reopened", on=held.record, at=at)
