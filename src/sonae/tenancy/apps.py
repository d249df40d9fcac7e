"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """Tenancy."""

    name = "sonae.tenancy"
    label = "tenancy"
    verbose_name = "会社と壁"
