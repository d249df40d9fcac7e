"""Whole copies of a PostgreSQL database, and proof that they are whole.

Row-level security hides rows without a word, from whoever makes a copy too. So the copy says that it wants all rows
(``sonae.unscoped``), and is read through and held against a count of the same moment before anybody relies on it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sonae_core.values.errors import MachineError

ALL_ROWS = "-c sonae.unscoped=on"
"""For programs of PostgreSQL: what ``tenancy.scope`` says within the product."""
KEYS = "audit_recordkey"
_COPY = re.compile(rb'COPY (?:public\.)?"?([^"\s]+)"? \(')
_END = b"\\.\n"


@dataclass(frozen=True)
class Frozen:
    """One moment of a database: its name for ``pg_dump``, the rows of each table, the master keys that rows need."""

    snapshot: str
    rows: Mapping[str, int]
    masters: tuple[str, ...]


def dump(database: Mapping[str, Any], target: Path) -> Frozen:
    """A copy of one moment while others go on writing. MachineError when it cannot be made, or lacks rows."""
    with frozen(database) as moment:
        options = ["--format=custom", "--no-owner", "--no-privileges", "--enable-row-security"]
        run("pg_dump", database, [*options, f"--snapshot={moment.snapshot}", "--file", str(target)])
    check_rows(target, moment.rows)
    return moment


@contextmanager
def frozen(database: Mapping[str, Any]) -> Iterator[Frozen]:
    """Hold a moment of the database while a copy is made of it."""
    import psycopg
    from psycopg import sql

    with connected(database) as connection:
        try:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.execute("SELECT set_config('sonae.unscoped', 'on', true)")
            row = connection.execute("SELECT pg_export_snapshot()").fetchone()
            tables = connection.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            ).fetchall()
            count = sql.SQL("SELECT count(*) FROM {}")
            rows = {name: connection.execute(count.format(sql.Identifier(name))).fetchone()[0] for (name,) in tables}
            found = (
                connection.execute(f"SELECT DISTINCT master FROM {KEYS} WHERE master <> '' ORDER BY 1").fetchall()  # noqa: S608
                if KEYS in rows
                else []
            )
        except psycopg.Error as error:
            raise MachineError(f"データベースの行を数えられません（{first(str(error))}）") from None
        yield Frozen(row[0], rows, tuple(name for (name,) in found))


def check_rows(copy: Path, rows: Mapping[str, int]) -> None:
    """MachineError for a copy that has not as many rows of each table as there were."""
    found = rows_in(copy)
    lacking = sorted(name for name, count in rows.items() if found[name] != count)
    if lacking:
        name = lacking[0]
        raise MachineError(
            f"コピーの行がそろっていません（{name}: {rows[name]:,}件のはずが{found[name]:,}件）。"
            "pgbouncerなどを通さない接続を DATABASE_OWNER_URL に書いて、もう一度実行してください"
        )


def rows_in(copy: Path) -> Counter[str]:
    """How many rows of each table a copy holds, read through to its end."""
    rows: Counter[str] = Counter()
    command = [_program("pg_restore"), "--data-only", "--file=-", str(copy)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:
        assert reading.stdout is not None, "asked for"  # noqa: S101
        assert reading.stderr is not None, "asked for"  # noqa: S101
        table: str | None = None
        for line in reading.stdout:
            if table is None:
                begins = _COPY.match(line)
                table = begins[1].decode() if begins else None
            elif line == _END:
                table = None
            else:
                rows[table] += 1
        told = reading.stderr.read().decode("utf-8", "replace")
    if reading.returncode:
        raise MachineError(f"pg_restore がコピーを読めません（{first(told)}）")
    return rows


@contextmanager
def connected(database: Mapping[str, Any]) -> Iterator[Any]:
    """A connection outside of Django. MachineError when nobody answers."""
    import psycopg

    try:
        connection = psycopg.connect(
            dbname=database["NAME"],
            user=database["USER"] or None,
            password=database["PASSWORD"] or None,
            host=database["HOST"] or None,
            port=database["PORT"] or None,
            **database["OPTIONS"],
        )
    except psycopg.Error as error:
        raise MachineError(
            f"PostgreSQLにつながりません（{first(str(error))}）。DATABASE_URL を確かめてください"
        ) from None
    with connection:
        yield connection


def run(program: str, database: Mapping[str, Any], arguments: Sequence[str]) -> None:
    """A program of PostgreSQL; the password goes by the environment, which other users cannot read."""
    names = {"USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT", "NAME": "PGDATABASE"}
    given = {names[name]: str(database[name]) for name in names if database.get(name)}
    options = {f"PG{name.upper()}": str(value) for name, value in database["OPTIONS"].items() if name.startswith("ssl")}
    start(program, arguments, {**given, **options, "PGCONNECT_TIMEOUT": "10", "PGOPTIONS": ALL_ROWS})


def start(program: str, arguments: Sequence[str], settings: Mapping[str, str]) -> None:
    """MachineError when it does not end well."""
    done = subprocess.run(
        [_program(program), *arguments],
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise MachineError(f"{program} が終わりませんでした（{first(done.stderr)}）")


def _program(name: str) -> str:
    place = shutil.which(name)
    if place is None:
        raise MachineError(
            f"PostgreSQLの {name} がありません。"
            "サーバーと同じ版のクライアントを入れてください（Debian や Ubuntu では postgresql-client）"
        )
    return place


def first(text: str) -> str:
    """The first line that says something, shortened."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0][:160] if lines else "理由は分かりません"
