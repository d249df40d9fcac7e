"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """Policies."""

    name = "sonae.policies"
    label = "policies"
    verbose_name = "保険契約"
