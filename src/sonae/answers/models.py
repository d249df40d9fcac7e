"""A subject is whoever answers are about: a draft now, a customer later. Answers are facts and never change."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from sonae.answers.querysets import AnswerQuerySet


class AppendOnlyError(Exception):
    """Somebody tried to change an answer that was given; a correction is a new answer."""


class Subject(models.Model):
    """Whom answers are about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Source(models.TextChoices):
    """How we know."""

    VISITOR = "visitor", "ご本人の入力"
    AGENT = "agent", "担当者の入力"
    IMPORTED = "imported", "取り込み"


class Answer(models.Model):
    """One answer to one question; None says 「わからない」, which is an answer too."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=64)
    value = models.JSONField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    """Who answered: ``visitor``, or a member's id."""
    source = models.CharField(max_length=16, choices=Source.choices)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject", "question"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it; AppendOnlyError for one that is there."""
        if self.pk is not None:
            raise AppendOnlyError(self.question)
        super().save(*args, **kwargs)
