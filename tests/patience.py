"""How long a test waits for what must come, however busy the machine is: this only ends a test that has failed."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 300.0
"""Seconds. What is begun last gets a core last (the worker is kinder than everybody else), so this is generous."""


def wait_until(so: Callable[[], bool], every: float = 0.05) -> bool:
    """Whether it came to be so."""
    end = time.monotonic() + PATIENCE
    while not (reached := so()) and time.monotonic() < end:
        time.sleep(every)
    return reached
