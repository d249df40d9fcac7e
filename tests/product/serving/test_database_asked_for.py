"""The database is the one that the environment asks for, set up as we promise."""

from __future__ import annotations

import os

import pytest
from django.db import connection

from sonae.config.environment import database, owner
from sonae_core.values.errors import InputError


def test_the_tests_run_on_the_database_that_was_asked_for(db):
    assert connection.vendor == ("postgresql" if os.environ.get("DATABASE_URL") else "sqlite")


def test_sqlite_is_told_to_write_ahead_and_to_wait_for_the_disk(tmp_path):
    told = database(tmp_path, {})["OPTIONS"]
    assert told["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in told["init_command"]
    assert "synchronous=FULL" in told["init_command"]


def test_an_address_of_postgresql_is_taken_apart(tmp_path):
    told = database(tmp_path, {"DATABASE_URL": "postgres://so%40nae:p%2Fw@db.example:5433/sonae"})
    found = [told[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert found == ["so@nae", "p/w", "db.example", "5433", "sonae"]


def test_how_the_line_to_postgresql_is_kept_secret_is_passed_on(tmp_path):
    told = database(tmp_path, {"DATABASE_URL": "postgres://h/d?sslmode=verify-full&sslrootcert=/ca.pem"})["OPTIONS"]
    assert (told["sslmode"], told["sslrootcert"]) == ("verify-full", "/ca.pem")
    with pytest.raises(InputError, match="sslmod"):
        database(tmp_path, {"DATABASE_URL": "postgres://h/d?sslmod=verify-full"})


@pytest.mark.parametrize("url", ["mysql://a/b", "postgres://host", "sonae.sqlite3", "postgres://h:port/x"])
def test_another_address_is_refused(tmp_path, url):
    with pytest.raises(InputError, match="DATABASE_URL"):
        database(tmp_path, {"DATABASE_URL": url})


def test_the_owner_of_the_tables_is_another_role_of_the_same_kind():
    urls = {"DATABASE_URL": "postgres://runs@h/d", "DATABASE_OWNER_URL": "postgres://owns:p@h/d"}
    assert owner(urls)["USER"] == "owns"
    assert owner({"DATABASE_URL": "postgres://runs@h/d"}) is None


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"DATABASE_OWNER_URL": "postgres://owns@h/d"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://runs@h/d", "DATABASE_OWNER_URL": "mysql://owns@h/d"}, "DATABASE_OWNER_URL"),
    ],
)
def test_an_owner_that_cannot_be_is_told_by_its_name(given, word):
    with pytest.raises(InputError, match=word):
        owner(given)
