"""Writing the log, always inside the transaction of what it tells of: either both are kept, or neither.

Nothing here opens a savepoint: where an entry cannot be written, the whole transaction is lost, whoever catches the
error.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from sonae.audit import chain, keys, sealing
from sonae.audit.models import OPERATORS, Event, Head, RecordKey
from sonae.audit.record import Record
from sonae.audit.verbs import VERBS
from sonae.tenancy.actor import Actor, Operator
from sonae.web.reading import excepted

SUPPORT = "support"
"""The part of an operator who helps an agency with its consent; ``membership_id`` is the grant then."""
AGAIN = timedelta(minutes=15)
"""A second look at the same record by the same person within this time is the same look."""
_CODE = re.compile(r"[a-z][a-z0-9._-]{0,31}\Z")


class OutsideTransactionError(Exception):
    """An entry was to be written apart from what it tells of: a bug of ours."""


class UnknownVerbError(Exception):
    """What happened has no sentence in ``verbs``: a bug of ours."""


def record(
    *,
    by: Actor | Operator | str,
    what: str,
    on: Record,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> Event:
    """Append an entry: who did what to which record, with the values that changed, in words where they are codes.

    ``by`` is a code of ``verbs.PARTS`` where no member acted. Values and names are sealed under the record's key; of an
    erased record only the fact is kept. UnknownVerbError, OutsideTransactionError, or what the database says.
    """
    values = {"name": on.name, "note": note, **_changed(before or {}, after or {})}
    agency_id = _log_of(by, on)
    with _appending(what, agency_id) as head:
        return _append(head, by=by, what=what, on=on, at=at, values=values, keeper=on.keeper)


def looked(*, by: Actor, on: Record, at: datetime) -> None:
    """Somebody saw a record: an entry of its own, once in fifteen minutes for each person and record.

    Called before the record is shown; whatever goes wrong is raised, and the record is not shown.
    """
    again = Event.objects.filter(
        agency_id=_log_of(by, on),
        kind=on.kind,
        record_id=on.id,
        user_id=by.user_id,
        what="audit.looked",
        at__gt=at - AGAIN,
    )
    if again.exists():
        return
    with excepted("who looked at a record"), transaction.atomic():
        record(by=by, what="audit.looked", on=on, at=at)


def erase(*, on: Record, by: Actor | Operator | str, at: datetime, why: str) -> None:
    """Destroy the record's key, and say so: what the log holds of its values can be read by nobody any more.

    ``why`` stays readable, under the key of the agency; it names no person. Does nothing to a record that is erased.
    ValueError for a record that is kept under another: it is erased with that one.
    """
    if on.under is not None:
        raise ValueError(f"{on.kind} is erased with {on.under.kind}")
    agency_id = _log_of(by, on)
    with _appending("audit.erased", agency_id) as head:
        found = keys.of(agency_id, [on], lock=True)[on.kind, on.id]
        if found.erased:
            return
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:  # what is replaced is overwritten in the file
                cursor.execute("PRAGMA secure_delete = ON")
        RecordKey.objects.filter(pk=found.pk).update(wrapped=b"", master="")
        agency = Record("tenancy.agency", agency_id or OPERATORS)
        _append(head, by=by, what="audit.erased", on=on, at=at, values={"note": why}, keeper=agency)


def _log_of(by: Actor | Operator | str, on: Record) -> UUID | None:
    """In whose log it stands: the record's agency, or that of whoever acts; None is the operator's."""
    return on.agency_id or (by.agency_id if isinstance(by, Actor) else None)


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Only what differs: what nobody needs is not kept."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {
        "before": {name: before[name] for name in names if name in before},
        "after": {name: after[name] for name in names if name in after},
    }


class _appending:  # noqa: N801 (used as a word: with _appending(…))
    """Holds the end of a chain until the transaction of the caller ends."""

    def __init__(self, what: str, agency_id: UUID | None) -> None:
        if what not in VERBS:
            raise UnknownVerbError(what)
        if not connection.in_atomic_block:
            raise OutsideTransactionError(what)
        self.agency_id = agency_id
        self.atomic = transaction.atomic(savepoint=False)

    def __enter__(self) -> Head:
        self.atomic.__enter__()
        try:
            return self._head()
        except BaseException as error:
            self.atomic.__exit__(type(error), error, error.__traceback__)
            raise

    def _head(self) -> Head:
        name = self.agency_id or OPERATORS
        held = Head.objects.select_for_update().filter(pk=name).first()
        if held is None:
            Head.objects.get_or_create(pk=name, defaults={"agency_id": self.agency_id, "hash": chain.START})
            held = Head.objects.select_for_update().get(pk=name)
        return held

    def __exit__(self, *error: Any) -> None:
        self.atomic.__exit__(*error)


def _append(
    head: Head,
    *,
    by: Actor | Operator | str,
    what: str,
    on: Record,
    at: datetime,
    values: Mapping[str, Any],
    keeper: Record,
) -> Event:
    person = None if isinstance(by, str) else Record("accounts.user", by.user_id)
    found = keys.of(head.agency_id, [keeper, *([person] if person else [])])
    event = Event(
        id=uuid.uuid4(),
        agency_id=head.agency_id,
        number=head.number + 1,
        at=at,
        what=what,
        kind=on.kind,
        record_id=on.id,
        key=found[keeper.kind, keeper.id],
        who_key=found[person.kind, person.id] if person else None,
        **_acting(by),
    )
    event.sealed = _sealed(event, event.key, values, "values")
    who = {} if isinstance(by, str) else {"name": by.name, "from": _from(by, head.agency_id)}
    event.who = _sealed(event, event.who_key, who, "who") if event.who_key else b""
    event.hash = chain.link(head.hash, tuple(getattr(event, column) for column in chain.COLUMNS))
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save(update_fields=["number", "hash"])
    return event


def _acting(by: Actor | Operator | str) -> dict[str, Any]:
    if isinstance(by, Actor):
        helping = any(grant.id == by.membership_id for grant in by.granted)
        part = SUPPORT if helping else by.role.value
        return {"user_id": by.user_id, "membership_id": by.membership_id, "part": part}
    if isinstance(by, Operator):
        return {"user_id": by.user_id, "part": "operator"}
    if not _CODE.match(by):
        raise ValueError("a code of verbs.PARTS is wanted, not a name")
    return {"part": by}


def _from(by: Actor | Operator, agency_id: UUID | None) -> str:
    """The agency of somebody who acts in another's log."""
    return str(by.agency_id) if isinstance(by, Actor) and by.agency_id != agency_id else ""


def _sealed(event: Event, key: RecordKey, values: Mapping[str, Any], part: str) -> bytes:
    if key.erased:
        return b""
    return sealing.seal_values(keys.secret(key), values, place=place_of(event, part))


def place_of(event: Event, part: str) -> str:
    """To what a sealed value is bound: its log, its record, its number, and which of the two it is."""
    return f"{event.chain}|{event.kind}|{event.record_id}|{event.number}|{part}"
