"""Writing answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from sonae.answers.models import Answer, Source, Subject


@transaction.atomic
def record_answers(*, subject: Subject, given: Mapping[str, Any], at: datetime, by: str, source: Source) -> int:
    """Append what is new; an answer that is already the newest is not written again. How many were written."""
    Subject.objects.select_for_update().get(pk=subject.pk)  # the same form twice at once waits for itself
    known = Answer.objects.filter(subject=subject).newest()
    fresh = {name: value for name, value in given.items() if name not in known or known[name] != value}
    Answer.objects.bulk_create(
        Answer(subject=subject, question=name, value=value, at=at, by=by, source=source)
        for name, value in fresh.items()
    )
    return len(fresh)
