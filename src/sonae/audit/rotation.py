"""A new master key: every record's key is put under it, one row a transaction, while the site goes on working."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from sonae.audit import keys
from sonae.audit.keyring import MissingKeyError
from sonae.audit.models import RecordKey
from sonae.audit.sealing import UnreadableError
from sonae.tenancy.scope import unscoped

REST = timedelta(hours=1)
"""So long a key stays after the one that follows it: a transaction that began before may still use it."""


@dataclass(frozen=True)
class Use:
    """A master key: its name, how many records' keys it wraps, and whether its file is there."""

    name: str
    wraps: int
    there: bool


def uses() -> list[Use]:
    """Every master key that is there or wraps something, oldest first."""
    files = set(keys.keyring().ids())
    with unscoped("which master keys are in use"):
        counted = dict(RecordKey.objects.exclude(master="").values_list("master").annotate(Count("pk")).order_by())
    return [Use(name, counted.get(name, 0), name in files) for name in sorted(files | set(counted))]


def begin() -> tuple[str, bool]:
    """The master key to go to, and whether it is new: what an earlier run left unfinished is finished first."""
    ring = keys.keyring()
    current = ring.current()
    if any(use.wraps for use in uses() if use.name != current):
        return current, False
    return ring.make(), True


def rewrap(target: str) -> Iterator[int]:
    """Put every key under the target, one a transaction; after each the number of those done.

    Can be broken off anywhere and run again. Keys that do not open are left as they are (``unreadable`` counts them).
    """
    done, left = 0, set[UUID]()
    while (found := _next(target, left)) is not None:
        try:
            _rewrap_one(found, target)
        except (MissingKeyError, UnreadableError):
            left.add(found.pk)
            continue
        done += 1
        yield done


def forgettable(now: datetime) -> list[str]:
    """Master keys that wrap nothing and whose follower is an hour old."""
    ring = keys.keyring()
    names = ring.ids()
    idle = {use.name for use in uses() if not use.wraps}
    return [name for name, follower in pairwise(names) if name in idle and now - _made(ring.folder / follower) >= REST]


def unreadable() -> int:
    """How many records' keys do not open with the master keys that are there."""
    with unscoped("whether every key of the log opens"):
        return sum(not _opens(key) for key in RecordKey.objects.exclude(master="").iterator(chunk_size=1000))


def _opens(key: RecordKey) -> bool:
    try:
        keys.secret(key)
    except (MissingKeyError, UnreadableError):
        return False
    return True


def _next(target: str, left: set[UUID]) -> RecordKey | None:
    with unscoped("putting keys under a new master key"):
        return RecordKey.objects.exclude(master__in=("", target)).exclude(pk__in=left).order_by("id").first()


def _rewrap_one(found: RecordKey, target: str) -> None:
    with unscoped("putting keys under a new master key"), transaction.atomic():
        key = RecordKey.objects.select_for_update().get(pk=found.pk)
        if key.master and key.master != target:  # not erased, nor done by another run, meanwhile
            keys.wrap(key, keys.secret(key), target)
            key.save(update_fields=["master", "wrapped"])


def _made(place: Path) -> datetime:
    return datetime.fromtimestamp(place.stat().st_mtime, UTC)
