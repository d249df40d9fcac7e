"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Desk."""

    name = "sonae.desk"
    label = "desk"
    verbose_name = "業務画面"
