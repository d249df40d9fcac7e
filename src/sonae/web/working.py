"""A process that works until it is told to stop, and asks a database that is away again later."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, connection

REST = 0.5
"""Seconds between two looks when nothing is due."""

logger = logging.getLogger("sonae.worker")


class Stop:
    """Whether we were told to stop. A signal's handler may set this at any moment; it takes no lock for that."""

    def __init__(self) -> None:
        self.told = False

    def tell(self, *_: object) -> None:
        """Stop after what is being done."""
        self.told = True


def until_told(stop: Stop, step: Callable[[], bool], idle: Callable[[], object] = lambda: None) -> None:
    """Take ``step`` again and again; when nothing was due, or the database is away, ``idle`` and a rest."""
    while not stop.told:
        try:
            busy = step()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("database away", extra={"fields": {"error": type(error).__name__}})
            connection.close()
            busy = False
        if not busy and not stop.told:
            idle()
            time.sleep(REST)
