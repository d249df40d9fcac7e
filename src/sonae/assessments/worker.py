"""What is done while nobody waits: ranges of fresh results, and (from ``scans``) deleting what has had its time.

Nothing is queued. Rows that are due are looked for again and again, so a worker that is killed forgets nothing, and two
at once do the same work twice but never two different things.
"""

from __future__ import annotations

import logging
import os
import signal
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, connection

from sonae.assessments.actions import add_band, purge
from sonae.assessments.models import Run
from sonae.tenancy.scope import unscoped
from sonae.web.clock import now
from sonae.web.models import RateCount, Submission
from sonae.web.origin import MOST_AGE
from sonae.web.working import Stop, until_told

LIMIT_LENGTHS = (600, 900, 3600, 86_400)
"""Seconds of the windows of all limits (``sonae.web.limits.Limit``); counts of other windows are over."""
KINDNESS = 15
"""How much later than a visitor's request the worker gets a core."""

logger = logging.getLogger("sonae.worker")


def complete_next(at: datetime) -> bool:
    """Add ranges to the oldest result that has none; whether there was one.

    One whose ranges cannot be computed is left without them and not tried again: the figures stand without.
    """
    with unscoped("the oldest result without ranges, whoseever it is"):
        run = Run.objects.without_band().defer("result").first()
    if run is None:
        return False
    try:
        add_band(run=run, at=at)
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        logger.exception("band failed", extra={"fields": {"run": run.pk}})
        with unscoped("a result whose ranges cannot be had"):
            Run.objects.filter(pk=run.pk, band_at__isnull=True).update(band_at=at)
    return True


def tidy(at: datetime) -> dict[str, int]:
    """Delete drafts whose time is over, forms too old to be sent again, and counts of windows gone by; how many."""
    moment = int(at.timestamp())
    current = [moment // length for length in LIMIT_LENGTHS]
    gone = {
        "drafts": purge(now=at),
        "forms": Submission.objects.filter(at__lt=at - timedelta(seconds=MOST_AGE)).delete()[0],
        "counts": RateCount.objects.exclude(window__in=current).delete()[0],
    }
    if any(gone.values()):
        logger.info("tidied", extra={"fields": gone})
    return gone


def run_until_told() -> int:
    """As a process: until SIGTERM."""
    stop = Stop()
    signal.signal(signal.SIGTERM, stop.tell)
    if hasattr(os, "nice"):
        os.nice(KINDNESS)
    until_told(stop, lambda: complete_next(now()))
    connection.close()
    return 0
