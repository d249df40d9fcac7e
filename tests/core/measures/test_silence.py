"""A compiled library that prints does not get into our output."""

from __future__ import annotations

import subprocess
import sys

import pytest

PRINTING = """
import ctypes, os, threading
from sonae_core.measures.silence import silenced
library = ctypes.CDLL(None)
{before}
with silenced():
    library.printf(b"noise\\n")
print("answer", flush=True)
{after}
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the test calls the C library by its POSIX name")


def run(before: str = "", after: str = "") -> list[str]:
    program = PRINTING.format(before=before, after=after)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return sorted(done.stdout.split())


def test_what_a_library_prints_meanwhile_is_dropped() -> None:
    assert run() == ["answer"]


def test_standard_output_is_whole_again_afterwards() -> None:
    assert run(after='os.write(1, b"later")') == ["answer", "later"]


def test_with_other_threads_nothing_is_dropped() -> None:
    waiting = "stop = threading.Event(); threading.Thread(target=stop.wait, daemon=True).start()"
    assert run(before=waiting) == ["answer", "noise"]


def test_a_process_without_standard_output_is_no_obstacle() -> None:
    program = (
        "import os; os.close(1)\nfrom sonae_core.measures.silence import silenced\nwith silenced(): os.write(2, b'in')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.startswith("in")
    assert "Traceback" not in done.stderr
