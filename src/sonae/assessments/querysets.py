"""Reading drafts and runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from sonae.assessments.links import hashed


class DraftQuerySet(models.QuerySet[Any]):
    """Drafts, which expire."""

    def alive(self, now: datetime) -> DraftQuerySet:
        """Those whose links still work."""
        return self.filter(expires_at__gt=now)

    def expired(self, now: datetime) -> DraftQuerySet:
        """Those to delete."""
        return self.filter(expires_at__lte=now)

    def under(self, link: str, now: datetime) -> DraftQuerySet:
        """The draft that the link opens."""
        return self.alive(now).filter(link_hash=hashed(link))

    def with_results_under(self, link: str, now: datetime) -> DraftQuerySet:
        """The draft whose results the link opens."""
        return self.alive(now).filter(results_hash=hashed(link))


class RunQuerySet(models.QuerySet[Any]):
    """Answers of the engine."""

    def light(self) -> RunQuerySet:
        """Without the large result."""
        return self.defer("result")

    def without_band(self) -> RunQuerySet:
        """Those whose ranges are still to be worked out, oldest first."""
        return self.filter(band_at__isnull=True, draft__isnull=False).order_by("pk")
