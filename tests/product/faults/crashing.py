"""Visitors who go on answering while the server is killed again and again, and what they were shown as saved."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.patience import PATIENCE, wait_until
from tests.product.serving.served import Server
from tests.product.serving.walking import NotShownError, Walker

VISITORS = 4
SPACE = 100_000
"""Numbers that one visitor has for their answers; none is used by two."""


@dataclass
class Site:
    """One installation whose server comes and goes."""

    data: Path
    environment: dict[str, str]
    program: str = "sonae.cli"
    server: Server | None = None
    up: threading.Event = field(default_factory=threading.Event)

    def start(self) -> Server:
        self.server = Server(self.data, "--no-demo", "--workers", "1", program=self.program, **self.environment)
        self.up.set()
        return self.server

    def kill(self) -> None:
        self.up.clear()
        if self.server is not None:
            self.server.kill()


class Visitor(threading.Thread):
    """Answers until enough answers were shown as saved; what was not shown is sent again with the same form."""

    def __init__(self, site: Site, first: int, enough: int) -> None:
        super().__init__(daemon=True)
        self.site, self.first, self.enough = site, first, enough
        self.shown: list[int] = []
        self.tried = 0
        self.problems: list[str] = []

    def run(self) -> None:
        assert self.site.server is not None
        walker = Walker(self.site.server.address, self.site.data)
        while not self._tries(walker, walker.start):
            pass
        while len(self.shown) < self.enough:
            value = self.first + len(self.shown)
            form = walker.token()
            while not self._tries(walker, lambda: walker.answer("employees", value, form)):  # noqa: B023
                pass
            self.shown.append(value)
        walker.forget()

    def _tries(self, walker: Walker, act: object) -> bool:
        assert self.site.up.wait(PATIENCE)
        assert self.site.server is not None
        walker.address = self.site.server.address
        self.tried += 1
        try:
            act()  # type: ignore[operator]
        except NotShownError as error:
            if str(error)[:1].isdigit():
                self.problems.append(str(error))
            walker.forget()
            time.sleep(0.01)
            return False
        return True


def crash_run(site: Site, answers: int, kills: int, seed: int) -> list[Visitor]:
    """So many answers by four visitors at once, so many kills at random moments in between."""
    chance = random.Random(seed)  # noqa: S311
    site.start()
    visitors = [Visitor(site, 1_000_000 + SPACE * n, answers // VISITORS) for n in range(VISITORS)]
    for visitor in visitors:
        visitor.start()
    moments = sorted(chance.randrange(answers // 20, answers * 19 // 20) for _ in range(kills))
    try:
        for moment in moments:
            wait_until(lambda so_many=moment: sum(len(each.shown) for each in visitors) >= so_many, every=0.001)
            time.sleep(chance.random() * 0.02)
            site.kill()
            site.start()
        for visitor in visitors:
            visitor.join(PATIENCE)
            assert not visitor.is_alive()
    finally:
        site.kill()
    return visitors


def kept(site: Site) -> Counter[int]:
    """Every answer in the database and how often it is there."""
    statement = "SELECT value FROM answers_answer WHERE question = 'employees'"
    address = site.environment.get("DATABASE_URL")
    if address is None:
        with closing(sqlite3.connect(site.data / "sonae.sqlite3")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return Counter(int(value) for (value,) in connection.execute(statement))
    import psycopg

    parts = urlsplit(address)
    with psycopg.connect(host=unquote(parts.hostname or ""), user=parts.username, dbname="sonae") as connection:
        return Counter(int(value) for (value,) in connection.execute(statement))


def verdict(site: Site, visitors: list[Visitor]) -> tuple[list[int], list[int]]:
    """Answers that were shown as saved and are lost; answers that are there more than once."""
    there = kept(site)
    shown = [value for visitor in visitors for value in visitor.shown]
    return [value for value in shown if value not in there], [value for value, count in there.items() if count > 1]
