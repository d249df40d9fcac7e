"""The facts of this installation, read once a process."""

from __future__ import annotations

from functools import lru_cache

from sonae_core.packs import load
from sonae_core.packs.snapshot import Pack


@lru_cache(maxsize=1)
def facts() -> Pack:
    """All of them, as they were when the process first asked."""
    return load()
