"""The app."""

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    """Answers."""

    name = "sonae.answers"
    label = "answers"
