"""The people of an agency: their part changes, or ends. What ends, ends with their next request."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sonae.accounts.actions import sessions
from sonae.accounts.actions.inviting import INVITE
from sonae.accounts.refusals import DeclinedError
from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Branch, Membership
from sonae.tenancy.permissions import ROLE_NAMES, Role

LAST = "代表者が1人もいなくなります。先に、別の人を代表者にしてください。"


def may_touch(by: Actor, part: Membership) -> bool:
    """Whether somebody may change or end a part: an admin of the agency, never their own; an owner's only an owner."""
    return (
        by.may(INVITE)
        and by.agency_id == part.agency_id
        and part.ended_at is None
        and part.user_id != by.user_id
        and (part.role != Role.OWNER or by.role is Role.OWNER)
    )


def roles_after(by: Actor, part: Membership) -> tuple[Role, ...]:
    """The parts that somebody may give to this member. A client stays one, and nobody becomes one."""
    if part.role == Role.CLIENT:
        return (Role.CLIENT,)
    return tuple(role for role in Role if role is not Role.CLIENT and (role is not Role.OWNER or by.role is Role.OWNER))


@transaction.atomic
def change(*, part: Membership, role: Role, branch: Branch | None, by: Actor, at: datetime) -> bool:
    """Give a member another part, or another office; whether anything changed. DeclinedError; the last owner stays."""
    held = _locked(part, by)
    if role not in roles_after(by, held):
        raise DeclinedError("この役割にはできません。", "role")
    if held.role == Role.OWNER and role is not Role.OWNER:
        _not_the_last(held)
    before = _told(held)
    held.role, held.branch = role.value, branch
    if _told(held) == before:
        return False
    held.save(update_fields=["role", "branch"])
    record(by=by, what="accounts.part_changed", on=record_of(held), at=at, before=before, after=_told(held))
    return True


@transaction.atomic
def end(*, part: Membership, by: Actor, at: datetime) -> bool:
    """Take a member out; whether they still were one. DeclinedError where one may not, and for the last owner."""
    held: Membership = Membership.objects.select_for_update().get(pk=part.pk)
    if held.ended_at is not None:
        return False
    held = _locked(part, by)
    if held.role == Role.OWNER:
        _not_the_last(held)
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    sessions.end_of_part(membership=held.pk, at=at)
    record(by=by, what="accounts.part_ended", on=record_of(held), at=at)
    return True


def record_of(part: Membership) -> Record:
    """As the log names it."""
    return Record("tenancy.membership", part.pk, part.user.name, part.agency_id)


def _told(part: Membership) -> dict[str, str]:
    return {"role": part.role, "branch": part.branch.name if part.branch else ""}


def _locked(part: Membership, by: Actor) -> Membership:
    """With the rows of all owners: two of them who take each other out at once must not both succeed."""
    list(Membership.objects.select_for_update().filter(agency_id=part.agency_id, role=Role.OWNER).order_by("pk"))
    held: Membership = Membership.objects.select_for_update().get(pk=part.pk)
    if not may_touch(by, held):
        raise DeclinedError(f"{ROLE_NAMES[Role(held.role)]}の役割は変えられません。")
    return held


def _not_the_last(part: Membership) -> None:
    owners = Membership.objects.filter(agency_id=part.agency_id, role=Role.OWNER, ended_at=None, user__is_active=True)
    if not owners.exclude(pk=part.pk).exists():
        raise DeclinedError(LAST)
