"""Django's SQLite with writers who wait their turn.

SQLite's own busy handler sleeps and tries again, so a late writer may overtake one who has waited long; eight writers
then see tails of a second. Here a write transaction first takes a lock on a file beside the database: the system wakes
the waiting processes in the order in which they came, and inside a process threads queue likewise.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

try:
    import fcntl
except ImportError:  # Windows: a single writer process, and SQLite's own lock
    fcntl = None  # type: ignore[assignment]


class Turnstile:
    """Threads of one process pass one at a time, first come first served, then the process takes the file's lock."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False
        self._file: int | None = None

    def enter(self) -> None:
        """Wait for our turn."""
        turn = None
        with self._guard:
            if self._taken:
                turn = threading.Event()
                self._waiting.append(turn)
            self._taken = True
        if turn is not None:
            turn.wait()
        try:
            self._lock()
        except BaseException:
            self._pass_on()
            raise

    def leave(self) -> None:
        """Let the next one in."""
        if fcntl is not None and self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._pass_on()

    def abandon(self) -> None:
        """In a process that was forked: the lock behind this file is our parent's, not ours."""
        if self._file is not None:
            os.close(self._file)

    def _lock(self) -> None:
        if fcntl is None:
            return
        if self._file is None:
            self._file = os.open(self._place, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def _pass_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_TURNSTILES: dict[str, Turnstile] = {}


def turnstile(database: str) -> Turnstile:
    """The one turnstile of a database file in this process."""
    found = _TURNSTILES.get(database)
    return found or _TURNSTILES.setdefault(database, Turnstile(Path(f"{database}.writers")))


def _start_afresh() -> None:
    for each in _TURNSTILES.values():
        each.abandon()
    _TURNSTILES.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_afresh)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions queue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turnstile | None = None

    def _start_transaction_under_autocommit(self) -> None:
        name = str(self.settings_dict["NAME"])
        if not self.is_in_memory_db() and self._turn is None:
            turn = turnstile(name)
            turn.enter()
            self._turn = turn
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._leave()

    def close(self) -> None:
        """Close; a transaction that was open ends with it."""
        try:
            super().close()
        finally:
            self._leave()

    def _leave(self) -> None:
        if self._turn is not None and not self._still_open():
            turn, self._turn = self._turn, None
            turn.leave()

    def _still_open(self) -> bool:
        return self.connection is not None and bool(self.connection.in_transaction)
