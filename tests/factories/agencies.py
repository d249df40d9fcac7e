"""Agencies, people with a part in them, and browsers in which they are signed in."""

from __future__ import annotations

import itertools
import secrets
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.test import Client

from sonae.accounts import cookies
from sonae.accounts.actions import sessions
from sonae.accounts.models import Session, User
from sonae.accounts.secrets import digest
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Agency, Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from sonae.web.origin import new_token

SINCE = datetime(2026, 1, 5, tzinfo=UTC)
"""When everything began."""
_NUMBERS = itertools.count(1)
_PROCESS = secrets.token_hex(3)
"""Several processes may fill one site, each counting for itself."""


def make_agency(name: str = "あおぞら保険事務所（架空）", slug: str = "") -> Agency:
    """An agency that does not exist."""
    return Agency.objects.create(name=name, slug=slug or f"dairiten-{_PROCESS}-{next(_NUMBERS)}", created_at=SINCE)


def make_person(name: str = "", *, operator: bool = False, password: str | None = None) -> User:
    """Somebody with an account and no part anywhere; without a password they have none."""
    number = next(_NUMBERS)
    return User.objects.create_user(
        f"hito-{_PROCESS}-{number}@example.jp",
        name or f"架空 {number}子",
        password,
        is_operator=operator,
        created_at=SINCE,
    )


def make_member(
    agency: Agency,
    role: Role = Role.STAFF,
    *,
    person: User | None = None,
    company_id: UUID | None = None,
    **more: Any,
) -> Membership:
    """Somebody's part in an agency; ``company_id`` for clients."""
    with within(agency.pk):
        return Membership.objects.create(
            agency=agency, user=person or make_person(), role=role, company_id=company_id, since=SINCE, **more
        )


def signed_in(client: Client, member: Membership | User, *, at: datetime | None = None, strong: bool = True) -> Client:
    """The browser with a real session of the member, or of an operator; ``strong``: with a second factor."""
    who, moment = (member, at or datetime.now(UTC))
    person = who if isinstance(who, User) else who.user
    session, secret = sessions.begin(user=person, strong=strong, browser="試験用", device="a", at=moment)
    if isinstance(who, Membership) and session.membership_id != who.pk:
        assert sessions.choose(session=session, membership=who.pk)
    client.cookies[cookies.SESSION] = secret
    return client


def actor_of(member: Membership) -> Actor:
    """The member as an actor, without grants."""
    return Actor(
        user_id=member.user_id,
        name=member.user.name,
        membership_id=member.pk,
        agency_id=member.agency_id,
        role=Role(member.role),
        company_id=member.company_id,
    )


def token_for(client: Client) -> str:
    """What a form carries that is shown in this browser."""
    cookie = client.cookies.get(cookies.SESSION)
    session = Session.objects.filter(digest=digest(cookie.value)).first() if cookie and cookie.value else None
    return new_token(str(session.pk) if session else "")
