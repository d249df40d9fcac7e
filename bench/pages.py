"""Public pages a second: ``sonae serve`` with two processes on SQLite, as it comes with its invented agency in front.

A loader in a process of its own keeps sixteen connections and asks for one page for some seconds. Server and loader
share the two cores; what each used of them stands beside, so that a machine that others use can be told from a server
that is slow.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from bench.table import Row
from bench.timing import Times
from bench.web import ROOT, served, used

SECONDS = 0.5
"""For each round."""
LEAST = 300
CORES = 2
PAGES = {
    "landing": "/",
    "article": "/jiko/ransomware/",
    "glossary": "/yougo/",
    "first steps of an incident": "/higai/ransomware/",
}


def rows(rounds: int) -> Iterator[Row]:
    """Each page for some seconds, after one that is not counted; longer with more rounds."""
    with served("--workers", str(CORES), "--no-work", demo=True) as (address, _, server):
        for name, path in PAGES.items():
            load(address, path, 1.0)
            before = used(server)
            found = load(address, path, SECONDS * rounds)
            yield _row(name, found, used(server) - before)


def load(address: str, path: str, seconds: float) -> dict[str, Any]:
    """What the loader says."""
    place = urlsplit(address)
    command = [sys.executable, "-m", "bench.loader", str(place.hostname), str(place.port), path, str(seconds)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return dict(json.loads(done.stdout))


def _row(name: str, found: dict[str, Any], server: float) -> Row:
    """The rate as it was, and what two whole cores would give at the server's own cost of a page."""
    rate = found["pages"] / found["seconds"]
    cost = server / found["pages"]
    told = (
        f"{rate:.0f} pages/s; p50 {found['p50'] * 1000:.0f} ms, p95 {found['p95'] * 1000:.0f} ms; "
        f"{cost * 1000:.1f} ms of processor each, loader {found['used'] / found['pages'] * 1000:.1f} ms; "
        f"{found['bytes'] / 1000:.0f} kB; load {os.getloadavg()[0]:.1f}"
    )
    each = Times((1 / rate,), (1 / rate,))
    what = f"pages: {name}, {CORES} server processes, SQLite"
    return Row(what, each, target=f"≥ {LEAST} pages/s", reached=rate >= LEAST, error=told)
