"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "sonae.accounts"
    label = "accounts"
    verbose_name = "アカウント"
