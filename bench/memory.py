"""Extra memory of one job, each in a process of its own, so that no job hides in what another left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.timing import timed

MIB = 1024


@dataclass(frozen=True)
class Job:
    """What to run; ``tiny`` is run before, so that imports and first-use tables do not count."""

    work: Callable[[], Any]
    tiny: Callable[[], Any] | None = None
    whole_process: bool = False
    """Whether to report the peak of the whole process rather than what the job added."""


@dataclass(frozen=True)
class Alone:
    """What one job took in a process of its own: the first call, nothing of it being cached."""

    seconds: float
    mebibytes: float


def alone(topic: str, name: str) -> Alone | None:
    """Job ``name`` of ``bench.topic`` in a fresh process; None where it fails or the system does not tell."""
    command = [sys.executable, "-m", "bench", "--memory", f"{topic}.{name}"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    told = done.stdout.split()
    return Alone(float(told[-2]), float(told[-1])) if done.returncode == 0 and len(told) >= 2 else None


def peak(topic: str, name: str) -> float | None:
    """MiB of that job."""
    found = alone(topic, name)
    return None if found is None else found.mebibytes


def environment() -> dict[str, str]:
    """The environment in which ``bench`` and the product are found."""
    root = Path(__file__).resolve().parents[1]
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(root / "src"), str(root)))}


def report(job: str) -> int:
    """Run the job here and print its seconds and MiB."""
    topic, _, name = job.partition(".")
    found: Job = import_module(f"bench.{topic}").jobs()[name]
    if found.tiny is not None:
        found.tiny()
    _forget_peak()
    before = 0 if found.whole_process else _kibibytes("VmRSS")
    seconds = timed(found.work)
    print(seconds, (_kibibytes("VmHWM") - before) / MIB)
    return 0


def _forget_peak() -> None:
    """Let Linux count the peak from now on."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _kibibytes(field: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(row.split()[1]) for row in status.splitlines() if row.startswith(field + ":"))
