"""Scheduled work: scans that look for rows that are due. Nothing is promised anywhere but in the rows themselves.

A room writes its scans into a module ``scans``::

    @scan("customers.deleted", every=timedelta(hours=1))
    def forget(now: datetime) -> int: ...

A scan finds by its own query what is due at ``now``, does it, and says how many rows that were. Running it twice, at
once or after a crash in its middle must do nothing twice. It opens its own scope.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.utils.module_loading import autodiscover_modules

from sonae.outbox.models import ScanRun

AGAIN_AFTER = timedelta(minutes=5)
"""At the latest, when a scan failed."""

logger = logging.getLogger("sonae.schedule")
Act = Callable[[datetime], int]


@dataclass(frozen=True)
class Scan:
    """``every``: how much later than due a row may be found."""

    name: str
    every: timedelta
    act: Act


_scans: dict[str, Scan] = {}


def scan(name: str, *, every: timedelta) -> Callable[[Act], Act]:
    """Have a function called again and again. ValueError for a name that is taken."""

    def register(act: Act) -> Act:
        if name in _scans and _scans[name].act.__module__ != act.__module__:
            raise ValueError(name)
        _scans[name] = Scan(name, every, act)
        return act

    return register


def scans() -> Mapping[str, Scan]:
    """Those of every room."""
    autodiscover_modules("scans")
    return dict(sorted(_scans.items()))


@dataclass
class Rounds:
    """Goes round the scans; what it remembers is only when to look again."""

    given: Mapping[str, Scan]
    next_at: dict[str, datetime] = field(default_factory=dict)

    def go(self, at: datetime) -> bool:
        """Run each whose time has come; whether any found something. One that fails keeps no other from running."""
        found = 0
        for each in self.given.values():
            if at < self.next_at.get(each.name, at):
                continue
            count, error = _run(each, at)
            self.next_at[each.name] = at + (min(each.every, AGAIN_AFTER) if error else each.every)
            ScanRun.objects.update_or_create(
                name=each.name, defaults={"at": at, "found": max(count, 0), "error": error[:120]}
            )
            found += count
        return found > 0


def _run(each: Scan, at: datetime) -> tuple[int, str]:
    try:
        count = each.act(at)
    except (OperationalError, InterfaceError):
        raise  # the database is away: all of them wait
    except Exception as error:
        logger.exception("scan failed", extra={"fields": {"scan": each.name}})
        return 0, type(error).__name__
    if count:
        logger.info("scanned", extra={"fields": {"scan": each.name, "found": count}})
    return count, ""
