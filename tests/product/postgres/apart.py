"""A database as it stands for real: one role owns the tables, another runs the product and owns nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg

from tests.product.serving.served import environment, sonae

OWNS, RUNS = "owns", "runs"


def asked(address: str, role: str = "", **more: Any) -> psycopg.Connection[Any]:
    """A connection past the product, as a role; as who made the cluster when none is named."""
    parts = urlsplit(address)
    place = {"host": unquote(parts.netloc.rpartition("@")[2]), "dbname": parts.path.lstrip("/")}
    return psycopg.connect(**place, user=role or "sonae", autocommit=True, **more)


def divided(address: str, name: str) -> dict[str, str]:
    """What the environment says of a new, empty database of this name in the cluster."""
    with asked(address) as admin:
        there = {role for (role,) in admin.execute("SELECT rolname FROM pg_roles")}
        for role in {OWNS, RUNS} - there:
            admin.execute(f"CREATE ROLE {role} LOGIN")
        admin.execute(f"CREATE DATABASE {name} OWNER {OWNS}")
    place = f"{urlsplit(address).netloc.rpartition('@')[2]}/{name}"
    return {"DATABASE_URL": f"postgres://{RUNS}@{place}", "DATABASE_OWNER_URL": f"postgres://{OWNS}@{place}"}


def made(data: Path, **urls: str) -> None:
    """Its tables, made as the owner, and two agencies in them, filled in by whoever runs the product."""
    done = sonae(data, "migrate", **urls)
    assert done.returncode == 0, done.stderr
    two_agencies(data, "fill", **{name: url for name, url in urls.items() if name == "DATABASE_URL"})


def two_agencies(data: Path, act: str, **urls: str) -> Any:
    """``fill`` or ``digest``: rows and hash of each guarded table, and the walls that are missing."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.product.serving.two_agencies", act],
        env=environment(data, **urls),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def alone(urls: dict[str, str]) -> dict[str, str]:
    """Without the owner."""
    return {"DATABASE_URL": urls["DATABASE_URL"]}
