"""The people on an agency's public pages: added, changed, moved, taken off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from sonae.accounts.people_shown import MOST_PEOPLE, ShownPerson, shown_by
from sonae.accounts.refusals import DeclinedError
from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Agency

MEANWHILE = "開いている間に、ほかの人が変更しました。下の内容でよければ、もう一度「保存する」を押してください。"


@transaction.atomic
def add(*, given: Mapping[str, Any], by: Actor, at: datetime) -> ShownPerson:
    """Somebody more, at the end. DeclinedError where there are enough."""
    there = _held(by)
    if len(there) >= MOST_PEOPLE:
        raise DeclinedError(f"紹介できるのは{MOST_PEOPLE}人までです。", "name")
    person = ShownPerson(agency_id=by.agency_id, place=1 + max((each.place for each in there), default=0), **given)
    person.save(force_insert=True)
    record(by=by, what="accounts.shown_added", on=record_of(person), at=at, after=dict(given))
    return person


@transaction.atomic
def change(*, person: ShownPerson, given: Mapping[str, Any], version: int, by: Actor, at: datetime) -> bool:
    """Keep what differs; whether anything did. DeclinedError where it is no longer what was opened."""
    _held(by)
    held: ShownPerson = ShownPerson.objects.get(pk=person.pk)
    before = {name: getattr(held, name) for name in given}
    if before == dict(given):
        return False
    if held.version != version:
        raise DeclinedError(MEANWHILE)
    for name, value in given.items():
        setattr(held, name, value)
    held.version += 1
    held.save()
    record(by=by, what="accounts.shown_changed", on=record_of(held), at=at, before=before, after=dict(given))
    return True


@transaction.atomic
def move(*, person: ShownPerson, up: bool, by: Actor, at: datetime) -> bool:
    """Change places with the one before, or after; whether there was one."""
    there = _held(by)
    here = next((index for index, each in enumerate(there) if each.pk == person.pk), None)
    other = None if here is None else here + (-1 if up else 1)
    if here is None or other is None or not 0 <= other < len(there):
        return False
    there[here], there[other] = there[other], there[here]
    for place, each in enumerate(there, 1):
        if each.place != place:
            each.place, each.version = place, each.version + 1
            each.save(update_fields=["place", "version"])
    record(by=by, what="accounts.shown_moved", on=record_of(person), at=at)
    return True


@transaction.atomic
def remove(*, person: ShownPerson, by: Actor, at: datetime) -> None:
    """Take somebody off the pages; the log keeps what stood there."""
    _held(by)
    names = ("name", "kana", "title", "qualifications", "since", "introduction", "career")
    before = {name: getattr(person, name) for name in names}
    record(by=by, what="accounts.shown_removed", on=record_of(person), at=at, before=before)
    ShownPerson.objects.filter(pk=person.pk).delete()


def _held(by: Actor) -> list[ShownPerson]:
    """One at a time in an agency, so that the order has no gaps; those that are there."""
    Agency.objects.select_for_update().get(pk=by.agency_id)
    return shown_by(by.agency_id)


def record_of(person: ShownPerson) -> Record:
    """As the log names it."""
    return Record("accounts.shownperson", person.pk, person.name, person.agency_id)
