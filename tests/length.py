"""How long the longest tests go on: ten thousand of something take longer than a build machine should."""

from __future__ import annotations

import os

LONG = os.environ.get("SONAE_LONG") == "1"
"""``SONAE_LONG=1 ./sonae test --all …`` asks for the whole length."""


def at_length(usual: int, whole: int) -> int:
    """How many this run makes."""
    return whole if LONG else usual
