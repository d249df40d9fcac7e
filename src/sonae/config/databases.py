"""Whole copies of a database and back: SQLite by its own online copy, PostgreSQL by its own programs."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sonae.config import postgresql
from sonae_core.values.errors import MachineError

SQLITE, POSTGRESQL = "sqlite", "postgresql"
COPY_NAMES = {SQLITE: "database.sqlite3", POSTGRESQL: "database.dump"}
PATIENCE = 20.0


@dataclass(frozen=True)
class Copied:
    """What a copy holds: rows of each table (PostgreSQL), and the master keys without which its log cannot be read."""

    rows: Mapping[str, int] = field(default_factory=dict)
    masters: tuple[str, ...] = ()


def kind_of(database: Mapping[str, Any]) -> str:
    """Which of the two."""
    return POSTGRESQL if database["ENGINE"].endswith("postgresql") else SQLITE


def copy_out(database: Mapping[str, Any], target: Path) -> Copied:
    """A copy as of one moment, while others go on writing. MachineError when it cannot be made or is not sound."""
    if kind_of(database) == POSTGRESQL:
        moment = postgresql.dump(database, target)
        return Copied(moment.rows, moment.masters)
    try:
        with (
            closing(
                sqlite3.connect(f"{Path(database['NAME']).as_uri()}?mode=rw", uri=True, timeout=PATIENCE)
            ) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    except sqlite3.Error as error:
        raise MachineError(f"{database['NAME']}: データベースを読めません（{error}）") from None
    check_sqlite(target)
    return Copied(masters=_masters_in(target))


def _masters_in(place: Path) -> tuple[str, ...]:
    with closing(sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [postgresql.KEYS]).fetchone():
            return ()
        found = connection.execute(f"SELECT DISTINCT master FROM {postgresql.KEYS} WHERE master <> '' ORDER BY 1")  # noqa: S608
        return tuple(name for (name,) in found)


def check_sqlite(place: Path) -> None:
    """MachineError for a file that is no sound database."""
    try:
        with closing(sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        raise MachineError(f"{place.name}: データベースとして読めません（{error}）") from None
    if found != "ok":
        raise MachineError(f"{place.name}: データベースが壊れています（{str(found)[:80]}）")


def migrations_in(place: Path) -> set[tuple[str, str]]:
    """Which migrations a SQLite copy has seen."""
    try:
        with closing(sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True)) as connection:
            return {(app, name) for app, name in connection.execute("SELECT app, name FROM django_migrations")}
    except sqlite3.Error:
        raise MachineError(f"{place.name}: この製品のデータベースではありません") from None


def copy_in(database: Mapping[str, Any], source: Path) -> None:
    """Fill a PostgreSQL database from a copy, in one transaction; what it held before is dropped."""
    options = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    postgresql.run("pg_restore", database, [*options, "--dbname", database["NAME"], str(source)])


def check_dump(source: Path, rows: Mapping[str, int]) -> None:
    """MachineError for a file that PostgreSQL's own program cannot read, or that lacks rows of those it should have."""
    postgresql.start("pg_restore", ["--list", str(source)], {})
    if rows:
        postgresql.check_rows(source, rows)


def is_empty(database: Mapping[str, Any]) -> bool:
    """Whether a PostgreSQL database has no table of ours."""
    with postgresql.connected(database) as connection:
        return connection.execute("SELECT to_regclass('django_migrations')").fetchone()[0] is None
