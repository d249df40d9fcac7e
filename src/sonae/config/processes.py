"""The processes of one installation: the web server's, the worker's, and what keeps them together.

Only one ``sonae serve`` works on a data folder: it holds ``serving.lock`` while it lives, and the system frees that
lock however it ends. Its children watch for its end, so that a server that was killed leaves nobody behind.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sonae_core.values.errors import MachineError

try:
    import fcntl
except ImportError:  # Windows: nothing of the kind; two servers at once meet at the port
    fcntl = None  # type: ignore[assignment]

SERVER = "SONAE_SERVER"
"""Environment of the server's children: its process id."""
LOCK = "serving.lock"
UNFINISHED = "restore-unfinished"
"""Stands in the data folder while a backup is put back: until it is gone, the folder holds half of something."""
LOOK_EVERY = 0.5
LISTEN_EVERY = 0.2
MOST_PAUSE = 60.0
"""Seconds before a worker that dies again and again is started anew."""
GRACE = 10.0
"""Seconds that a child gets to end by itself."""
PARTS = ("ranges", "mail")
"""What works beside the web server (``background``)."""


class AlreadyServedError(Exception):
    """Somebody else serves this data folder; ``where`` is the address that they gave, or empty."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(where)


def refuse_half_restored(folder: Path) -> None:
    """MachineError where putting back a backup was interrupted."""
    if (folder / UNFINISHED).exists():
        raise MachineError(
            f"{folder}: バックアップを戻す途中で止まっています。"
            "「sonae restore ファイル --replace」をもう一度実行してください"
            "（前のデータは replaced- で始まるフォルダーにあります）"
        )


@contextmanager
def sole_server(folder: Path, where: str) -> Iterator[None]:
    """Be the only one who serves, restores or moves the folder. Raises AlreadyServedError."""
    with (folder / LOCK).open("a+", encoding="utf-8") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise AlreadyServedError(_noted(file)) from None
        _note(file, where)
        try:
            yield
        finally:
            _note(file, "")


def _note(file: IO[str], where: str) -> None:
    file.seek(0)
    file.truncate()
    file.write(json.dumps({"address": where, "process": os.getpid()}) if where else "")
    file.flush()


def _noted(file: IO[str]) -> str:
    file.seek(0)
    with suppress(ValueError, KeyError):
        return str(json.loads(file.read())["address"])
    return ""


def end_with_server() -> None:
    """In a child: end when the server that started us is no longer our parent."""
    server = int(os.environ[SERVER])

    def watch() -> None:
        while os.getppid() == server:
            time.sleep(LOOK_EVERY)
        os._exit(1)

    if os.name != "nt":
        threading.Thread(target=watch, name="end-with-server", daemon=True).start()


class Told:
    """An event for the main thread of the server, which waits for signals and nothing else.

    ``threading.Event`` is not made for that: a signal that arrives just before the thread begins to wait is only seen
    when something else wakes it, and a handler that sets the event may meet the lock that the thread holds.
    """

    def __init__(self) -> None:
        self._told = False

    def set(self) -> None:
        """Wake whoever waits, within moments."""
        self._told = True

    def clear(self) -> None:
        """Forget it."""
        self._told = False

    def is_set(self) -> bool:
        """Whether it was set."""
        return self._told

    def wait(self, timeout: float | None = None) -> bool:
        """Until it is set, or for so many seconds; whether it was set."""
        end = None if timeout is None else time.monotonic() + timeout
        while not self._told and (end is None or time.monotonic() < end):
            time.sleep(LISTEN_EVERY)
        return self._told


def leave_the_terminal() -> None:
    """In a child: Ctrl-C is for the server, which tells us; told twice, granian's processes wait to be killed."""
    if os.name != "nt":
        os.setpgid(0, 0)


class Worker:
    """The process of one part of ``background``, started again when it ends by accident."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name=f"keep-{part}", daemon=True)

    def start(self) -> None:
        """Start it."""
        self._thread.start()

    def tell(self) -> None:
        """Say that the end has come, without waiting for it."""
        self._stop.set()

    def stop(self) -> None:
        """Let it finish what it does, for some seconds."""
        self.tell()
        if self._thread.is_alive():
            self._thread.join(GRACE + 2)

    def _keep(self) -> None:
        pause = LOOK_EVERY
        while not self._stop.is_set():
            start = time.monotonic()
            self._process = _start(self._part)
            while self._process.poll() is None and not self._stop.wait(LOOK_EVERY):
                pass
            pause = LOOK_EVERY if time.monotonic() - start > MOST_PAUSE else min(pause * 2, MOST_PAUSE)
            self._stop.wait(pause)
        self._end()

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _start(part: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "sonae.config.background", part],
        env=child_environment(),
        stdin=subprocess.DEVNULL,
        process_group=None if os.name == "nt" else 0,  # Ctrl-C is for the server, which tells us
    )


@contextmanager
def working_beside() -> Iterator[list[Worker]]:
    """Every part of the background, to be started; at the end all are told first, then waited for."""
    workers = [Worker(part) for part in PARTS]
    try:
        yield workers
    finally:
        for each in workers:
            each.tell()
        for each in workers:
            each.stop()


def child_environment() -> dict[str, str]:
    """What children of the server are told."""
    source = str(Path(__file__).resolve().parents[2])
    path = [source, *(part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part and part != source)]
    return {**os.environ, SERVER: str(os.getpid()), "PYTHONPATH": os.pathsep.join(path)}
