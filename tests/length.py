"""How long the longest tests go on under ``--all``: at whole length, or hundreds for thousands on a build machine."""

from __future__ import annotations

import os

BRIEF = os.environ.get("SONAE_BRIEF") == "1"
"""``.ci/run`` sets it, because thousands of something take longer than a build machine should."""


def at_length(whole: int, brief: int) -> int:
    """How many this run makes."""
    return brief if BRIEF else whole
