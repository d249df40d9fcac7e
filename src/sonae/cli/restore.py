"""``sonae restore``: a backup put in place, checked as a whole before anything is touched."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sonae.cli.backup import tell_missing
from sonae.cli.terminal import patience, write_problem
from sonae_core.values.errors import InputError, MachineError

if TYPE_CHECKING:
    from sonae.config.archive import Manifest

SUMMARY = "バックアップからデータと鍵を戻します"

_OURS = ("sonae.sqlite3", "sonae.sqlite3-wal", "sonae.sqlite3-shm", "keys", "files")
"""What a backup replaces in a data folder."""
OTHERS = ("django.contrib.auth", "django.contrib.contenttypes", "allauth.account", "allauth.mfa")
"""Installed apps of others that have tables."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Argument and option of the command."""
    parser.add_argument("file", metavar="ファイル", help="「sonae backup」が書いたファイル")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="いまのデータと入れ替えます。いまのデータは同じフォルダーの中に取っておきます",
    )
    parser.epilog = "動かしている「sonae serve」は、先に止めてください。戻したあとは、いつもどおりに動かせます。"


def run(args: argparse.Namespace) -> int:
    """Put it in place. InputError for a file that is no whole backup, MachineError for what is in the way.

    3 where a key that the log needs is not in the backup: everything else is in place.
    """
    source = Path(args.file)
    if not source.is_file():
        raise InputError(args.file, "ファイルがありません", "名前と場所を確かめてください")
    from sonae.config import environment
    from sonae.config.processes import AlreadyServedError, sole_server

    folder = environment.data_folder()
    owner = environment.owner()
    database = owner or environment.database(folder)
    try:
        with sole_server(folder, "restore"), patience("戻しています…"):
            manifest, aside = put_back(source, folder, database, replace=args.replace)
            if owner is not None:
                _let_the_other_role_run()
    except AlreadyServedError:
        raise MachineError(f"{folder}: 「sonae serve」が動いています。止めてから、もう一度実行してください") from None
    except OSError as error:
        raise MachineError(f"{folder}: {write_problem(error)}") from None
    print(f"{_when(manifest.made)}のバックアップを戻しました: {folder}")
    if aside is not None:
        print(f"前のデータは {aside} にあります。要らなくなったら消してください。")
    return tell_missing(manifest.missing_keys)


def _let_the_other_role_run() -> None:
    """What was put back belongs to its owner: tables of this version, and the rights of the role that runs on them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sonae.config.settings"
    import django

    django.setup()
    from sonae.config.database import asking
    from sonae.config.tables import bring_up_to_date

    with asking():
        bring_up_to_date()


def _when(made: str) -> str:
    """The time of a backup in Japan."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    try:
        return f"{datetime.fromisoformat(made).astimezone(ZoneInfo('Asia/Tokyo')):%Y-%m-%d %H:%M} "
    except ValueError:
        return ""


def put_back(source: Path, folder: Path, database: Mapping[str, Any], *, replace: bool) -> tuple[Manifest, Path | None]:
    """Check, then exchange. The manifest, and where the former data is kept (None when there was none)."""
    from sonae.config import archive, databases

    kind = databases.kind_of(database)
    if not replace and not _is_free(folder, database, kind):
        raise InputError(
            str(folder),
            "もうデータが入っています",
            "入れ替えるなら --replace を付けてください（いまのデータは取っておきます）",
        )
    staging = Path(tempfile.mkdtemp(prefix=".restoring-", dir=folder))
    try:
        manifest = archive.read(source, staging)
        _check(manifest, staging, kind, source)
        return manifest, _exchange(staging, folder, database, kind)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _is_free(folder: Path, database: Mapping[str, Any], kind: str) -> bool:
    from sonae.config import databases

    if kind == databases.POSTGRESQL:
        return databases.is_empty(database)
    return not any((folder / name).exists() for name in _OURS if name.startswith("sonae."))


def _check(manifest: Manifest, staging: Path, kind: str, source: Path) -> None:
    """The right kind of database, sound, not newer than we are; a key."""
    from sonae.config import databases

    names = {databases.SQLITE: "SQLite", databases.POSTGRESQL: "PostgreSQL"}
    if manifest.database != kind:
        raise InputError(
            str(source),
            f"{names.get(manifest.database, '別の種類')}のバックアップです（いまの指定は{names[kind]}）",
            "DATABASE_URL を確かめてください",
        )
    copy = staging / databases.COPY_NAMES[kind]
    if not copy.is_file() or not (staging / "keys" / "signing").is_file():
        raise InputError(str(source), "データベースか鍵が入っていません", "別のバックアップを指定してください")
    if kind == databases.POSTGRESQL:
        databases.check_dump(copy, manifest.rows)
        return
    databases.check_sqlite(copy)
    newer = databases.migrations_in(copy) - _known_migrations()
    if newer:
        raise MachineError(
            f"{source}: 新しい版（{manifest.product}）のバックアップです。製品を新しくしてから戻してください"
        )


def _known_migrations() -> set[tuple[str, str]]:
    from importlib.util import find_spec

    import sonae

    rooms = [place for place in Path(sonae.__file__).parent.iterdir() if place.is_dir()]
    others = [Path(spec.origin or "").parent for name in OTHERS if (spec := find_spec(name)) is not None]
    found = [place for room in (*rooms, *others) for place in room.glob("migrations/[0-9]*.py")]
    return {(place.parts[-3], place.stem) for place in found}


def _exchange(staging: Path, folder: Path, database: Mapping[str, Any], kind: str) -> Path | None:
    """Move what is there aside and the new in; on any error everything goes back to where it was."""
    from datetime import UTC, datetime

    from sonae.config import databases
    from sonae.config.processes import UNFINISHED

    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")  # noqa: TID251 (a command reads the clock)
    aside = Path(tempfile.mkdtemp(prefix=f"replaced-{stamp}-", dir=folder))
    with _undoing(folder / UNFINISHED) as moves:
        for name in _OURS:
            moves.move(folder / name, aside / name)
        if kind == databases.SQLITE:
            (staging / databases.COPY_NAMES[kind]).rename(staging / "sonae.sqlite3")
        elif not databases.is_empty(database):
            databases.copy_out(database, aside / databases.COPY_NAMES[kind])
        for name in _OURS:
            moves.move(staging / name, folder / name)
        if kind == databases.POSTGRESQL:
            databases.copy_in(database, staging / databases.COPY_NAMES[kind])
    if any(aside.iterdir()):
        return aside
    aside.rmdir()
    return None


class _Moves:
    def __init__(self) -> None:
        self.done: list[tuple[Path, Path]] = []

    def move(self, source: Path, target: Path) -> None:
        if source.exists():
            source.rename(target)
            self.done.append((source, target))


@contextmanager
def _undoing(note: Path) -> Iterator[_Moves]:
    """While it runs a note says so; killed in the middle, the note stays and nothing starts on half of the data."""
    note.touch()
    moves = _Moves()
    try:
        yield moves
    except BaseException:
        for source, target in reversed(moves.done):
            target.rename(source)
        note.unlink()
        raise
    _sync(note.parent)
    note.unlink()


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
