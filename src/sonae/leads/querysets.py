"""Reading requests and documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from sonae.tenancy.querysets import GuardedManager, GuardedQuerySet
from sonae_core.values.folding import folded_words


class RequestQuerySet(GuardedQuerySet[Any]):
    """Requests of the scope."""

    def matching(self, text: str) -> Any:
        """Those in whose key every word of the text is found: company, name, kana, address, number, telephone."""
        found = self
        for word in folded_words(text):
            found = found.filter(search_key__contains=word)
        return found


class DocumentQuerySet(GuardedQuerySet[Any]):
    """Documents of the scope."""

    def light(self) -> Any:
        """Without the file."""
        return self.defer("content")

    def offered(self, on: date) -> Any:
        """Those that visitors may choose that day: published, and their approval not run out; in their order."""
        holds = Q(approval_until__isnull=True) | Q(approval_until__gte=on)
        return (
            self.light().filter(holds, published_at__isnull=False, withdrawn_at__isnull=True).order_by("place", "title")
        )


RequestManager = GuardedManager.from_queryset(RequestQuerySet)
DocumentManager = GuardedManager.from_queryset(DocumentQuerySet)
