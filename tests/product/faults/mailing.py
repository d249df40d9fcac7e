"""Visitors whose submissions each queue a mail, while web and sender are killed again and again; then a set is checked.

The check is that of Jepsen's sets: lost is what was acknowledged and never arrived, unexpected what arrived and was
never sent, recovered what arrived though nobody was told; a second copy is a duplicate, and each kill of a sender
excuses one.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.patience import PATIENCE
from tests.product.outbox.mailserver import Post
from tests.product.serving.served import ROOT, Server, environment
from tests.product.serving.walking import NotShownError, Walker

VISITORS, SPACE = 4, 100_000
PROGRAM = "tests.product.faults.mailing_run"


@dataclass
class Running:
    """Web and sender of one installation, as processes of their own, each killed on its own."""

    data: Path
    post: Post
    more: dict[str, str] = field(default_factory=dict)
    senders: int = 1
    """How many at once; the last one is the one that is killed."""
    program: str = PROGRAM
    demo: str = "--no-demo"
    web: Server | None = None
    sender: subprocess.Popen[bytes] | None = None
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)
    up: threading.Event = field(default_factory=threading.Event)
    killed: Counter[str] = field(default_factory=Counter)

    @property
    def environment(self) -> dict[str, str]:
        mail = f"smtp://127.0.0.1:{self.post.port}?tls=none"
        return {"SONAE_MAIL": mail, "SONAE_MAIL_FROM": "sonae@desk.invalid", "SONAE_LOG": "error", **self.more}

    def start_web(self) -> None:
        self.web = Server(self.data, self.demo, "--no-work", "--workers", "1", program=self.program, **self.environment)
        self.up.set()

    def start_sender(self) -> None:
        self.sender = subprocess.Popen(
            [sys.executable, "-P", "-m", self.program, "sender"],
            cwd=ROOT,
            env=environment(self.data, **self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.started.append(self.sender)

    def kill(self, part: str) -> None:
        """As a power cut would end it; of ``page`` only the process that answers, which the server starts anew."""
        if part == "page" and self.web is not None:
            for pid in self._answering():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        elif part == "web" and self.web is not None:
            self.up.clear()
            self.web.kill()
        elif part == "sender" and self.sender is not None:
            self.sender.send_signal(signal.SIGKILL)
            self.sender.wait(PATIENCE)
        self.killed[part] += 1

    def _answering(self) -> list[int]:
        assert self.web is not None
        family = [pid for pid in self.web.family() if pid != self.web.process.pid]
        return [pid for pid in family if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def restart(self, part: str) -> None:
        """What was killed, where nobody else starts it again."""
        if part == "web":
            self.start_web()
        elif part == "sender":
            self.start_sender()

    def end(self) -> None:
        for each in self.started:
            each.kill()
            each.wait(PATIENCE)
        if self.web is not None:
            self.web.kill()

    def unsent(self) -> int:
        """Rows that still have to leave."""
        return self._count("SELECT count(*) FROM outbox_mail WHERE state <> 'sent'")

    def all_left(self) -> bool:
        """Whether nothing waits any more, while a sender is there to send it."""
        assert self.sender is not None
        assert self.sender.poll() is None, "the sender ended by itself"
        return self.unsent() == 0

    def subjects(self) -> Counter[int]:
        """How many rows each number has."""
        return Counter(int(subject) for (subject,) in self.rows("SELECT subject FROM outbox_mail"))

    def _count(self, statement: str) -> int:
        return int(self.rows(statement)[0][0])

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What the database answers."""
        address = self.more.get("DATABASE_URL")
        if address is None:
            with closing(sqlite3.connect(self.data / "sonae.sqlite3", timeout=PATIENCE)) as connection:
                return list(connection.execute(statement))
        import psycopg

        parts = urlsplit(address)
        with psycopg.connect(host=unquote(parts.hostname or ""), user=parts.username, dbname="sonae") as connection:
            connection.execute("SELECT set_config('sonae.unscoped', 'on', true)")
            return list(connection.execute(statement))


class Sender(threading.Thread):
    """Submits numbers; one that was not acknowledged is sent again with the same form."""

    def __init__(self, site: Running, first: int, enough: int, path: str) -> None:
        super().__init__(daemon=True)
        self.site, self.first, self.enough, self.path = site, first, enough, path
        self.attempted: set[int] = set()
        self.acknowledged: list[int] = []
        self.problems: list[str] = []
        self.tries = 0

    def run(self) -> None:
        assert self.site.web is not None
        walker = Walker(self.site.web.address, self.site.data)
        for value in range(self.first, self.first + self.enough):
            form = walker.token()
            self.attempted.add(value)
            while not self._tries(walker, lambda: self.submit(walker, value, form)):  # noqa: B023
                pass
            self.acknowledged.append(value)
        walker.forget()

    def submit(self, walker: Walker, value: int, form: str) -> None:
        """Send it; NotShownError where its success was not shown."""
        walker.send(self.path, {"value": str(value)}, form)

    def _tries(self, walker: Walker, act: Callable[[], object]) -> bool:
        assert self.site.up.wait(PATIENCE)
        assert self.site.web is not None
        web = self.site.web
        walker.address = web.address
        self.tries += 1
        try:
            act()
        except NotShownError as error:
            if str(error)[:1].isdigit():
                self.problems.append(str(error))
            walker.forget()
            ended = self.site.up.is_set() and web is self.site.web and web.process.poll() is not None
            assert not ended, f"the server ended by itself: {web.log[-3:]}"
            time.sleep(0.05)
            return False
        return True


@dataclass(frozen=True)
class Verdict:
    """What the sets say; ``rows`` counts the rows of numbers that have another number of rows than one."""

    lost: tuple[int, ...]
    unexpected: tuple[int, ...]
    recovered: int
    duplicates: int
    rows: tuple[int, ...]
    names: int
    """Numbers whose copies came under more than one Message-ID."""
    tries: int
    problems: tuple[str, ...]


def run(
    site: Running,
    submissions: int,
    kills: list[str],
    seed: int,
    path: str = "/futsu/",
    amid: Callable[[], bool] = lambda: True,
) -> Verdict:
    """So many submissions by four visitors, a part killed at each of so many random moments, then the sets."""
    visitors = [Sender(site, 1_000_000 + SPACE * n, submissions // VISITORS, path) for n in range(VISITORS)]
    go_through(site, visitors, kills, seed, amid)
    return _verdict(site, visitors)


def go_through(
    site: Running,
    visitors: Sequence[Sender],
    kills: list[str],
    seed: int,
    amid: Callable[[], bool] = lambda: True,
) -> None:
    """Until every submission was acknowledged and every mail has left. ``amid`` holds a kill back until it is true."""
    submissions = sum(each.enough for each in visitors)
    chance = random.Random(seed)  # noqa: S311
    site.start_web()
    for _ in range(site.senders):
        site.start_sender()
    for visitor in visitors:
        visitor.start()
    moments = sorted(chance.randrange(submissions // 20, submissions * 19 // 20) for _ in kills)
    try:
        for moment, part in zip(moments, kills, strict=True):
            _wait(lambda: _shown(visitors) >= moment, 0.001, lambda: _shown(visitors))  # noqa: B023
            time.sleep(chance.random() * 0.02)
            _wait(amid, 0.001)
            site.kill(part)
            site.restart(part)
        _wait(lambda: not any(each.is_alive() for each in visitors), 0.01, lambda: _shown(visitors))
        _wait(lambda: site.all_left(), 0.1, lambda: min(len(site.post.taken), 10 * submissions))
    finally:
        site.end()


def _shown(visitors: Sequence[Sender]) -> int:
    """How many were acknowledged so far."""
    assert all(each.is_alive() or len(each.acknowledged) == each.enough for each in visitors), "a visitor broke down"
    return sum(len(each.acknowledged) for each in visitors)


def _wait(so: Callable[[], bool], every: float, moving: Callable[[], int] = lambda: 0) -> None:
    """Until it is so, however slow the machine; AssertionError where nothing has moved for as long as one waits."""
    last, end = moving(), time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(sqlite3.OperationalError):
            if so():
                return
        time.sleep(every)
        if (reached := moving()) != last:
            last, end = reached, time.monotonic() + PATIENCE
    raise AssertionError(f"nothing moved for {PATIENCE:.0f} seconds")


def _verdict(site: Running, visitors: list[Sender]) -> Verdict:
    attempted = set().union(*(each.attempted for each in visitors))
    acknowledged = [value for each in visitors for value in each.acknowledged]
    copies = Counter(int(str(mail["Subject"])) for mail in site.post.taken)
    names = {(int(str(mail["Subject"])), str(mail["Message-ID"])) for mail in site.post.taken}
    return Verdict(
        lost=tuple(value for value in acknowledged if value not in copies),
        unexpected=tuple(sorted(set(copies) - attempted)),
        recovered=len((set(copies) & attempted) - set(acknowledged)),
        duplicates=sum(count - 1 for count in copies.values()),
        rows=tuple(value for value, count in site.subjects().items() if count != 1),
        names=len(names) - len(copies),
        tries=sum(each.tries for each in visitors),
        problems=tuple(problem for each in visitors for problem in each.problems),
    )
