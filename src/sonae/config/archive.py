"""A backup: one ``.tar.gz`` with the database, the keys and the files, and a list with a hash of each.

``manifest.json`` comes first and names every other member with its size and SHA-256. Reading trusts nothing: only the
names that a backup can have, only plain files, only as many bytes as the list says, and every hash.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO, Any

from sonae_core.values.errors import InputError

FORMAT = 1
MANIFEST = "manifest.json"
MOST_MANIFEST = 20_000_000
CHUNK = 1 << 20
RECORD_KEYS = "keys/records"
_PLACES = re.compile(r"(database\.(sqlite3|dump)|(keys|files)/[^\0]+)\Z")


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. ``members``: name → (bytes, SHA-256). ``rows``: of each table of a PostgreSQL copy.
    ``masters``: the keys (files of ``keys/records``) without which the log in it cannot be read."""

    made: str
    product: str
    database: str
    members: Mapping[str, tuple[int, str]]
    rows: Mapping[str, int] = field(default_factory=dict)
    masters: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As it stands in the archive."""
        members = {name: {"bytes": size, "sha256": digest} for name, (size, digest) in self.members.items()}
        return {
            "format": FORMAT,
            "made": self.made,
            "product": self.product,
            "database": self.database,
            "rows": dict(self.rows),
            "masters": list(self.masters),
            "members": members,
        }

    @property
    def missing_keys(self) -> list[str]:
        """Keys that are needed and not in it."""
        return [name for name in self.masters if f"{RECORD_KEYS}/{name}" not in self.members]

    @property
    def size(self) -> int:
        """Bytes of all members, unpacked."""
        return sum(size for size, _ in self.members.values())


def write(target: Path, said: Manifest, members: Mapping[str, Path]) -> Manifest:
    """Pack the members; the archive appears whole or not at all, readable by its owner alone."""
    manifest = replace(said, members={name: _measured(place) for name, place in members.items()})
    part = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
                _add_text(archive, MANIFEST, json.dumps(manifest.to_json(), ensure_ascii=False, indent=1))
                for name, place in members.items():
                    archive.add(place, name, recursive=False, filter=_plain)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    return manifest


def read(source: Path, into: Path) -> Manifest:
    """Unpack into an empty folder, everything checked. InputError for anything that is not a whole backup."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            manifest = _manifest(archive.next(), archive, source)
            left = dict(manifest.members)
            for member in iter(archive.next, None):
                _unpack(archive, member, left, into, source)
    except (tarfile.TarError, EOFError, OSError) as error:
        if isinstance(error, OSError) and not isinstance(error, tarfile.TarError) and error.errno is not None:
            raise
        raise _not_whole(source, "途中で切れているか、バックアップではありません") from None
    if left:
        raise _not_whole(source, f"中身が足りません（{min(left)[:60]}）")
    return manifest


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode("utf-8")
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


def _measured(place: Path) -> tuple[int, str]:
    with place.open("rb") as file:
        return _through(file, None)


def _through(source: IO[bytes], target: IO[bytes] | None) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while part := source.read(CHUNK):
        digest.update(part)
        size += len(part)
        if target is not None:
            target.write(part)
    return size, digest.hexdigest()


def _manifest(member: tarfile.TarInfo | None, archive: tarfile.TarFile, source: Path) -> Manifest:
    if member is None or member.name != MANIFEST or not member.isreg() or member.size > MOST_MANIFEST:
        raise _not_whole(source, "この製品のバックアップではありません")
    file = archive.extractfile(member)
    try:
        told = json.loads(file.read() if file is not None else b"")
        if told["format"] != FORMAT:
            raise _not_whole(source, f"この版では読めない形です（{str(told['format'])[:20]}）")
        members = {str(name): (int(each["bytes"]), str(each["sha256"])) for name, each in told["members"].items()}
        rows = {str(name): int(count) for name, count in told.get("rows", {}).items()}
        masters = tuple(str(name) for name in told.get("masters", ()))
        manifest = Manifest(str(told["made"]), str(told["product"]), str(told["database"]), members, rows, masters)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _not_whole(source, "目録（manifest.json）を読めません") from None
    for name in manifest.members:
        if not _PLACES.match(name) or ".." in PurePosixPath(name).parts:
            raise _not_whole(source, f"あるはずのない名前が入っています（{name[:60]}）")
    return manifest


def _unpack(
    archive: tarfile.TarFile, member: tarfile.TarInfo, left: dict[str, tuple[int, str]], into: Path, source: Path
) -> None:
    expected = left.pop(member.name, None)
    if expected is None or not member.isreg() or member.size != expected[0]:
        raise _not_whole(source, f"目録と違うものが入っています（{member.name[:60]}）")
    place = into / member.name
    for folder in reversed(place.relative_to(into).parents):  # ``parents=True`` would open those in between to others
        (into / folder).mkdir(exist_ok=True, mode=0o700)
    file = archive.extractfile(member)
    assert file is not None, "a regular file has content"  # noqa: S101
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        found = _through(file, target)
        target.flush()
        os.fsync(target.fileno())
    if found != expected:
        raise _not_whole(source, f"中身が変わっています（{member.name[:60]}）")


def _not_whole(source: Path, problem: str) -> InputError:
    return InputError(str(source), problem, "別のバックアップを指定してください。いまのデータには触れていません")
