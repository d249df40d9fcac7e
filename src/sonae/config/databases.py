"""Whole copies of a database and back: SQLite by its own online copy, PostgreSQL by its own programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sonae_core.values.errors import MachineError

SQLITE, POSTGRESQL = "sqlite", "postgresql"
COPY_NAMES = {SQLITE: "database.sqlite3", POSTGRESQL: "database.dump"}
PATIENCE = 20.0


def kind_of(database: Mapping[str, Any]) -> str:
    """Which of the two."""
    return POSTGRESQL if database["ENGINE"].endswith("postgresql") else SQLITE


def copy_out(database: Mapping[str, Any], target: Path) -> None:
    """A copy as of one moment, while others go on writing. MachineError when it cannot be made or is not sound."""
    if kind_of(database) == POSTGRESQL:
        _run("pg_dump", database, ["--format=custom", "--no-owner", "--no-privileges", "--file", str(target)])
        return
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
    _run("pg_restore", database, [*options, "--dbname", database["NAME"], str(source)])


def check_dump(source: Path) -> None:
    """MachineError for a file that PostgreSQL's own program cannot read."""
    _start("pg_restore", ["--list", str(source)], {})


def is_empty(database: Mapping[str, Any]) -> bool:
    """Whether a PostgreSQL database has no table of ours."""
    import psycopg

    try:
        with psycopg.connect(
            dbname=database["NAME"],
            user=database["USER"] or None,
            password=database["PASSWORD"] or None,
            host=database["HOST"] or None,
            port=database["PORT"] or None,
            **database["OPTIONS"],
        ) as connection:
            row = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
            return row is None or row[0] is None
    except psycopg.Error as error:
        raise MachineError(
            f"PostgreSQLにつながりません（{_first(str(error))}）。DATABASE_URL を確かめてください"
        ) from None


def _run(program: str, database: Mapping[str, Any], arguments: Sequence[str]) -> None:
    """A program of PostgreSQL; the password goes by the environment, which other users cannot read."""
    names = {"USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT", "NAME": "PGDATABASE"}
    given = {names[name]: str(database[name]) for name in names if database.get(name)}
    options = {f"PG{name.upper()}": str(value) for name, value in database["OPTIONS"].items() if name.startswith("ssl")}
    _start(program, arguments, {**given, **options, "PGCONNECT_TIMEOUT": "10"})


def _start(program: str, arguments: Sequence[str], settings: Mapping[str, str]) -> None:
    place = shutil.which(program)
    if place is None:
        raise MachineError(
            f"PostgreSQLの {program} がありません。"
            "サーバーと同じ版のクライアントを入れてください（Debian や Ubuntu では postgresql-client）"
        )
    done = subprocess.run(
        [place, *arguments],
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise MachineError(f"{program} が終わりませんでした（{_first(done.stderr)}）")


def _first(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0][:160] if lines else "理由は分かりません"
