"""Agencies, their branches, who belongs to them, and what they let others see."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sonae.tenancy.permissions import ROLE_CHOICES, Role
from sonae.tenancy.querysets import GuardedManager, check_agency


class Agency(models.Model):
    """An insurance agency. What it says of itself stands in ``accounts``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("名称", max_length=120)
    slug = models.SlugField("アドレスの名前", max_length=40, unique=True)
    """Its part of addresses: ``/a/<slug>/``."""
    host = models.CharField("サイトのホスト名", max_length=253, unique=True, null=True)
    """A host name of its own, where its public pages stand at the root; None: only ``/a/<slug>/``."""
    front = models.BooleanField("入口の代理店", default=False)
    """Its pages stand at the root of the installation's own name."""
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    """From then on nobody of it can sign in."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["front"], condition=Q(front=True), name="one_agency_in_front")]

    def __str__(self) -> str:
        return self.name


class AgencyOwned(models.Model):
    """A row of one agency. ``company_path``: the lookup from the row to the company it is about, where it is."""

    company_path: ClassVar[str | None] = None
    refuses: ClassVar[Mapping[str, str]] = {}
    """What the database refuses of a row that is there: ``UPDATE``, ``DELETE``, each with the condition of its trigger
    in both databases' SQL ("" refuses all; then the table cannot be emptied either)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = GuardedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the row; OtherAgencyError for a row of an agency outside the scope."""
        check_agency(self)
        super().save(*args, **kwargs)


class Branch(AgencyOwned):
    """An office of an agency."""

    name = models.CharField("拠点名", max_length=80)

    class Meta(AgencyOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="one_branch_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Membership(AgencyOwned):
    """A person's part in an agency, from a day on; ended, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("役割", max_length=16, choices=ROLE_CHOICES)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    company_id = models.UUIDField(null=True, editable=False)
    """Of a client member: the company (a record of ``customers``, which stands above this room)."""
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(AgencyOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "user"], condition=Q(ended_at__isnull=True), name="one_part_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(role=Role.CLIENT.value, company_id__isnull=False)
                | (~Q(role=Role.CLIENT.value) & Q(company_id__isnull=True)),
                name="clients_have_a_company",
            ),
        ]


class Grant(AgencyOwned):
    """An agency lets somebody else see one record, or all, for a reason and until a moment."""

    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="grants_received"
    )
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    record_id = models.UUIDField(null=True, editable=False)
    """The company (or case) shown; None: all records, which only support is given."""
    may_edit = models.BooleanField(default=False)
    reason = models.CharField("理由", max_length=200)
    starts_at = models.DateTimeField("はじまり")
    ends_at = models.DateTimeField("おわり")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(AgencyOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(to_user__isnull=False, to_agency__isnull=True)
                | Q(to_user__isnull=True, to_agency__isnull=False),
                name="granted_to_one",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="grants_end"),
        ]
        indexes = [models.Index(fields=["to_user", "ends_at"]), models.Index(fields=["to_agency", "ends_at"])]
