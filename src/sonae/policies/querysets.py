"""Reading policies."""

from __future__ import annotations

from typing import Any

from sonae.tenancy.querysets import GuardedManager, GuardedQuerySet


class PolicyTermQuerySet(GuardedQuerySet[Any]):
    """Policies of the scope."""

    def same_term(self, *, insurer_key: str, number_key: str, ends_on: Any) -> Any:
        """Those that are the same: insurer, number and last day; none without a number, which comes later."""
        if not number_key:
            return self.none()
        return self.filter(insurer_key=insurer_key, number_key=number_key, ends_on=ends_on)

    def brought(self) -> Any:
        """Those that a request brought: new contracts, no renewals, of companies that are there."""
        return self.filter(previous__isnull=True, customer__deleted_at__isnull=True).exclude(source_last={})


PolicyTermManager = GuardedManager.from_queryset(PolicyTermQuerySet)
