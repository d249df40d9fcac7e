"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    """Outbox."""

    name = "sonae.outbox"
    label = "outbox"
    verbose_name = "送信"

    def ready(self) -> None:
        """Let the rooms above say who their companies and contacts are."""
        autodiscover_modules("mailing")
