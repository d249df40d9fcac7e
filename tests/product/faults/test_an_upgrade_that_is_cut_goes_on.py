"""The power is cut after any commit of a first start: the next start goes on from there."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db.migrations.executor import MigrationExecutor

from sonae.tenancy.management.commands import migrate as ours
from sonae.web.sqlite.base import DatabaseWrapper
from tests.product.faults.recorded import NAME, only


class Watched(DatabaseWrapper):
    """Keeps what a cut after each commit would leave."""

    left: list[bytes]

    def _commit(self):
        super()._commit()
        if self.connection is not None:
            self.left.append(self.connection.serialize())


@pytest.fixture
def first_start(tmp_path, django_db_blocker):
    """What the first start of an installation has written after each of its commits."""

    def start():
        left = []
        watched = type("Here", (Watched,), {"left": left})
        with django_db_blocker.unblock(), only(tmp_path / NAME, watched):
            call_command("migrate", verbosity=0)
        return left

    return start


def tables_and_notes(data: bytes, place):
    """Tables of ours and of Django's, and how many migrations are noted."""
    place.write_bytes(data)
    with closing(sqlite3.connect(place)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        notes = (
            connection.execute("SELECT count(*) FROM django_migrations") if "django_migrations" in tables else [(0,)]
        )
        return frozenset(table for table in tables if re.match("django_|sqlite_", table) is None), next(iter(notes))[0]


def made_without_a_note(left, place):
    """Commits after which there is a table more, or fewer, and no migration more is noted."""
    seen = [tables_and_notes(data, place) for data in left]
    return [after for before, after in pairwise(seen) if after[0] != before[0] and after[1] == before[1]]


def test_no_commit_makes_a_table_without_noting_its_migration(first_start, tmp_path):
    left = first_start()
    assert len(left) > 10
    assert made_without_a_note(left, tmp_path / "looked-at.sqlite3") == []


@pytest.mark.full
def test_djangos_own_way_makes_tables_that_nobody_knows_of(first_start, tmp_path, monkeypatch):
    monkeypatch.setattr(ours.migrate, "MigrationExecutor", MigrationExecutor)
    assert made_without_a_note(first_start(), tmp_path / "looked-at.sqlite3")


@pytest.mark.full
def test_a_start_after_a_cut_goes_on(first_start, tmp_path, django_db_blocker):
    for number, data in enumerate(first_start()[::6]):
        place = tmp_path / str(number) / NAME
        place.parent.mkdir()
        place.write_bytes(data)
        with django_db_blocker.unblock(), only(place):
            call_command("migrate", verbosity=0)
            call_command("migrate", "--check", verbosity=0)
        place.unlink()
