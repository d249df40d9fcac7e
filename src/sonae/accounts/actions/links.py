"""Links that are mailed, or shown on the server's terminal, and open one thing once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from sonae.accounts.models import Link, User
from sonae.accounts.secrets import digest, new_secret

LASTS = {
    Link.Kind.RESET: timedelta(minutes=30),
    Link.Kind.RECOVERY: timedelta(hours=24),
    Link.Kind.OPERATOR: timedelta(minutes=30),
    Link.Kind.DEMO: timedelta(hours=12),
}


@transaction.atomic
def issue(*, user: User, kind: Link.Kind, at: datetime, lasts: timedelta | None = None) -> str:
    """A new link for the person; its secret. Earlier ones of any kind are worth nothing from now on."""
    cancel(user=user, at=at)
    secret = new_secret()
    Link.objects.create(
        digest=digest(secret), kind=kind, user=user, created_at=at, expires_at=at + (lasts or LASTS[kind])
    )
    return secret


def cancel(*, user: User, at: datetime) -> int:
    """Make every link of a person worthless; how many lived."""
    return Link.objects.filter(user=user, used_at__isnull=True).update(used_at=at)


def live(secret: str, at: datetime) -> Link | None:
    """The link of a secret, if it still opens something for somebody who can sign in."""
    link = Link.objects.select_related("user").filter(digest=digest(secret), user__is_active=True).first()
    return link if link is not None and link.is_live(at) else None


def take(*, link: Link, at: datetime) -> bool:
    """Use it up; False where somebody was faster."""
    return bool(Link.objects.filter(pk=link.pk, used_at__isnull=True, expires_at__gt=at).update(used_at=at))
