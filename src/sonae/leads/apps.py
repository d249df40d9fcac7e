"""The app."""

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    """What visitors ask for."""

    name = "sonae.leads"
    label = "leads"
    verbose_name = "資料請求"
