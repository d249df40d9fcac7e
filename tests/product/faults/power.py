"""What a disk still has after a power cut: for certain what was synced, and of the rest any part.

A write is kept apart until its file is synced. At a cut each one that still waits is whole, gone, torn or rubbish; a
name that appeared or went since its folder was synced is there or not. Each may differ from its neighbour, so a later
write may have reached the disk and an earlier one not. Two writes to one place need no second order: that the first
outlives the second is the same as that the second is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

SECTOR = 512
"""Bytes that a disk writes together, when it is not cut in the middle of them."""

Waiting = tuple[int, bytes] | int
"""A write that has not been synced, as offset and bytes; or a new size."""


@dataclass(eq=False)
class StoredFile:
    """What is certain of a file, and what waits for a sync."""

    certain: bytearray = field(default_factory=bytearray)
    waiting: list[Waiting] = field(default_factory=list)

    def write(self, offset: int, data: bytes) -> None:
        self.waiting.append((offset, data))

    def truncate(self, size: int) -> None:
        self.waiting.append(size)

    def sync(self) -> None:
        """Everything written so far is on the disk."""
        for change in self.waiting:
            self._apply(change)
        self.waiting.clear()

    def sync_fails(self, chance: Random) -> None:
        """Some of what waited is on the disk, and the system has forgotten the rest: no later sync brings it there."""
        self.certain = bytearray(self.after_cut(chance, chance.random()))
        self.waiting.clear()

    def after_cut(self, chance: Random, likely: float) -> bytes:
        """The bytes that are left when each waiting write had reached the disk with the probability ``likely``."""
        left = StoredFile(bytearray(self.certain))
        for change in self.waiting:
            if chance.random() < likely:
                left._apply(change)
            elif not isinstance(change, int):
                for part in _remains(change, chance):
                    left._apply(part)
        return bytes(left.certain)

    def _apply(self, change: Waiting) -> None:
        if isinstance(change, int):
            del self.certain[change:]
            self.certain.extend(bytes(change - len(self.certain)))
            return
        offset, data = change
        self.certain.extend(bytes(max(0, offset - len(self.certain))))
        self.certain[offset : offset + len(data)] = data


def _remains(write: tuple[int, bytes], chance: Random) -> list[tuple[int, bytes]]:
    """What a cut leaves of a write that it met: nothing, some sectors, the beginning, or rubbish in its place."""
    offset, data = write
    fate = chance.randrange(4)
    if fate == 0:
        return []
    if fate == 1:
        return [(offset, data[: chance.randrange(len(data))])]
    if fate == 2:
        return [(offset, chance.randbytes(len(data)))]
    parts = range(0, len(data), SECTOR)
    return [(offset + part, data[part : part + SECTOR]) for part in parts if chance.random() < 0.5]


class Disk:
    """One folder: what its names lead to now, and what they led to since it was last synced."""

    def __init__(self, files: Mapping[str, bytes], *, folder_can_sync: bool = True) -> None:
        self.now: dict[str, StoredFile | None] = {name: StoredFile(bytearray(data)) for name, data in files.items()}
        self._since: dict[str, list[StoredFile | None]] = {}
        self._folder_can_sync = folder_can_sync

    def opened(self, name: str) -> StoredFile:
        """The file of that name, which is made where there is none."""
        file = self.now.get(name)
        if file is None:
            file = StoredFile()
            self._lead(name, file)
        return file

    def deleted(self, name: str) -> None:
        self._lead(name, None)

    def sync_folder(self) -> None:
        """Names are certain; what their files contain is another matter."""
        if self._folder_can_sync:
            self._since.clear()

    def after_cut(self, chance: Random) -> dict[str, bytes]:
        """Every file of the folder as the machine finds it when the power is back."""
        likely = chance.choice((0.0, 0.5, 0.9, 0.99, chance.random()))
        left = {}
        for name, file in self.now.items():
            found = chance.choice([*self._since[name], file]) if name in self._since else file
            if found is not None:
                left[name] = found.after_cut(chance, likely)
        return left

    def _lead(self, name: str, file: StoredFile | None) -> None:
        self._since.setdefault(name, []).append(self.now.get(name))
        self.now[name] = file
