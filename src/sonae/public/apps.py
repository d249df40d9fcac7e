"""The app."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The public site."""

    name = "sonae.public"
    label = "public"
