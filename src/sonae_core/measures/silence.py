"""Nothing that a compiled library prints gets between our answers.

HiGHS 1.12 now and then prints a debugging line to standard output, whatever it is told, and a reader of our JSON would
stumble over it. Python cannot see such a line; only the process's own descriptor can be turned away for the while.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_OUTPUT = 1


@contextmanager
def silenced() -> Iterator[None]:
    """Drop what compiled code prints to standard output meanwhile.

    With other threads alive nothing is dropped: the line might be theirs, and a server's log may hold one line more.
    """
    kept = _copy() if threading.active_count() == 1 else None
    if kept is None:
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of ours
            os.dup2(nowhere.fileno(), _OUTPUT)
            yield
    finally:
        _flush()  # what the library still holds back would come out later
        os.dup2(kept, _OUTPUT)
        os.close(kept)


def _copy() -> int | None:
    """Another descriptor of standard output; None when the process has none."""
    try:
        return os.dup(_OUTPUT)
    except OSError:
        return None


def _flush() -> None:
    library = ctypes.CDLL("ucrtbase" if os.name == "nt" else None)
    library.fflush(None)
