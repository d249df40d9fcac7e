"""Reading drafts and runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sonae.assessments.links import hashed
from sonae.tenancy.querysets import GuardedManager, GuardedQuerySet


class DraftQuerySet(GuardedQuerySet[Any]):
    """Drafts. Those of visitors expire; those of agencies stay."""

    def alive(self, now: datetime) -> Any:
        """Those whose links still work."""
        return self.filter(expires_at__gt=now)

    def expired(self, now: datetime) -> Any:
        """Those to delete: a visitor's, whose time is over."""
        return self.filter(expires_at__lte=now, agency__isnull=True)

    def under(self, link: str, now: datetime) -> Any:
        """The draft that the link opens."""
        return self.alive(now).filter(link_hash=hashed(link))

    def with_results_under(self, link: str, now: datetime) -> Any:
        """The draft whose results the link opens."""
        return self.alive(now).filter(results_hash=hashed(link))


class RunQuerySet(GuardedQuerySet[Any]):
    """Answers of the engine."""

    def light(self) -> Any:
        """Without the large result."""
        return self.defer("result")

    def without_band(self) -> Any:
        """Those whose ranges are still to be worked out, oldest first."""
        return self.filter(band_at__isnull=True, draft__isnull=False).order_by("pk")


DraftManager = GuardedManager.from_queryset(DraftQuerySet)
RunManager = GuardedManager.from_queryset(RunQuerySet)
