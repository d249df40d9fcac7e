"""From the secret in a browser's cookie to who acts: asked anew on every request, so that what ends, ends at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from allauth.mfa.models import Authenticator
from django.db.models import Q

from sonae.accounts.models import HALF, STAMP, Session
from sonae.accounts.secrets import digest
from sonae.tenancy.actor import Actor, Granted, Operator
from sonae.tenancy.models import Grant, Membership
from sonae.tenancy.permissions import WHOLE_AGENCY, Role
from sonae.tenancy.scope import unscoped
from sonae.web.reading import excepted

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a factor; backup codes only stand in for one."""


class Missing(StrEnum):
    """The step that is still missing before somebody acts."""

    FACTOR = "factor"
    """Show the second factor."""
    CHOICE = "choice"
    """Say in which of their parts they act."""
    SETUP = "setup"
    """Set up a second factor: their part may not act with a password alone."""


@dataclass(frozen=True)
class Found:
    """A session that lasts, and who acts in it; or what is missing until somebody does."""

    session: Session
    actor: Actor | Operator | None = None
    missing: Missing | None = None


def found(secret: str, at: datetime) -> Found | None:
    """Who holds the secret; None for nobody: unknown, over, switched off, or their part has ended.

    Two questions to the database; one more while a step of signing in is missing.
    """
    with unscoped("who is signing in, and in which agency"):
        session = (
            Session.objects.open()
            .select_related("user", "membership__agency", "grant__agency")
            .filter(digest=digest(secret))
            .first()
        )
        if session is None or session.over(at) or not session.user.is_active:
            return None
        if session.membership is not None and not _goes_on(session.membership):
            return None
        _stamp(session, at)
        return _acting(session, at)


def _goes_on(part: Membership) -> bool:
    return part.ended_at is None and part.agency.closed_at is None


def _stamp(session: Session, at: datetime) -> None:
    if at - session.seen_at >= STAMP:
        with excepted("a session is in use"):
            Session.objects.filter(pk=session.pk).update(seen_at=at)
        session.seen_at = at


def _acting(session: Session, at: datetime) -> Found | None:
    missing = _missing(session)
    if missing is not None:
        return None if at - session.created_at >= HALF else Found(session, missing=missing)
    if session.user.is_operator:
        return Found(session, _operator(session, at))
    return Found(session, _member(session, at))


def _missing(session: Session) -> Missing | None:
    """In the order in which the steps are asked for."""
    if session.strong_at is None and has_factor(session):
        return Missing.FACTOR
    if session.membership is None and not session.user.is_operator:
        return Missing.CHOICE
    if session.strong_at is None and must_be_strong(session):
        return Missing.SETUP
    return None


def has_factor(session: Session) -> bool:
    """Whether the person has a second factor or a passkey."""
    return Authenticator.objects.filter(user_id=session.user_id, type__in=FACTORS).exists()


def must_be_strong(session: Session) -> bool:
    """Whether a password alone is not enough: for everybody but clients, who see one company."""
    return session.user.is_operator or (session.membership is not None and session.membership.role != Role.CLIENT)


def _member(session: Session, at: datetime) -> Actor:
    part = session.membership
    assert part is not None  # noqa: S101 (for the types: _missing has looked)
    given = Q(to_user=session.user_id)
    if Role(part.role) in WHOLE_AGENCY:
        given |= Q(to_agency=part.agency_id)
    rows = Grant.objects.filter(given, starts_at__lte=at, ends_at__gt=at, ended_at__isnull=True)
    return Actor(
        user_id=session.user_id,
        name=session.user.name,
        membership_id=part.pk,
        agency_id=part.agency_id,
        role=Role(part.role),
        company_id=part.company_id,
        granted=tuple(granted(row) for row in rows.filter(agency__closed_at__isnull=True).order_by("given_at", "pk")),
    )


def granted(row: Grant) -> Granted:
    """A grant as an actor carries it."""
    return Granted(id=row.pk, agency_id=row.agency_id, record_id=row.record_id, may_edit=row.may_edit)


def _operator(session: Session, at: datetime) -> Actor | Operator:
    """The operator; while helping an agency with its consent, somebody who sees what was granted and nothing else."""
    grant = session.grant
    if grant is None or not _holds(grant, session, at):
        return Operator(user_id=session.user_id, name=session.user.name)
    return Actor(
        user_id=session.user_id,
        name=session.user.name,
        membership_id=grant.pk,
        agency_id=grant.agency_id,
        role=Role.COORDINATOR,
        granted=(granted(grant),),
    )


def _holds(grant: Grant, session: Session, at: datetime) -> bool:
    return (
        grant.to_user_id == session.user_id
        and grant.ended_at is None
        and grant.starts_at <= at < grant.ends_at
        and grant.agency.closed_at is None
    )
