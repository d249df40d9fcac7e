"""SQLite's door to the disk, watched: it counts steps, goes dark at one of them, and may say that the disk fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import apsw

from tests.product.faults.power import Disk

JOURNALS = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL
KEPT = JOURNALS | apsw.SQLITE_OPEN_MAIN_DB
_NUMBERS = count(1)


class PowerCutError(Exception):
    """The machine is dark. Nobody is told anything any more."""


@dataclass(frozen=True)
class Moment:
    """When the power is cut: at that step of the disk, or before it where it does ``what`` for the ``nth`` time."""

    step: int
    what: str = ""
    nth: int = 0


class WatchedFolder(apsw.VFS):
    """One folder of a machine.

    SQLite works on real files below it, which stand for the memory of the running system; shared memory and locks are
    the system's own. ``disk`` is what would be left. ``failing`` is the share of writes and syncs that fail; a system
    that ``forgets`` does not try again to write what a failed sync has left behind. ``left`` is None until the power is
    cut, ``where`` says in which step of which file it was.
    """

    def __init__(
        self,
        folder: Path,
        files: Mapping[str, bytes],
        *,
        chance: Random,
        cut_at: Moment | None = None,
        failing: float = 0.0,
        forgets: bool = False,
        **told: Any,
    ) -> None:
        for name, data in files.items():
            (folder / name).write_bytes(data)
        self.name = f"watched-{next(_NUMBERS)}"
        super().__init__(self.name, "")
        self.disk = Disk(files, **told)
        self.left: dict[str, bytes] | None = None
        self.chance, self.failing, self.forgets, self.failures = chance, failing, forgets, 0
        self.where = ""
        self._folder, self._done, self._cut_at = folder, Counter[str](), cut_at

    def connect(self, database: str) -> apsw.Connection:
        """A connection whose files are watched."""
        return apsw.Connection(str(self._folder / database), vfs=self.name)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        place = name.filename() if isinstance(name, apsw.URIFilename) else name
        if place is None or not flags[0] & KEPT:
            return apsw.VFSFile("", name, flags)
        return WatchedFile(self, Path(place).name, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        name = Path(filename).name
        self.step("delete", name, lambda: self.disk.deleted(name))
        super().xDelete(filename, False)
        if syncdir:
            self.step("sync the folder of", name, self.disk.sync_folder)

    def step(self, kind: str, name: str, act: Callable[[], object]) -> None:
        """One thing that is done to the disk; the power may be cut just before it or just after."""
        if self.left is not None:
            raise PowerCutError
        what = f"{kind} {name}"
        self._done[what] += 1
        if self._cut_at is None or not self._is(self._cut_at):
            act()
            return
        if self.chance.random() < 0.5:
            act()
        self.left, self.where = self.disk.after_cut(self.chance), what
        raise PowerCutError

    def _is(self, moment: Moment) -> bool:
        return self._done.total() >= moment.step or self._done[moment.what] == moment.nth > 0

    def fails(self) -> bool:
        """Whether the disk fails at this moment."""
        failing = self.failing > 0 and self.left is None and self.chance.random() < self.failing
        self.failures += failing
        return failing


class WatchedFile(apsw.VFSFile):
    """A database or its journal."""

    def __init__(self, folder: WatchedFolder, name: str, place: Any, flags: list[int]) -> None:
        self._folder, self._name = folder, name
        if folder.disk.now.get(name) is None:
            folder.step("make", name, lambda: folder.disk.opened(name))
        self._file = folder.disk.opened(name)
        # SQLite syncs the folder of a journal with the journal itself, once for each opening, and inside the layer
        # that lies below this one. It does not sync the folder of a database.
        self._syncs_folder = bool(flags[0] & JOURNALS)
        super().__init__("", place, flags)

    def xWrite(self, data: Any, offset: int) -> None:
        if self._folder.fails():
            self._fail_to_write(bytes(data), offset)
        self._folder.step("write", self._name, lambda: self._file.write(offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._folder.step("truncate", self._name, lambda: self._file.truncate(newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        if self._folder.fails():
            if self._folder.forgets:
                self._file.sync_fails(self._folder.chance)
            raise apsw.IOError("the disk failed")
        self._folder.step("sync", self._name, self._file.sync)
        if self._syncs_folder:
            self._folder.step("sync the folder of", self._name, self._folder.disk.sync_folder)
            self._syncs_folder = False

    def _fail_to_write(self, data: bytes, offset: int) -> None:
        """A disk that is full takes the beginning and says so; one that fails may do the same."""
        part = data[: self._folder.chance.randrange(len(data))]
        if part:
            self._file.write(offset, part)
            super().xWrite(part, offset)
        raise self._folder.chance.choice((apsw.FullError, apsw.IOError))("the disk failed")
