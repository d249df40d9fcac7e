"""A subject is whoever answers are about: a draft, or a company of an agency. Answers are facts and never change."""

from __future__ import annotations

from typing import Any

from django.db import models

from sonae.answers.querysets import AnswerManager
from sonae.customers.models import Customer
from sonae.tenancy.models import Agency, AgencyOwned


class AppendOnlyError(Exception):
    """Somebody tried to change an answer that was given; a correction is a new answer."""


class OfAVisitorOrAnAgency(AgencyOwned):
    """A row of an agency, or of nobody: of a visitor who holds its secret link."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", editable=False)

    class Meta(AgencyOwned.Meta):
        abstract = True


class Subject(OfAVisitorOrAnAgency):
    """Whom answers are about."""

    company_path = "company_id"

    company = models.ForeignKey(Customer, on_delete=models.CASCADE, null=True, related_name="subjects")


class Source(models.TextChoices):
    """How we know."""

    VISITOR = "visitor", "ご本人の入力"
    AGENT = "agent", "担当者の入力"
    IMPORTED = "imported", "取り込み"


class Answer(OfAVisitorOrAnAgency):
    """One answer to one question; None says 「わからない」, which is an answer too."""

    company_path = "subject__company_id"

    id = models.BigAutoField(primary_key=True)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=64)
    value = models.JSONField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    """Who answered: ``visitor``, or a person's id."""
    source = models.CharField(max_length=16, choices=Source.choices)

    objects = AnswerManager()

    class Meta(AgencyOwned.Meta):
        indexes = [models.Index(fields=["subject", "question"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it; AppendOnlyError for one that is there."""
        if self.pk is not None:
            raise AppendOnlyError(self.question)
        super().save(*args, **kwargs)
