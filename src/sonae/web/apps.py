"""The app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Furniture."""

    name = "sonae.web"
    label = "web"
