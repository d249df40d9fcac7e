"""Writing answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from sonae.answers.models import Answer, Source, Subject


@transaction.atomic
def record_answers(
    *, subject: Subject, given: Mapping[str, Any], at: datetime, by: str, source: Source
) -> dict[str, Any]:
    """Append what is new; an answer that is already the newest is not written again. What was written.

    Subject.DoesNotExist where it was deleted or handed over since it was read.
    """
    held = Subject.objects.select_for_update().get(pk=subject.pk, agency_id=subject.agency_id)
    # The same form twice at once waits for itself there, and so does whoever hands the sheet over.
    known = Answer.objects.filter(subject=subject).newest()
    fresh = {name: value for name, value in given.items() if name not in known or known[name] != value}
    Answer.objects.bulk_create(
        Answer(subject=subject, agency_id=held.agency_id, question=name, value=value, at=at, by=by, source=source)
        for name, value in fresh.items()
    )
    return fresh


@transaction.atomic
def carry_over(*, company_id: Any, to: Subject) -> int:
    """The newest answers about a company, as they were given (when, by whom, from where), to another subject of it."""
    about = list(Subject.objects.filter(company_id=company_id).values_list("pk", flat=True))
    newest = {row.question: row for row in Answer.objects.filter(subject_id__in=about).order_by("at", "pk")}
    Answer.objects.bulk_create(
        Answer(
            subject=to, agency_id=to.agency_id, question=row.question, value=row.value, at=row.at, by=row.by,
            source=row.source,
        )
        for row in sorted(newest.values(), key=lambda row: (row.at, row.pk))
    )  # fmt: skip
    return len(newest)
