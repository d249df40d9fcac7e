"""A draft is a sheet being filled in; its runs are what the engine answered, each stored whole and never changed."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from sonae.answers.models import OfAVisitorOrAnAgency, Subject
from sonae.assessments.querysets import DraftManager, RunManager
from sonae.tenancy.models import Agency

KEPT = timedelta(days=30)
"""How long a visitor's draft and its results are kept."""


class Draft(OfAVisitorOrAnAgency):
    """A sheet: a visitor's under a secret link, or of a company that an agency looks after.

    One that was handed over keeps its link until its day, to be read only.
    """

    company_path = "subject__company_id"

    id = None
    subject = models.OneToOneField(Subject, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    link_hash = models.CharField(max_length=64, unique=True, null=True)
    results_hash = models.CharField(max_length=64, unique=True, null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    """Until when its link opens it; None where it has none."""
    begun_with = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    """The agency on whose page a visitor began; it still belongs to nobody."""
    came = models.JSONField(default=dict)
    """What brought the visit in which it was begun (``web.arrival``)."""
    last_number = models.PositiveIntegerField(null=True)
    """The newest answer to the sheet as it stood (no variation), with what lists show of it."""
    last_at = models.DateTimeField(null=True)
    last_middle = models.BigIntegerField(null=True)
    """Yen: what a serious event costs in the middle."""
    last_open = models.PositiveIntegerField(null=True)
    """How many questions were answered 「わからない」."""

    objects = DraftManager()

    class Meta(OfAVisitorOrAnAgency.Meta):
        indexes = [
            models.Index(fields=["expires_at"]),
            models.Index(fields=["agency", "-last_at"], name="drafts_by_answer"),
        ]


class Run(OfAVisitorOrAnAgency):
    """One answer of the engine with everything it rests on. ``number`` counts from 1 within the draft."""

    company_path = "draft__subject__company_id"

    id = models.BigAutoField(primary_key=True)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="variations")
    """The run that this one varies; None for an answer to the sheet as it stood."""
    at = models.DateTimeField()
    as_of = models.DateField()
    schema = models.PositiveIntegerField()
    engine = models.CharField(max_length=32)
    pack_version = models.CharField(max_length=32)
    pack_hash = models.CharField(max_length=64)
    seed = models.BigIntegerField()
    inputs = models.JSONField()
    """The company file: whoever gives it to the engine with the same packs and seed gets the same result."""
    result = models.JSONField()
    band_at = models.DateTimeField(null=True)
    """When ranges and stability were added; they take longest and come after the figures."""
    stands = models.BooleanField(default=False)
    """Whether it answers the sheet as it stood; others vary it."""
    middle = models.BigIntegerField(null=True)
    """Of the result, for lists: yen, what a serious event costs in the middle."""

    objects = RunManager()

    class Meta(OfAVisitorOrAnAgency.Meta):
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="numbered_within_a_draft")]
        indexes = [models.Index(fields=["band_at"])]
