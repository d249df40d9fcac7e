"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Customers."""

    name = "sonae.customers"
    label = "customers"
    verbose_name = "お客様"
