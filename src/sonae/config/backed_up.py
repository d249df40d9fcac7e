"""When a backup was last written whole, for the operator's page: a small file in the data folder."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

NOTE = "last-backup"


def note(folder: Path, at: datetime) -> None:
    """Remember it; a folder that cannot be written is no reason to lose the backup."""
    with suppress(OSError):
        part = folder / f".{NOTE}.{os.getpid()}"
        part.write_text(at.isoformat(), encoding="ascii")
        part.replace(folder / NOTE)


def last(folder: Path) -> datetime | None:
    """When that was; None where none is known."""
    try:
        return datetime.fromisoformat((folder / NOTE).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None
