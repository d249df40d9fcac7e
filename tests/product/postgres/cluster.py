"""A PostgreSQL of our own for the length of a test: installed binaries, an unprivileged user, a socket."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.patience import wait_until

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/pgsql/bin")
LACK = "PostgreSQL's own programs (initdb, postgres) are not installed"
NOT_HERE = "on Windows PostgreSQL is not started by these tests: they use a socket and an unprivileged user"
NOBODY = "nobody"
SMALL = ("max_connections=60", "shared_buffers=32MB", "listen_addresses=")
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Does not wait for the disk: for tests in which the database itself is not ended by force."""


def binaries() -> Path | None:
    """The folder of the newest installed PostgreSQL that has a server."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    for pattern in PLACES:
        found += sorted(Path("/").glob(pattern.lstrip("/")), key=_version)
    whole = [place for place in found if (place / "initdb").exists() and (place / "postgres").exists()]
    return max(whole, key=_version, default=None)


def newest() -> int:
    """Its version, 0 where none is installed."""
    place = binaries()
    return _version(place) if place is not None else 0


def _version(place: Path) -> int:
    found = re.search(r"\d+", place.parent.name)
    return int(found[0]) if found else 0


def _another_user() -> dict[str, Any]:
    """PostgreSQL refuses to run for the superuser; then it runs for nobody."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    import pwd

    user = pwd.getpwnam(NOBODY)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def cluster(*, forgetful: bool = False) -> Iterator[str]:
    """The address of a running cluster, as DATABASE_URL wants it, with an empty database ``sonae``."""
    if os.name == "nt":
        pytest.skip(NOT_HERE)
    place = binaries()
    if place is None:
        pytest.skip(LACK)
    folder = Path(tempfile.mkdtemp(prefix="sonae-pg-"))
    who = _another_user()
    if who:
        os.chown(folder, who["user"], who["group"])
    try:
        with _running(place, folder, who, (*SMALL, *(FORGETFUL if forgetful else ()))):
            _ask(place, folder, "CREATE DATABASE sonae")
            yield f"postgres://sonae@{quote(str(folder), safe='')}/sonae"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(place: Path, folder: Path, who: dict[str, Any], kept: tuple[str, ...]) -> Iterator[None]:
    data = folder / "data"
    make = [place / "initdb", "-D", data, "-U", "sonae", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    made = subprocess.run(make, cwd=folder, capture_output=True, encoding="utf-8", check=False, **who)
    assert made.returncode == 0, made.stderr
    options = [word for option in (*kept, f"unix_socket_directories={folder}") for word in ("-c", option)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([place / "postgres", "-D", data, *options], cwd=folder, stderr=log, stdout=log, **who)
    try:
        answers = wait_until(lambda: server.poll() is not None or not _ask(place, folder, "SELECT 1", check=False))
        assert answers, "PostgreSQL does not answer"
        assert server.poll() is None, (folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:]
        yield
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nobody needs its data any more
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _ask(place: Path, folder: Path, statement: str, *, check: bool = True) -> int:
    command = [place / "psql", "-h", folder, "-U", "sonae", "-d", "postgres", "-qc", statement]
    return subprocess.run(command, capture_output=True, check=check).returncode
