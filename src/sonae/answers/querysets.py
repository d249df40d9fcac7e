"""Reading answers: the newest of each question is what counts."""

from __future__ import annotations

from typing import Any

from sonae.tenancy.querysets import GuardedManager, GuardedQuerySet


class AnswerQuerySet(GuardedQuerySet[Any]):
    """Facts about one subject."""

    def newest(self) -> dict[str, Any]:
        """Question → value of the last answer, in one query."""
        found: dict[str, Any] = {}
        for question, value in self.order_by("pk").values_list("question", "value"):
            found[question] = value
        return found


AnswerManager = GuardedManager.from_queryset(AnswerQuerySet)
