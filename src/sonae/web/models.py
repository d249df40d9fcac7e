"""Two tables of furniture: which forms have been taken, and how often somebody has asked."""

from __future__ import annotations

from django.db import models


class Submission(models.Model):
    """A form that was taken: sending it again leads to the same place and changes nothing."""

    nonce = models.CharField(max_length=32, primary_key=True)
    outcome = models.TextField()
    """The address that the first sending led to."""
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"])]


class RateCount(models.Model):
    """How often one key was used in one window; the key is a keyed hash, never an address."""

    key = models.CharField(max_length=64)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="one_count_a_window")]
        indexes = [models.Index(fields=["window"])]
