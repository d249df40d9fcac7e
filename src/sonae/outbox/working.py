"""Sender and scheduler as one process: mails leave on its main thread, scans run beside them."""

from __future__ import annotations

import signal
import threading

from django.db import connection

from sonae.outbox.delivery import deliver_next
from sonae.outbox.schedule import Rounds, scans
from sonae.outbox.transports import transport
from sonae.web.clock import now
from sonae.web.working import Stop, until_told


def run_until_told() -> int:
    """Until SIGTERM. When scans break down the whole process ends, so that it is started again whole."""
    stop = Stop()
    signal.signal(signal.SIGTERM, stop.tell)
    beside = threading.Thread(target=_scan, args=(stop,), name="scans", daemon=True)
    beside.start()
    way = transport()

    def step() -> bool:
        if not beside.is_alive():
            stop.tell()
        return deliver_next(now, way)

    until_told(stop, step, way.close)
    way.close()
    connection.close()
    beside.join(2)
    return 0


def _scan(stop: Stop) -> None:
    rounds = Rounds(scans())

    def step() -> bool:
        rounds.go(now())
        return False

    until_told(stop, step, connection.close)
