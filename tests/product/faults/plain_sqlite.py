"""Settings with Django's own SQLite, as it comes: what ours is compared with."""

from __future__ import annotations

from typing import Any

from sonae.config.settings import *  # noqa: F403
from sonae.config.settings import DATABASES as OURS

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": OURS["default"]["NAME"],
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL", "timeout": 1},
    }
}
