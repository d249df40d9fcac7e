"""Sessions begin, rise, and end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sonae.accounts.models import Session
from sonae.accounts.people import User
from sonae.accounts.secrets import digest, new_secret
from sonae.tenancy.models import Membership
from sonae.tenancy.scope import unscoped


def parts_of(user: User) -> list[Membership]:
    """The parts in which they can act: not ended, of agencies that are open; the oldest first."""
    with unscoped("in which agencies somebody who signs in has a part"):
        rows = Membership.objects.filter(user=user, ended_at__isnull=True, agency__closed_at__isnull=True)
        return list(rows.select_related("agency").order_by("since", "pk"))


def begin(*, user: User, strong: bool, browser: str, device: str, at: datetime) -> tuple[Session, str]:
    """A new session, and the secret for its cookie. Whoever has one part acts in it; of several one is chosen later.

    ``strong``: a passkey was shown. ``device``: the number that the browser keeps.
    """
    secret, parts = new_secret(), parts_of(user)
    session = Session(
        digest=digest(secret),
        user=user,
        membership=parts[0] if len(parts) == 1 and not user.is_operator else None,
        created_at=at,
        seen_at=at,
        strong_at=at if strong else None,
        fresh_at=at,
        browser=browser[:80],
        device=digest(device),
    )
    session.save(force_insert=True)
    return session, secret


def rise(*, session: Session, at: datetime, strong: bool = False) -> str:
    """They have shown who they are (``strong``: with a second factor): a new secret, so that an older one is worth
    nothing; the secret for the cookie."""
    secret = new_secret()
    session.digest, session.fresh_at = digest(secret), at
    if strong:
        session.strong_at = at
    session.save(update_fields=["digest", "fresh_at", "strong_at"])
    return secret


def choose(*, session: Session, membership: UUID | None) -> bool:
    """Act in this part from now on; False where it is none of theirs."""
    part = next((part for part in parts_of(session.user) if part.pk == membership), None)
    if part is None or session.user.is_operator:
        return False
    session.membership = part
    session.save(update_fields=["membership"])
    return True


def end(*, sessions: Iterable[UUID], user: UUID, at: datetime) -> int:
    """End these of a person's sessions; how many were open."""
    return Session.objects.open().filter(pk__in=list(sessions), user_id=user).update(ended_at=at)


@transaction.atomic
def end_all(*, user: UUID, at: datetime, but: UUID | None = None) -> int:
    """End every session of a person, save perhaps the one they act in; how many were open."""
    return Session.objects.open().filter(user_id=user).exclude(pk=but).update(ended_at=at)


def end_of_part(*, membership: UUID, at: datetime) -> int:
    """End the sessions in one part, when it ends. They would end with the next request anyway."""
    return Session.objects.open().filter(membership_id=membership).update(ended_at=at)
