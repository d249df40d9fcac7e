"""People who sign in, their sessions (one browser, in one part, for some hours), and the links that help them in."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from sonae.accounts.invitations import Invitation
from sonae.accounts.people import User
from sonae.accounts.people_shown import ShownPerson
from sonae.accounts.profile import AgencyProfile
from sonae.tenancy.models import Grant, Membership

__all__ = ["AgencyProfile", "Invitation", "Link", "ResetAsked", "Session", "ShownPerson", "User"]

IDLE = timedelta(hours=2)
"""Unused for so long, a session is over."""
MOST = timedelta(hours=12)
"""However busy, it is over after so long: a working day."""
HALF = timedelta(minutes=15)
"""For the steps between a right password and being signed in."""
FRESH = timedelta(minutes=10)
"""For so long after showing who one is, what needs it anew may be done."""
STAMP = timedelta(minutes=5)
"""``seen_at`` is no more exact than this: not every page that is looked at writes."""


class SessionQuerySet(models.QuerySet["Session"]):
    """Which sessions are meant."""

    def open(self) -> SessionQuerySet:
        """Not ended by anybody; whether their time is over depends on the moment (``Session.over``)."""
        return self.filter(ended_at__isnull=True)

    def lasting(self, at: datetime) -> SessionQuerySet:
        """Those that a browser could still use."""
        return self.open().filter(created_at__gt=at - MOST, seen_at__gt=at - IDLE)


class Session(models.Model):
    """Belongs to a person and, once they have chosen, to one part of theirs. The browser's secret is kept as a hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of what the cookie holds; another one after each step that gives the session more rights."""
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sessions")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    """The part in which they act; None: not chosen yet, or the operator."""
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, null=True, related_name="+")
    """Of the operator who helps an agency: the support it has granted."""
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    strong_at = models.DateTimeField(null=True)
    """When a second factor, or a passkey (which is two in one), was shown; None: a password alone."""
    fresh_at = models.DateTimeField()
    """When they last showed who they are."""
    ended_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=80)
    """In words: 「ChromeとWindows」."""
    device = models.CharField(max_length=64)
    """SHA-256 of a number that the browser keeps: whether somebody has signed in from it before."""

    objects = SessionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "device"]),
            models.Index(fields=["membership"], condition=Q(ended_at__isnull=True), name="open_sessions_of_a_part"),
        ]

    def over(self, at: datetime) -> bool:
        """Whether it is ended, unused for too long, or too old."""
        return self.ended_at is not None or at - self.seen_at >= IDLE or at - self.created_at >= MOST

    def is_fresh(self, at: datetime) -> bool:
        """Whether they have shown who they are within the last minutes."""
        return at - self.fresh_at < FRESH


class Link(models.Model):
    """A link that is mailed to somebody and opens one thing once. The link's secret is kept as a hash."""

    class Kind(models.TextChoices):
        """What it opens."""

        RESET = "reset", "パスワードの再設定"
        RECOVERY = "recovery", "サインインの復旧"
        OPERATOR = "operator", "運営者の登録"
        DEMO = "demo", "デモの代表者のサインイン"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="links")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    """Used, or made useless by a later one."""

    class Meta:
        indexes = [models.Index(fields=["user", "kind"])]

    def is_live(self, at: datetime) -> bool:
        """Whether it still opens what it is for."""
        return self.used_at is None and at < self.expires_at


class ResetAsked(models.Model):
    """Somebody typed an address to be mailed a link; whether it is anybody's is looked at some seconds later.

    So the page that asks does the same for every address, and takes as long. Gone as soon as it was looked at.
    """

    email = models.EmailField(max_length=254)
    site = models.CharField(max_length=300)
    """The address of the site, for the link."""
    at = models.DateTimeField()
