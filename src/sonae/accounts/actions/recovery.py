"""Helping somebody back in: a second admin of their agency, a mailed link, or whoever runs the server."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sonae.accounts.actions import factors, links, sessions
from sonae.accounts.actions.telling import mail, note, tell
from sonae.accounts.models import Link, ResetAsked, User
from sonae.outbox.actions import send
from sonae.tenancy.actor import Actor, Operator
from sonae.tenancy.models import Membership
from sonae.tenancy.permissions import ROLE_NAMES, Role
from sonae.tenancy.scope import unscoped

ADMINS = (Role.OWNER, Role.MANAGER)
"""Who may help others of the agency."""

_RESET = """{name} 様

パスワードを決め直すためのリンクです。30分のあいだ、1回だけ使えます。

{link}

このリンクで決め直しても、二つ目の確認（パスキーや確認コード）は今までどおり必要です。
心当たりがないときは、何もしないでください。パスワードは変わりません。
"""
_RECOVERY = """{name} 様

{by}さん（{part}）が、サインインの復旧を始めました。下のリンクから、パスワードと二つ目の確認を決め直してください。
24時間のあいだ、1回だけ使えます。

{link}

頼んだ覚えがないときは、リンクを開かずに、{by}さんに確かめてください。
"""


def ask_reset(*, email: str, site: str, at: datetime) -> None:
    """Somebody asks for a link to choose a new password: the same for every address (``mail_reset`` looks whose)."""
    ResetAsked.objects.create(email=email, site=site, at=at)


@transaction.atomic
def mail_reset(*, asked: ResetAsked, path: str, at: datetime) -> bool:
    """Mail the link, if somebody who can sign in has the address; else nothing at all. Whether a mail leaves.

    ``path``: the address of the link's page, with ``{}`` where the secret goes. Done twice it does nothing twice.
    """
    if not ResetAsked.objects.filter(pk=asked.pk).delete()[0]:
        return False
    user = User.objects.filter(email=asked.email, is_active=True).first()
    if user is None:
        return False
    link = asked.site + path.format(links.issue(user=user, kind=Link.Kind.RESET, at=at))
    _send(user, "パスワードの再設定", _RESET.format(name=user.name, link=link), "accounts.reset", "system", at)
    return True


def may_help(by: Actor, part: Membership) -> bool:
    """Whether somebody may help a member back in: an admin of the same agency, and never themselves."""
    return (
        by.role in ADMINS
        and by.agency_id == part.agency_id
        and part.ended_at is None
        and part.user_id != by.user_id
        and not part.user.is_operator
    )


@transaction.atomic
def start(*, part: Membership, by: Actor, site: str, path: str, at: datetime) -> None:
    """A second admin starts the recovery of a member: their sessions end, and they are mailed a link by which they
    choose a password and set up their factors anew. The admin sees neither. PermissionError for anybody else."""
    if not may_help(by, part):
        raise PermissionError
    user = part.user
    sessions.end_all(user=user.pk, at=at)
    link = site + path.format(links.issue(user=user, kind=Link.Kind.RECOVERY, at=at))
    text = _RECOVERY.format(name=user.name, by=by.name, part=ROLE_NAMES[by.role], link=link)
    _send(user, "サインインの復旧", text, "accounts.recovery", by, at)
    note(user=user, what="accounts.recovery_started", at=at, by=by)
    _tell_owners(user, "accounts.recovery_started", at)


@transaction.atomic
def end_sessions(*, part: Membership, by: Actor, at: datetime) -> int:
    """A second admin ends every session of a member; how many were open. PermissionError for anybody else."""
    if not may_help(by, part):
        raise PermissionError
    note(user=part.user, what="accounts.sessions_ended", at=at, by=by)
    return sessions.end_all(user=part.user_id, at=at)


@transaction.atomic
def make_operator(*, email: str, name: str, by: str, at: datetime) -> str:
    """Whoever runs the server makes an operator; the secret of the link by which they begin. ValueError for the address
    of somebody who has a part in an agency: nobody both runs the installation and sees customers."""
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, name, created_at=at, is_operator=True)
    elif not user.is_operator:
        raise ValueError(email)
    note(user=user, what="accounts.operator_made", at=at, by=by)
    return links.issue(user=user, kind=Link.Kind.OPERATOR, at=at)


@transaction.atomic
def reset_by_console(*, user: User, by: str, at: datetime) -> str:
    """Whoever runs the server takes all factors away and ends all sessions; the secret of a link that lives for half an
    hour. The person and the owners of their agencies are told."""
    factors.remove_all(user=user)
    sessions.end_all(user=user.pk, at=at)
    tell(user=user, what="accounts.reset_by_console", at=at, by=by)
    _tell_owners(user, "accounts.reset_by_console", at)
    return links.issue(user=user, kind=Link.Kind.RECOVERY, at=at, lasts=links.LASTS[Link.Kind.OPERATOR])


def _tell_owners(user: User, what: str, at: datetime) -> None:
    """The owners of their agencies, of somebody else than themselves."""
    for owner in owners_of({part.agency_id for part in sessions.parts_of(user)}):
        if owner.pk != user.pk:
            mail(user=owner, what=what, at=at, of=user)


def owners_of(agencies: set[UUID]) -> list[User]:
    """Whoever owns them now."""
    with unscoped("whom to tell, of agencies in which somebody has a part"):
        rows = Membership.objects.filter(agency_id__in=agencies, role=Role.OWNER, ended_at__isnull=True)
        return list(User.objects.filter(pk__in=list(rows.values_list("user_id", flat=True)), is_active=True))


def _send(user: User, subject: str, text: str, kind: str, by: Actor | Operator | str, at: datetime) -> None:
    send(agency=None, to=user.email, to_name=user.name, subject=subject, text=text, kind=kind, by=by, at=at)
