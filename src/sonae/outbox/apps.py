"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Outbox."""

    name = "sonae.outbox"
    label = "outbox"
    verbose_name = "送信"
