"""Costly things that a mere look asks for: made once, kept a while, one after another, and not for one visitor only.

``limits`` counts in the database, and a GET may not write. So these counts live in the memory of each process, which
deals with them alone: with four processes a visitor may have up to four times as much. That is enough for what they
are for, that nobody who holds a link keeps the processors busy.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from threading import BoundedSemaphore, Lock

from sonae.web.limits import Limit

MOST_NAMES = 10_000
"""Counts that are remembered; whoever sends from more addresses than that in one window is held by the turns alone."""
SOON = 5
"""Seconds after which it is worth asking again when everything was busy."""


class NotNowError(Exception):
    """Not made; it may be asked for again in ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


class TooOftenError(NotNowError):
    """The visitor has asked for too many."""


class BusyError(NotNowError):
    """Others are being served."""


class Costly:
    """Bytes by key: the last ``kept`` stay in memory, ``at_once`` are made side by side, further ones wait a moment."""

    def __init__(self, limit: Limit, *, at_once: int, wait: float, kept: int) -> None:
        self.limit, self.wait, self.kept = limit, wait, kept
        self._turns = BoundedSemaphore(at_once)
        self._lock = Lock()
        self._made: OrderedDict[Hashable, bytes] = OrderedDict()
        self._window = -1
        self._counts: dict[str, int] = {}

    def made(self, key: Hashable, make: Callable[[], bytes], *, who: Sequence[str], at: datetime) -> bytes:
        """What is kept under the key, else what ``make`` makes, counted for each of ``who``.

        Raises TooOftenError for one who has had too many in this window, and BusyError when no turn came in ``wait``
        seconds; what is kept costs nothing and is never refused.
        """
        if (found := self._found(key)) is not None:
            return found
        self._refuse(who, at)
        if not self._turns.acquire(timeout=self.wait):
            raise BusyError(SOON)
        try:
            if (found := self._found(key)) is not None:  # the same was asked for twice, and made while we waited
                return found
            self._count(who)
            return self._keep(key, make())
        finally:
            self._turns.release()

    def _found(self, key: Hashable) -> bytes | None:
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def _keep(self, key: Hashable, content: bytes) -> bytes:
        with self._lock:
            self._made[key] = content
            while len(self._made) > self.kept:
                self._made.popitem(last=False)
        return content

    def _refuse(self, who: Sequence[str], at: datetime) -> None:
        moment = int(at.timestamp())
        window = moment // self.limit.seconds
        with self._lock:
            if window != self._window or len(self._counts) > MOST_NAMES:
                self._window, self._counts = window, {}
            if any(self._counts.get(name, 0) >= self.limit.most for name in who):
                raise TooOftenError((window + 1) * self.limit.seconds - moment)

    def _count(self, who: Sequence[str]) -> None:
        with self._lock:
            for name in who:
                self._counts[name] = self._counts.get(name, 0) + 1
