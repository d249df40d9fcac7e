"""Passwords: whose they are, and how they change."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sonae.accounts.actions import factors, links, sessions
from sonae.accounts.actions.telling import tell
from sonae.accounts.models import Link, User


def owner(email: str, password: str) -> User | None:
    """Whose address and password these are; None for anybody else, after the same work for known and unknown ones."""
    user = User.objects.filter(email=email).first()
    if user is None:
        User().set_password(password)
        return None
    right: bool = user.check_password(password)
    return user if right and user.is_active else None


@transaction.atomic
def change(*, user: User, password: str, at: datetime, but: UUID | None = None) -> int:
    """A new password; every session but the one they act in ends, and every link. How many sessions ended."""
    _keep(user, password)
    links.cancel(user=user, at=at)
    tell(user=user, what="accounts.password_changed", at=at)
    return sessions.end_all(user=user.pk, at=at, but=but)


@transaction.atomic
def begin_anew(*, link: Link, password: str | None, at: datetime) -> bool:
    """What a mailed link is for: a new password, or none (a passkey follows). False where the link is used up.

    A reset leaves the second factors as they are, so a mailbox alone lets nobody in. After a recovery, which a second
    admin began, they are set up anew.
    """
    if not links.take(link=link, at=at):
        return False
    user = link.user
    _keep(user, password)
    if link.kind != Link.Kind.RESET:
        factors.remove_all(user=user)
    sessions.end_all(user=user.pk, at=at)
    tell(user=user, what="accounts.password_changed" if link.kind == Link.Kind.RESET else "accounts.recovered", at=at)
    return True


def _keep(user: User, password: str | None) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
