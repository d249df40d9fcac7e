"""Saving what an agency says of itself, and switching its pages on and off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sonae.accounts import profile as rules
from sonae.accounts.profile import AgencyProfile
from sonae.accounts.refusals import DeclinedError
from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Agency, Membership


class ConflictError(Exception):
    """Somebody else has saved since the page was opened; ``current`` is as it is now."""

    def __init__(self, current: AgencyProfile) -> None:
        super().__init__(str(current.pk))
        self.current = current


@transaction.atomic
def save(*, agency: UUID, given: Mapping[str, Any], version: int, by: Actor, at: datetime) -> bool:
    """Keep what differs; whether anything did. ConflictError where it is no longer what was opened."""
    held = _locked(agency)
    before = _told(held, given)
    for name, value in given.items():
        setattr(held, name, value)
    after = _told(held, given)
    if before == after:
        return False
    if held.version != version:
        raise ConflictError(rules.of(agency))
    _keep(held, by, at)
    record(by=by, what="accounts.profile_changed", on=record_of(held), at=at, before=before, after=after)
    return True


def _locked(agency: UUID) -> AgencyProfile:
    """The agency's row, held; a new one where it has none (the agency itself is held, so that there is only one)."""
    whose = Agency.objects.select_for_update().get(pk=agency)
    held = AgencyProfile.objects.select_for_update().filter(agency_id=agency).first()
    return held or AgencyProfile(agency=whose)


def _keep(held: AgencyProfile, by: Actor, at: datetime) -> None:
    held.version += 1
    held.updated_at, held.updated_by_id = at, by.user_id
    held.save()


def _told(held: AgencyProfile, names: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _spoken(getattr(held, name)) for name in names}


def _spoken(value: Any) -> Any:
    if isinstance(value, Membership):
        return value.user.name
    return value.isoformat() if hasattr(value, "isoformat") else value


def record_of(held: AgencyProfile) -> Record:
    """As the log names it."""
    return Record("accounts.agencyprofile", held.pk, held.agency.name, held.agency_id)


@transaction.atomic
def publish(*, agency: UUID, by: Actor, at: datetime) -> None:
    """Show the agency's pages to everybody. DeclinedError while something that must stand there is missing."""
    held = _locked(agency)
    missing = rules.lacks(held)
    if missing:
        raise DeclinedError(f"まだ公開できません。足りないもの: {'、'.join(lack.title for lack in missing)}")
    if held.published_at is None:
        held.published_at, held.published_by_id = at, by.user_id
        _keep(held, by, at)
        record(by=by, what="accounts.published", on=record_of(held), at=at)


@transaction.atomic
def withdraw(*, agency: UUID, by: Actor, at: datetime) -> None:
    """Hide the agency's pages from everybody."""
    held = _locked(agency)
    if held.published_at is not None:
        held.published_at, held.published_by = None, None
        _keep(held, by, at)
        record(by=by, what="accounts.withdrawn", on=record_of(held), at=at)


@transaction.atomic
def say_none_needed(*, agency: UUID, none_needed: bool, by: Actor, at: datetime) -> None:
    """The agency confirms that what is shown needs no approval number, or takes that back. Who and when is kept."""
    held = _locked(agency)
    if (held.none_needed_at is not None) is none_needed:
        return
    held.none_needed_at, held.none_needed_by_id = (at, by.user_id) if none_needed else (None, None)
    _keep(held, by, at)
    what = "accounts.none_needed" if none_needed else "accounts.none_needed_back"
    record(by=by, what=what, on=record_of(held), at=at)
