"""Inviting somebody into an agency, sending it again, taking it back, and accepting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sonae.accounts.actions.telling import acting_as
from sonae.accounts.invitations import LASTS, End, Invitation
from sonae.accounts.people import User
from sonae.accounts.refusals import DeclinedError
from sonae.accounts.secrets import digest, new_secret
from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.outbox.actions import send
from sonae.outbox.sources import company
from sonae.tenancy.actor import Actor, Operator
from sonae.tenancy.models import Agency, Branch, Grant, Membership
from sonae.tenancy.permissions import HOLDS, ROLE_NAMES, Role
from sonae.tenancy.scope import unscoped, within

By = Actor | Operator
INVITE = "members.manage"
_TEXT = """{by}さんが、あなたを「{agency}」に招いています。

役割: {role}
{more}
次のリンクから始めてください。{until}まで、1回だけ使えます。

{link}

心当たりがないときは、何もしないでください。リンクを開かなければ、何も登録されません。
"""


@dataclass(frozen=True)
class Part:
    """What somebody is invited to: a part, perhaps at an office; of a client, their company."""

    role: Role
    branch: Branch | None = None
    company_id: UUID | None = None


@dataclass(frozen=True)
class Shown:
    """What a coordinator will be shown once they accept: one company, why, and until when."""

    record_id: UUID
    may_edit: bool
    reason: str
    until: datetime


@dataclass(frozen=True)
class Address:
    """Where links lead: the site, and the path of the page with ``{}`` for the secret."""

    site: str
    path: str

    def link(self, secret: str) -> str:
        """The address of one link."""
        return self.site + self.path.format(secret)


def roles_for(by: By) -> tuple[Role, ...]:
    """The parts that somebody may give away: only owners make owners; who runs the installation makes a first owner."""
    if isinstance(by, Operator):
        return (Role.OWNER,)
    if not by.may(INVITE):
        return ()
    return tuple(role for role in Role if role is not Role.OWNER or by.role is Role.OWNER)


@transaction.atomic
def invite(
    *, agency: Agency, email: str, part: Part, by: By, address: Address, at: datetime, shown: Shown | None = None
) -> Invitation:
    """Invite an address; a link goes out by mail. An open invitation of the same address is replaced, its link dead.

    Inside the agency's scope. DeclinedError where they may not, or the address cannot be invited.
    """
    _check(agency, email, part, by, shown)
    secret = new_secret()
    Invitation.objects.filter(agency=agency, email=email, accepted_at=None, revoked_at=None).update(revoked_at=at)
    given: dict[str, Any] = {} if shown is None else {**vars(shown)}
    made = Invitation(
        agency=agency,
        digest=digest(secret),
        email=email,
        role=part.role.value,
        branch=part.branch,
        company_id=part.company_id,
        invited_by_id=by.user_id,
        created_at=at,
        sent_at=at,
        expires_at=at + LASTS,
        **given,
    )
    made.save(force_insert=True)
    record(by=by, what="accounts.invited", on=record_of(made), at=at, after={"役割": ROLE_NAMES[part.role]})
    _mail(made, by, address.link(secret), at)
    return made


def _check(agency: Agency, email: str, part: Part, by: By, shown: Shown | None) -> None:
    if part.role not in roles_for(by) or (isinstance(by, Actor) and by.agency_id != agency.pk):
        raise DeclinedError("この役割の人を招くことはできません。", "role")
    if (part.role is Role.CLIENT) is not (part.company_id is not None):
        raise DeclinedError("お客様の会社の人は、お客様の画面から招いてください。", "role")
    if isinstance(by, Operator) and has_owner(agency):
        raise DeclinedError("この代理店には、もう代表者がいます。ほかの人は代表者が招きます。", "email")
    user = User.objects.filter(email=email).first()
    if user is not None and (user.is_operator or not user.is_active):
        raise DeclinedError("このアドレスの人は招けません。別のアドレスにしてください。", "email")
    member = user is not None and Membership.objects.filter(agency=agency, user=user, ended_at=None).exists()
    if member and shown is None:
        raise DeclinedError("この人は、もうメンバーです。", "email")


def has_owner(agency: Agency) -> bool:
    """Whether somebody who can sign in owns the agency. Inside its scope."""
    owners = Membership.objects.filter(agency=agency, role=Role.OWNER, ended_at=None, user__is_active=True)
    return bool(owners.exists())


@transaction.atomic
def resend(*, invitation: Invitation, by: By, address: Address, at: datetime) -> None:
    """A new link with a new week; the earlier one opens nothing any more. DeclinedError for one that is over."""
    held: Invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if Role(held.role) not in roles_for(by):
        raise DeclinedError("この役割の人を招くことはできません。")
    if held.accepted_at is not None or held.revoked_at is not None:
        raise DeclinedError("この招待は、もう終わっています。")
    secret = new_secret()
    held.digest, held.sent_at, held.expires_at, held.invited_by_id = digest(secret), at, at + LASTS, by.user_id
    held.save(update_fields=["digest", "sent_at", "expires_at", "invited_by"])
    record(by=by, what="accounts.invited_again", on=record_of(held), at=at)
    _mail(held, by, address.link(secret), at)


@transaction.atomic
def revoke(*, invitation: Invitation, by: By, at: datetime) -> bool:
    """Take it back; whether it was still open. DeclinedError for one that only an owner may touch."""
    if Role(invitation.role) not in roles_for(by):
        raise DeclinedError("この招待を取り消すことはできません。")
    open_ = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not open_.update(revoked_at=at):
        return False
    record(by=by, what="accounts.invitation_revoked", on=record_of(invitation), at=at)
    return True


def record_of(invitation: Invitation) -> Record:
    """As the log names it."""
    return Record("accounts.invitation", invitation.pk, invitation.email, invitation.agency_id)


def _mail(invitation: Invitation, by: By, link: str, at: datetime) -> None:
    agency = invitation.agency
    more = "お客様の情報を一つ、一緒に見ていただくための招待です。\n" if invitation.record_id else ""
    words = {"by": by.name, "agency": agency.name, "role": ROLE_NAMES[Role(invitation.role)], "more": more}
    text = _TEXT.format(**words, link=link, until=moment(invitation.expires_at))
    on = record_of(invitation)
    send(
        agency=agency.pk,
        to=invitation.email,
        subject=f"「{agency.name}」への招待",
        text=text,
        kind="accounts.invitation",
        by=by,
        at=at,
        about=on,
    )


def moment(at: datetime) -> str:
    """A moment in Japan, for mails: 「12月5日 14:03」."""
    here = timezone.localtime(at)
    return f"{here.month}月{here.day}日 {here:%H:%M}"


# --- what a link opens ------------------------------------------------------------------------------------------------


def opened(secret: str, at: datetime) -> tuple[Invitation | None, End | None]:
    """The invitation of a link, and why it opens nothing; the second is None while it does."""
    with unscoped("an invitation is opened by whoever holds its link"):
        rows = Invitation.objects.select_related("agency", "invited_by", "branch")
        found = rows.filter(digest=digest(secret)).first()
        if found is None:
            return None, End.UNKNOWN
        return found, found.ended(at) or (None if _stands(found) else End.WITHDRAWN)


def opened_again(invitation: Invitation, at: datetime) -> End:
    """Why a link opened nothing after all: somebody was quicker."""
    with within(invitation.agency_id):
        held = Invitation.objects.filter(pk=invitation.pk, digest=invitation.digest).first()
    return End.UNKNOWN if held is None else held.ended(at) or End.WITHDRAWN


def _stands(invitation: Invitation) -> bool:
    """Whether whoever invited may still do so, the agency is open, and the company that it is about is there."""
    by, role, about = invitation.invited_by, Role(invitation.role), invitation.company_id or invitation.record_id
    if invitation.agency.closed_at is not None or not by.is_active:
        return False
    if about is not None and company(about) is None:
        return False
    if by.is_operator:
        return role is Role.OWNER and not has_owner(invitation.agency)
    part = Membership.objects.filter(agency_id=invitation.agency_id, user=by, ended_at=None).first()
    if part is None or INVITE not in HOLDS[Role(part.role)]:
        return False
    return role is not Role.OWNER or part.role == Role.OWNER


def accept_new(*, invitation: Invitation, name: str, password: str | None, at: datetime) -> User | None:
    """Somebody without an account: they get one, and their part. None where the link is used up, or opens nothing."""
    user = User(email=invitation.email, name=name, created_at=at)
    user.set_password(password)  # slow on purpose, so before the transaction
    with within(invitation.agency_id), transaction.atomic():
        if User.objects.filter(email=user.email).exists() or not _open(invitation, at):
            return None
        user.save(force_insert=True)
        _join(invitation, user, at)
    return user


def accept_as(*, invitation: Invitation, user: User, at: datetime) -> Membership | None:
    """Somebody who is signed in under the invited address takes the part. None where the link opens nothing."""
    if user.email != invitation.email or user.is_operator or not user.is_active:
        return None
    with within(invitation.agency_id), transaction.atomic():
        return _join(invitation, user, at) if _open(invitation, at) else None


def _open(invitation: Invitation, at: datetime) -> bool:
    """Looked at again under a lock: a link is used once, whoever presses at the same moment."""
    held = Invitation.objects.select_for_update().filter(pk=invitation.pk, digest=invitation.digest).first()
    return held is not None and held.ended(at) is None and _stands(held)


def _join(invitation: Invitation, user: User, at: datetime) -> Membership:
    part = Membership.objects.filter(agency_id=invitation.agency_id, user=user, ended_at=None).first()
    if part is None:
        part = Membership(
            agency_id=invitation.agency_id,
            user=user,
            role=invitation.role,
            branch=invitation.branch,
            company_id=invitation.company_id,
            since=at,
        )
        part.save(force_insert=True)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=at, accepted_by=user)
    by = acting_as(part, user)
    on = Record("tenancy.membership", part.pk, user.name, invitation.agency_id)
    record(by=by, what="accounts.joined", on=on, at=at, after={"役割": ROLE_NAMES[Role(part.role)]})
    if invitation.record_id is not None and invitation.until is not None and invitation.until > at:
        _grant(invitation, user, by, at)
    return part


def _grant(invitation: Invitation, user: User, by: Actor, at: datetime) -> None:
    """What the invitation promised to show."""
    made = Grant(
        agency_id=invitation.agency_id,
        to_user=user,
        record_id=invitation.record_id,
        may_edit=invitation.may_edit,
        reason=invitation.reason,
        starts_at=at,
        ends_at=invitation.until,
        given_by_id=invitation.invited_by_id,
        given_at=at,
    )
    made.save(force_insert=True)
    on = Record("tenancy.grant", made.pk, user.name, invitation.agency_id)
    record(by=by, what="accounts.grant_begun", on=on, at=at)
