"""An invitation: a mailed link by which somebody takes one part in one agency, once, within a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from sonae.tenancy.models import AgencyOwned, Branch
from sonae.tenancy.permissions import ROLE_CHOICES, Role

LASTS = timedelta(days=7)


class End(StrEnum):
    """Why an invitation opens nothing (any more)."""

    ACCEPTED = "accepted"
    REVOKED = "revoked"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    """Whoever invited may not invite any more, or the agency is closed."""
    UNKNOWN = "unknown"
    """No such link: copied in part, or replaced by a later one."""


class Invitation(AgencyOwned):
    """One address, one part. The link's secret is kept as a hash; sending it again makes another."""

    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField("メールアドレス", max_length=254)
    role = models.CharField("役割", max_length=16, choices=ROLE_CHOICES)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    company_id = models.UUIDField(null=True, editable=False)
    """Of a client: their company (a record of ``customers``, which stands above this room)."""
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField("期限")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    record_id = models.UUIDField(null=True, editable=False)
    """Of a coordinator who is invited for one company: what will be shown to them from the moment they accept …"""
    may_edit = models.BooleanField(default=False)
    reason = models.CharField("理由", max_length=200, blank=True)
    until = models.DateTimeField(null=True)
    """… and until when."""

    class Meta(AgencyOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_of_an_address",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.CLIENT.value, company_id__isnull=False)
                | (~Q(role=Role.CLIENT.value) & Q(company_id__isnull=True)),
                name="invited_clients_have_a_company",
            ),
        ]
        indexes = [models.Index(fields=["agency", "created_at"], name="invitations_of_an_agency")]

    def __str__(self) -> str:
        return self.email

    def ended(self, at: datetime) -> End | None:
        """Why its link opens nothing, as far as the row itself says; None while it does."""
        if self.accepted_at is not None:
            return End.ACCEPTED
        if self.revoked_at is not None:
            return End.REVOKED
        return End.EXPIRED if at >= self.expires_at else None
