"""How entries hang together: each hash covers the one before and every column of its own row."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

START = "0" * 64
"""What stands before the first entry."""
SCHEMA = "sonae-audit-1"
COLUMNS = (
    "id", "agency_id", "number", "at", "user_id", "membership_id", "part", "what", "kind", "record_id",
    "key_id", "who_key_id", "who", "sealed",
)  # fmt: skip
"""In this order they enter the hash."""


def link(before: str, row: tuple[Any, ...]) -> str:
    """The hash of a row (its ``COLUMNS``) after the hash before it: SHA-256 in hexadecimal.

    Sealed values enter as their own hash: the chain can be followed without them.
    """
    words = json.dumps([SCHEMA, before, *map(_canonical, row)], separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(words.encode("ascii")).hexdigest()


def _canonical(value: Any) -> str | int | None:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(value).hexdigest()
