"""The machine in one line, without its name or folders."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("numpy", "scipy", "aggregate", "gemact")


def describe() -> str:
    """Cores, processor family, system, versions, day."""
    versions = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    python = ".".join(map(str, sys.version_info[:3]))
    system = f"{platform.system()} {platform.machine()}"
    day = datetime.now(UTC).date().isoformat()
    return f"{os.cpu_count()} cores, {_processor()}, {system}; Python {python}, {versions}; one thread; {day}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown processor"
    return next((row.partition(":")[2].strip() for row in text.splitlines() if row.startswith("model name")), "unknown")
