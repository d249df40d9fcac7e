"""The one place where the product reads the clock; tests and papers pass their own time."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, with its zone."""
    return timezone.now()


def today() -> date:
    """Today in Japan."""
    return timezone.localdate()
