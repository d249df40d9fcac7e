"""What is shown to whom: of an agency all grants, live and past; of a member what others show to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sonae.accounts.actions.grants import receiver
from sonae.accounts.invitations import Invitation
from sonae.audit.record import Record
from sonae.outbox.sources import company
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Grant, Membership
from sonae.tenancy.permissions import ROLE_NAMES, WHOLE_AGENCY, Role

MOST_PAST = 50


@dataclass(frozen=True)
class Shown:
    """One grant in words."""

    grant: Grant
    to: str
    what: str
    """The company's name; empty for everything."""
    live: bool


def of_agency(agency: UUID, at: datetime) -> tuple[list[Shown], list[Shown]]:
    """Those that hold now or will, and the newest of those that are over."""
    rows = Grant.objects.filter(agency_id=agency).select_related("to_user", "to_agency", "given_by", "ended_by")
    live = rows.filter(ended_at=None, ends_at__gt=at).order_by("ends_at")
    over = rows.exclude(pk__in=live.values("pk")).order_by("-given_at")[:MOST_PAST]
    names: dict[UUID, str] = {}
    return [_shown(row, names, live=True) for row in live], [_shown(row, names, live=False) for row in over]


def _shown(grant: Grant, names: dict[UUID, str], *, live: bool) -> Shown:
    key = grant.record_id
    if key is not None and key not in names:
        found = company(key)
        names[key] = found.name if found is not None else "（削除されたお客様）"
    return Shown(grant, receiver(grant), names[key] if key is not None else "", live)


@dataclass(frozen=True)
class Received:
    """A company of another agency that a member may see."""

    id: UUID
    name: str
    agency: str
    until: datetime
    may_edit: bool
    reason: str


def received(actor: Actor) -> list[Received]:
    """The companies that others show to somebody, what ends first at the top; what is deleted is left out."""
    ids = [grant.id for grant in actor.granted if grant.record_id is not None]
    found = []
    for row in Grant.objects.filter(pk__in=ids).select_related("agency").order_by("ends_at"):
        shown = company(row.record_id, actor)
        if shown is not None:
            found.append(Received(shown.id, shown.name, row.agency.name, row.ends_at, row.may_edit, row.reason))
    return found


@dataclass(frozen=True)
class Sees:
    """Somebody who can see a record. ``until``: where it ends by itself. ``grant``: by which grant, to end it."""

    who: str
    why: str
    until: datetime | None = None
    grant: Grant | None = None
    waiting: bool = False
    """Invited, and not there yet."""


def who_sees(record: Record, at: datetime) -> list[Sees]:
    """Everybody who can see a company now, or will once they accept: asked inside the agency's scope."""
    rows: list[Sees] = []
    members: Any = Membership.objects.filter(agency_id=record.agency_id, ended_at=None, user__is_active=True)
    for part in members.select_related("user").order_by("user__name"):
        role = Role(part.role)
        if role in WHOLE_AGENCY or part.company_id == record.id:
            rows.append(Sees(f"{part.user.name}さん", ROLE_NAMES[role]))
    grants = Grant.objects.filter(agency_id=record.agency_id, ended_at=None, ends_at__gt=at)
    for grant in grants.select_related("to_user", "to_agency").order_by("ends_at"):
        if grant.record_id in (None, record.id):
            rows.append(Sees(receiver(grant), grant.reason, grant.ends_at, grant))
    invited = Invitation.objects.filter(agency_id=record.agency_id, accepted_at=None, revoked_at=None)
    for each in invited.filter(record_id=record.id, expires_at__gt=at):
        rows.append(Sees(each.email, each.reason, each.until, waiting=True))
    return rows
