"""Machines that lose their power while visitors answer, and what is found when it is back.

``python -m tests.product.faults.cuts 300`` prints what so many cuts did with each way of writing (with the others than
the product's no more than 300).
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import apsw

from tests.product.faults.power_vfs import Moment, PowerCutError, WatchedFolder
from tests.product.faults.recorded import EMPLOYEES, NAME, Installation, installed_by_itself

ANSWERS_A_DRAFT = 4
FORM_IS_KNOWN = "web_submission.nonce"
"""Refused by that: it was saved before the disk failed, and the product shows the page that belongs to it."""
LONGEST = 900
"""Steps of a disk within which the power is cut: about forty requests."""
STEPS = tuple(
    [f"{step} {NAME}" for step in ("write", "truncate", "sync")]
    + [f"{step} {NAME}-wal" for step in ("make", "write", "sync", "sync the folder of", "delete")]
)
"""What SQLite does to the disk; every other cut looks for one of these."""
OFTEN = (None, 30, 5)
"""Pages after which the journal is worked into the database: as the product leaves it, or often, to cut just then."""


@dataclass
class Life:
    """What visitors sent and what they were shown as saved, as numbers of requests; and what is left."""

    tried: set[int] = field(default_factory=set)
    shown: set[int] = field(default_factory=set)
    left: Mapping[str, bytes] = field(default_factory=dict)
    where: str = ""
    failures: int = 0


@dataclass(frozen=True)
class Verdict:
    """Shown but gone; there but never sent; there in part; and what is wrong with the file itself."""

    life: Life
    lost: int = 0
    unexpected: int = 0
    halves: int = 0
    damage: str = ""

    @property
    def good(self) -> bool:
        return not (self.lost or self.unexpected or self.halves or self.damage)


class Server:
    """Two processes at one database, who take turns as the product's do."""

    def __init__(self, folder: WatchedFolder, installed: Installation, pages: int | None) -> None:
        self._folder, self._installed, self._pages = folder, installed, pages
        self._connections: list[apsw.Connection] = []
        self._owner = 0

    def open(self) -> None:
        for _ in range(2 - len(self._connections)):
            connection = self._folder.connect(NAME)
            self._connections.append(connection)
            list(connection.execute(self._installed.pragmas))  # all of them: apsw stops at each row
            if self._pages is not None:
                list(connection.execute(f"PRAGMA wal_autocheckpoint={self._pages}"))

    def close(self, processes: int) -> None:
        for _ in range(min(processes, len(self._connections))):
            self._connections.pop().close(True)

    def bury(self) -> None:
        """Give back what the dead processes still hold in ours."""
        while self._connections:
            with suppress(PowerCutError, apsw.Error):
                self.close(1)

    def take(self, number: int) -> None:
        """One request; what comes back from here without an error is shown as saved."""
        first = number % ANSWERS_A_DRAFT == 0
        if first:
            self._owner = number
        transaction = self._installed.begin if first else self._installed.answer
        connection = self._connections[number % 2]
        try:
            for statement, values in transaction.numbered(number, self._owner):
                list(connection.execute(statement, values))
        except apsw.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def until_the_cut(
    installed: Installation,
    files: Mapping[str, bytes],
    chance: Random,
    first: int = 0,
    often: Sequence[int | None] = OFTEN,
    **told: Any,
) -> Life:
    """Visitors answer, processes come and go, until the power is cut."""
    life = Life()
    moment = Moment(chance.randint(1, LONGEST))
    if chance.random() < 0.5:
        moment = Moment(LONGEST, chance.choice(STEPS), chance.randint(1, 6))
    with tempfile.TemporaryDirectory(prefix="sonae-cut-") as place:
        folder = WatchedFolder(Path(place), files, chance=chance, cut_at=moment, **told)
        server = Server(folder, installed, chance.choice(often))
        number = first
        while folder.left is None:
            try:
                _come_and_go(server, chance)
                again = number in life.tried
                life.tried.add(number)
                server.take(number)
            except apsw.ConstraintError as error:
                if not (again and FORM_IS_KNOWN in str(error)):
                    raise  # what the product sends is right: only a disk may refuse it
            except (PowerCutError, apsw.Error):  # whoever was not shown that it is saved sends the same form again
                if folder.left is None and not folder.failures:
                    raise
                continue
            life.shown.add(number)
            number += 1
        server.bury()
    life.left, life.where, life.failures = folder.left, folder.where, folder.failures
    return life


def _come_and_go(server: Server, chance: Random) -> None:
    """Now and then a process ends and another starts, or the whole server does."""
    if chance.random() < 0.1:
        server.close(chance.choice((1, 2)))
    server.open()


Compared = Callable[[Life, sqlite3.Connection], Verdict]


def looked_at(life: Life, chance: Random, compared: Compared | None = None) -> Verdict:
    """Open what is left with the library that the product uses, after the system has started again."""
    with tempfile.TemporaryDirectory(prefix="sonae-cut-") as place:
        for name, data in life.left.items():
            (Path(place) / name).write_bytes(data)
        if chance.random() < 0.5:  # the shared memory of the dead system: nobody may believe it
            (Path(place) / f"{NAME}-shm").write_bytes(chance.randbytes(32_768))
        try:
            with closing(sqlite3.connect(Path(place) / NAME)) as connection:
                connection.execute("PRAGMA synchronous=OFF")
                return (compared or _compared)(life, connection)
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            return Verdict(life, lost=len(life.shown), damage=f"unreadable: {error}")


def _compared(life: Life, connection: sqlite3.Connection) -> Verdict:
    forms = {int(nonce, 16) for (nonce,) in connection.execute("SELECT nonce FROM web_submission WHERE outcome > ''")}
    answers = {
        int(value) - EMPLOYEES
        for (value,) in connection.execute("SELECT value FROM answers_answer WHERE question = 'employees'")
    }
    drafts = {int(link, 16) for (link,) in connection.execute("SELECT link_hash FROM assessments_draft")}
    begun = {number for number in answers if number % ANSWERS_A_DRAFT == 0}
    return Verdict(
        life,
        lost=len(life.shown - (forms & answers)),
        unexpected=len((forms | answers) - life.tried),
        halves=len((forms ^ answers) | (drafts ^ begun)),
        damage=damage_of(connection),
    )


def damage_of(connection: sqlite3.Connection) -> str:
    """What is wrong with the file itself; empty where nothing is."""
    damage = [text for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
    damage += [f"a row of {row[0]} points to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
    return "; ".join(damage[:3])


def cuts(
    installed: Installation, number: int, seed: int, compared: Compared | None = None, **told: Any
) -> Iterator[Verdict]:
    """So many machines, each new and each cut once."""
    for turn in range(number):
        chance = Random(f"{seed}-{turn}")  # noqa: S311
        yield looked_at(until_the_cut(installed, {NAME: installed.content}, chance, **told), chance, compared)


def one_machine(installed: Installation, number: int, seed: int, **told: Any) -> Iterator[Verdict]:
    """One machine that is cut so many times, also while it starts again, and goes on with what is left."""
    before, first = Life(left={NAME: installed.content}), 0
    for turn in range(number):
        chance = Random(f"{seed}-{turn}")  # noqa: S311
        life = until_the_cut(installed, before.left, chance, first, (None,), **told)
        first = (max(life.tried, default=first) // ANSWERS_A_DRAFT + 1) * ANSWERS_A_DRAFT
        before = replace(life, tried=before.tried | life.tried, shown=before.shown | life.shown)
        yield looked_at(before, chance)


def written_otherwise(installed: Installation, synchronous: str) -> Installation:
    """The same with another setting of how long a commit waits for the disk."""
    assert "synchronous=FULL" in installed.pragmas
    pragmas = installed.pragmas.replace("synchronous=FULL", f"synchronous={synchronous}")
    return replace(installed, pragmas=pragmas)


def row(what: str, found: Iterator[Verdict], *, whole: bool = False) -> str:
    """A line of the table."""
    start = time.perf_counter()
    all_of_them = list(found)
    shown = len(all_of_them[-1].life.shown) if whole else sum(len(each.life.shown) for each in all_of_them)
    cells = (
        len(all_of_them),
        shown,
        sum(each.lost for each in all_of_them),
        sum(each.lost > 0 for each in all_of_them),
        sum(each.unexpected for each in all_of_them),
        sum(each.halves for each in all_of_them),
        sum(bool(each.damage) for each in all_of_them),
    )
    return f"| {what} | {' | '.join(f'{cell:,}' for cell in cells)} | {time.perf_counter() - start:.1f} |"


def _table(number: int, seed: int) -> Iterator[str]:
    ours, few = installed_by_itself(), min(number, 300)
    yield "| | cuts | shown as saved | lost | cuts that lost | never sent | in part | damaged files | seconds |"
    yield "|---|---|---|---|---|---|---|---|---|"
    yield row("FULL, as the product writes", cuts(ours, number, seed))
    yield row("FULL, one machine cut again and again", one_machine(ours, few, seed), whole=True)
    yield row("FULL, 1 % of writes and syncs fail", cuts(ours, few, seed, failing=0.01))
    forgetful = cuts(ours, few, seed, failing=0.01, forgets=True)
    yield row("the same, and the system forgets what it could not sync", forgetful)
    yield row("control: NORMAL", cuts(written_otherwise(ours, "NORMAL"), few, seed))
    yield row("control: OFF", cuts(written_otherwise(ours, "OFF"), few, seed))
    yield row("control: FULL, folders never synced", cuts(ours, few, seed, folder_can_sync=False))


if __name__ == "__main__":
    for line in _table(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        print(line, flush=True)  # noqa: T201
