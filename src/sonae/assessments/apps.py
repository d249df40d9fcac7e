"""The app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Diagnoses."""

    name = "sonae.assessments"
    label = "assessments"
