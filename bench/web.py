"""The product over HTTP on this machine: ``sonae serve`` on SQLite as it comes, and eight visitors at once.

Loopback only, a data folder of its own, and each visitor behind an address of their own (limits count addresses). The
visitors share the cores with the server: what they cost is in the figures. A probe of the disk stands beside, because
every answer waits for it.
"""

from __future__ import annotations

import gzip
import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench.table import Row
from bench.timing import Times

ROOT = Path(__file__).resolve().parents[1]
VISITORS = 8
MOST_START, MOST_ANSWER, MOST_RESULT = 10.0, 0.1, 0.7
REST = 2.0
"""Seconds between two rounds, as between visitors who do not wait for one another; ranges are worked out meanwhile."""
_TOKEN = re.compile(r'name="form" value="([^"]+)"')
_ANSWERS = {
    "industry": "E", "works_by_hand": "partly", "data_class": "basic", "remote_access": "vpn", "web_presence": "form",
    "supplier_dependence": "unknown", "mfa": "no", "backup": "no", "updates": "partial", "persons_held": "1200",
}  # fmt: skip


class Visitor:
    """A browser that keeps its connection and asks for nothing but pages."""

    def __init__(self, address: str, number: int) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.number = number
        self.link = ""

    def ask(self, path: str, given: dict[str, str] | None = None) -> tuple[str, str]:
        """Where a form leads, and the page."""
        headers = {"X-Forwarded-For": f"192.0.2.{self.number}", "Accept-Encoding": "gzip"}
        if given is None:
            self.connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            self.connection.request("POST", path, urlencode(given), headers)
        answer = self.connection.getresponse()
        content = answer.read()
        text = (gzip.decompress(content) if answer.headers.get("Content-Encoding") == "gzip" else content).decode()
        if answer.status not in (200, 302):
            raise RuntimeError(f"{answer.status} for {path.split('/')[1]}")
        return answer.headers.get("Location", ""), text

    def token(self, path: str) -> str:
        """The token of the form on a page."""
        found = _TOKEN.search(self.ask(path)[1])
        if found is None:
            raise RuntimeError("no form")
        return found[1]

    def start(self) -> None:
        """A draft with all twelve answers."""
        self.link = self.ask("/shindan/", {"form": self.token("/shindan/")})[0].split("/")[2]
        self.fill(0)

    def fill(self, turn: int) -> None:
        """Facts of a company that nobody has asked about yet."""
        size = 10 + 9 * self.number + 90 * turn
        facts = {**_ANSWERS, "employees": str(size), "sales": f"{size * 17_000_000 + turn}"}
        path = f"/shindan/{self.link}/all/"
        self.ask(path, {"form": self.token(path), **facts})


@contextmanager
def served(*more: str, demo: bool = False) -> Iterator[tuple[str, float, int]]:
    """The address of ``sonae serve`` in an empty folder, the seconds from the command to its line, and its process."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        settings |= {"SONAE_DATA": folder, "SONAE_PROXIES": "1", "SONAE_LOG": "warning"}
        command = [sys.executable, "-P", "-m", "sonae.cli", "serve", "--port", "0", *more]
        command += [] if demo else ["--no-demo"]
        start = time.perf_counter()
        process = subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, encoding="utf-8")
        try:
            found = re.search(r"http://\S+?/", process.stdout.readline() if process.stdout is not None else "")
            if found is None:
                raise RuntimeError("the server did not start")
            yield found[0], time.perf_counter() - start, process.pid
        finally:
            process.terminate()
            process.wait(30)
            if process.stdout is not None:
                process.stdout.close()


def at_once(visitors: list[Visitor], act: Callable[[Visitor], None]) -> list[float]:
    """Seconds that each visitor waited when all act at the same moment."""
    gate = threading.Barrier(len(visitors))
    waited: list[float] = []

    def go(visitor: Visitor) -> None:
        gate.wait()
        start = time.perf_counter()
        act(visitor)
        waited.append(time.perf_counter() - start)

    threads = [threading.Thread(target=go, args=(visitor,)) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(waited) < len(visitors):
        raise RuntimeError("a visitor was turned away")
    return waited


def answers(visitors: list[Visitor], turn: int) -> list[float]:
    """One answer each: from sending it to having the whole next page."""
    path = "/shindan/{}/q/persons_held/"
    tokens = {visitor.number: visitor.token(path.format(visitor.link)) for visitor in visitors}

    def act(visitor: Visitor) -> None:
        given = {"form": tokens[visitor.number], "persons_held": str(1000 + turn)}
        visitor.ask(visitor.ask(path.format(visitor.link), given)[0])

    return at_once(visitors, act)


def results(visitors: list[Visitor], turn: int) -> list[float]:
    """The button pressed by all: from pressing it to having the whole result."""
    path = "/shindan/{}/check/"
    tokens = {}
    for visitor in visitors:
        visitor.fill(turn)
        tokens[visitor.number] = visitor.token(path.format(visitor.link))

    def act(visitor: Visitor) -> None:
        visitor.ask(visitor.ask(path.format(visitor.link), {"form": tokens[visitor.number]})[0])

    return at_once(visitors, act)


def used(server: int) -> float:
    """Seconds of processor that the server's own processes have used, the worker left out; 0 where nobody tells."""
    ticks = 0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "stat").read_text(encoding="utf-8", errors="replace").rpartition(") ")[2].split()
            worker = b"background" in (place / "cmdline").read_bytes()
        except OSError:
            continue
        if not worker and server in (int(place.name), int(words[1])):
            ticks += int(words[11]) + int(words[12])
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0


def p95(seconds: list[float]) -> float:
    """The wait that 95 of 100 do not exceed."""
    return sorted(seconds)[max(0, round(0.95 * len(seconds) + 0.5) - 1)]


def probe(count: int = 200) -> tuple[float, float]:
    """Median and 95 of 100 of one page of 4 kB forced to the disk."""
    found = []
    with tempfile.TemporaryFile() as file:
        for _ in range(count):
            start = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            found.append(time.perf_counter() - start)
    return median(found), p95(found)


def rows(rounds: int) -> Iterator[Row]:
    """Answer pages and fresh results, eight visitors at once."""
    disk = probe()
    with served() as (address, start, server):
        visitors = [Visitor(address, number) for number in range(1, VISITORS + 1)]
        for visitor in visitors:
            visitor.start()
        results(visitors, 0)
        before = used(server)
        pages = [wait for turn in range(rounds * 4) for wait in answers(visitors, turn)]
        between = used(server)
        fresh: list[float] = []
        for turn in range(1, rounds + 1):
            time.sleep(REST)
            fresh += results(visitors, turn)
        after = used(server)
        for visitor in visitors:
            visitor.connection.close()
    told = f"fsync of 4 kB {disk[0] * 1000:.2f} ms, p95 {disk[1] * 1000:.2f} ms; load {os.getloadavg()[0]:.1f}"
    reached = start <= MOST_START
    what = "web: `./sonae serve` in an empty folder, from the command to the first page"
    yield Row(what, Times((start,), (start,)), target=f"≤ {MOST_START:g} s", reached=reached, error=told)
    yield _row("answer kept and next page shown", pages, MOST_ANSWER, (between - before) / len(pages), told)
    yield _row("fresh result computed, stored and shown", fresh, MOST_RESULT, (after - between) / len(fresh), told)


def _row(what: str, waited: list[float], most: float, cost: float, told: str) -> Row:
    """``cost`` is the processor's time of one, with the pages that led to it."""
    found: dict[str, Any] = {"target": f"p95 ≤ {most:g} s", "reached": p95(waited) <= most}
    name = f"web: {what}, {VISITORS} visitors at once, SQLite"
    told = f"p95 {p95(waited):.3f} s; {cost * 1000:.0f} ms of processor each; {told}"
    return Row(name, Times(tuple(waited), tuple(waited)), error=told, **found)
