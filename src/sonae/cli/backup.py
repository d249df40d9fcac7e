"""``sonae backup``: everything of this installation in one file, while it goes on working."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sonae.cli.terminal import patience, progress, write_problem
from sonae_core.values.errors import InputError, MachineError

if TYPE_CHECKING:
    from sonae.config.archive import Manifest

SUMMARY = "データと鍵のバックアップを1つのファイルに書きます"

KEYS_MISSING = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The argument of the command."""
    parser.add_argument(
        "file", metavar="ファイル", help="書くファイル（例: sonae-2026-11-24.tar.gz）。動かしたままで書けます"
    )
    parser.epilog = (
        "中には診断の回答と、秘密のリンクを守る鍵が入ります。自分だけが読める形で書くので、人に渡さず、"
        "別の場所にも1つ置いてください。戻すには「sonae restore ファイル」を使います。"
    )


def run(args: argparse.Namespace) -> int:
    """Write the backup. InputError for a place that cannot be, MachineError for disk, rights and databases.

    3 where a key that the log needs is not in the data folder: the backup is written all the same.
    """
    target = Path(args.file).absolute()
    if target.exists():
        raise InputError(args.file, "もうあります", "前のバックアップを消さないように、別の名前にしてください")
    if not target.parent.is_dir():
        raise InputError(args.file, "入れるフォルダーがありません", "先にフォルダーを作るか、場所を直してください")
    from sonae.config import environment

    folder = environment.data_folder()
    database = environment.database(folder)
    if not (folder / "keys" / "signing").is_file():
        raise InputError(
            str(folder), "まだ何もありません", "場所が違うときは SONAE_DATA で指定してください（初めてなら不要です）"
        )
    try:
        with patience("バックアップを書いています…"):
            made = make(folder, environment.owner() or database, target)
    except OSError as error:
        raise MachineError(f"{args.file}: {write_problem(error)}") from None
    _remember(folder)
    print(
        f"バックアップを書きました: {args.file}（{target.stat().st_size / 1e6:,.2f} MB）。"
        "鍵も入っているので、人に渡さないでください。"
    )
    return tell_missing(made.missing_keys)


def _remember(folder: Path) -> None:
    from datetime import UTC, datetime

    from sonae.config import backed_up

    backed_up.note(folder, datetime.now(UTC))  # noqa: TID251 (a command reads the clock)


def tell_missing(keys: list[str]) -> int:
    """Say loudly which keys are not in a backup; 3 when some are not."""
    if not keys:
        return 0
    progress(
        f"記録の鍵が入っていません（{'、'.join(keys)}）。データのフォルダーの keys/records にないためです。"
        "この鍵で閉じた記録は、このバックアップだけでは読めません。docs/how-to/rotate-keys.md を見てください",
        always=True,
    )
    return KEYS_MISSING


def make(folder: Path, database: Mapping[str, Any], target: Path) -> Manifest:
    """The archive of a data folder. The copy of the database stands beside the target meanwhile."""
    from datetime import UTC, datetime

    from sonae.config import archive, databases
    from sonae_core import __version__

    kind = databases.kind_of(database)
    beside = Path(tempfile.mkdtemp(prefix=".sonae-backup-", dir=target.parent))
    try:
        copy = beside / databases.COPY_NAMES[kind]
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL, 0o600))
        found = databases.copy_out(database, copy)
        made = datetime.now(UTC).isoformat(timespec="seconds")  # noqa: TID251 (a command reads the clock)
        said = archive.Manifest(made, __version__, kind, {}, found.rows, found.masters)
        return archive.write(target, said, {copy.name: copy, **_kept(folder)})
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _kept(folder: Path) -> dict[str, Path]:
    """Keys and files of the folder by their name in the archive."""
    places = [place for room in ("keys", "files") for place in sorted((folder / room).rglob("*"))]
    return {
        place.relative_to(folder).as_posix(): place
        for place in places
        if place.is_file() and not place.is_symlink() and not place.name.startswith(".")
    }
