"""A real server on a loopback port with a data folder of its own, started and ended as a person would."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

from tests.patience import PATIENCE, wait_until

ROOT = Path(__file__).resolve().parents[3]
ADDRESS = re.compile(r"http://[^/]+/")
TOKEN = re.compile(r'name="form" value="([^"]+)"')


def environment(data: Path, **more: str) -> dict[str, str]:
    """What the server is told; nothing of the tests' own installation."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SONAE_", "DATABASE_"))}
    for name in ("PYTHONDONTWRITEBYTECODE", "DJANGO_SETTINGS_MODULE"):
        kept.pop(name, None)
    return {**kept, "SONAE_DATA": str(data), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **more}


def sonae(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One command that ends by itself."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "sonae.cli", *arguments],
        env=environment(data, **more),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


class Server:
    """One ``sonae serve`` in a process group of its own."""

    def __init__(self, data: Path, *arguments: str, program: str = "sonae.cli", **more: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", program, "serve", "--port", "0", *arguments],
            env=environment(data, **more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        self.lines: list[str] = []
        self.log: list[str] = []
        for stream, kept in ((self.process.stdout, self.lines), (self.process.stderr, self.log)):
            threading.Thread(target=_keep, args=(stream, kept), daemon=True).start()
        self.address = self._wait_for_address()

    def _wait_for_address(self) -> str:
        if wait_until(lambda: bool(self.lines) or self.process.poll() is not None) and self.lines:
            return ADDRESS.search(self.lines[0])[0]  # type: ignore[index]
        self.kill()
        raise AssertionError(f"the server did not start: {self.log[-5:]}")

    def get(self, path: str) -> str:
        """A page, redirects followed."""
        with urllib.request.urlopen(self.address + path.lstrip("/"), timeout=PATIENCE) as answer:  # noqa: S310
            return answer.read().decode("utf-8")

    def send(self, path: str, given: dict[str, Any]) -> tuple[str, str]:
        """Post a form; the address and text of the page that it leads to."""
        request = urllib.request.Request(self.address + path.lstrip("/"), urlencode(given).encode())  # noqa: S310
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return answer.geturl().removeprefix(self.address.rstrip("/")), answer.read().decode("utf-8")

    def family(self) -> list[int]:
        """Process ids of everything alive that the server started, and its own."""
        self.process.poll()
        mark = f"SONAE_SERVER={self.process.pid}\0".encode()
        return [pid for pid, group in _alive() if group == self.process.pid or mark in _told(pid)]

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end; its exit code."""
        self.process.send_signal(by)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End it and all its children at once, as a power cut would."""
        for pid in (self.process.pid, *self.family()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


def _alive() -> Iterator[tuple[int, int]]:
    """Process and group of whatever runs on this machine and is not just waiting to be buried."""
    if not Path("/proc/self/stat").exists():
        listed = subprocess.run(["ps", "-eo", "pid=,pgid=,state="], capture_output=True, encoding="ascii", check=True)
        rows = [line.split() for line in listed.stdout.splitlines()]
    else:
        rows = [row for place in Path("/proc").glob("[0-9]*/stat") if (row := _row(place)) is not None]
    yield from ((int(pid), int(group)) for pid, group, state in rows if not state.startswith("Z"))


def _told(pid: int) -> bytes:
    """The environment of a process, where the system shows it."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes() + b"\0"
    except OSError:
        return b""


def _row(place: Path) -> list[str] | None:
    try:
        pid, rest = place.read_text(encoding="utf-8", errors="replace").split(" (", 1)
    except OSError:
        return None
    state, _, group = rest.rpartition(") ")[2].split()[:3]
    return [pid, group, state]


def _keep(stream: IO[str] | None, kept: list[str]) -> None:
    assert stream is not None
    with stream:
        for line in stream:
            kept.append(line)


@contextmanager
def serving(data: Path, *arguments: str, **more: str) -> Iterator[Server]:
    """A server for the length of a block."""
    server = Server(data, *arguments, **more)
    try:
        yield server
    finally:
        server.kill()


def token(page: str) -> str:
    """The token of a page's form."""
    found = TOKEN.search(page)
    assert found, page[:200]
    return found[1]
