"""The master keys: files of the data folder, one each, never changed; the last by name wraps, the others still open.

A name is a number and chance (``0001-9f3a6c2e``), so that a key made anew is never taken for one that was lost.
"""

from __future__ import annotations

import base64
import os
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SECRET_BYTES = 32
_NAME = re.compile(r"[0-9]{4}-[0-9a-f]{8}\Z")


class MissingKeyError(Exception):
    """The file of a master key is not there, or broken: what it wraps cannot be read until it is put back."""


@dataclass(frozen=True)
class Keyring:
    """The folder of the master keys; made, with a first key, when a key is asked for."""

    folder: Path

    def ids(self) -> list[str]:
        """The names of all keys, oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(place.name for place in self.folder.iterdir() if _NAME.match(place.name))

    def current(self) -> str:
        """The key that wraps from now on."""
        found = self.ids()
        return found[-1] if found else self.make()

    def secret(self, name: str) -> bytes:
        """The 32 bytes of a key. MissingKeyError where the file is gone or not a key."""
        return _secret(self.folder / name)

    def make(self) -> str:
        """A new key, readable by the owner alone, on the disk before anybody uses it; its name."""
        for folder in (self.folder.parent, self.folder):
            folder.mkdir(mode=0o700, exist_ok=True)
        last = int(self.ids()[-1].split("-")[0]) if self.ids() else 0
        name = f"{last + 1:04d}-{secrets.token_hex(4)}"
        _write(self.folder / name, base64.urlsafe_b64encode(secrets.token_bytes(SECRET_BYTES)))
        return name

    def forget(self, name: str) -> None:
        """Take a key away for good."""
        (self.folder / name).unlink()
        _secret.cache_clear()


@lru_cache(maxsize=64)
def _secret(place: Path) -> bytes:
    try:
        found = base64.urlsafe_b64decode(place.read_bytes().strip())
    except (OSError, ValueError) as error:
        raise MissingKeyError(place.name) from error
    if len(found) != SECRET_BYTES:
        raise MissingKeyError(place.name)
    return found


def _write(place: Path, content: bytes) -> None:
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content + b"\n")
        file.flush()
        os.fsync(file.fileno())
    draft.rename(place)
    if os.name != "nt":
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
