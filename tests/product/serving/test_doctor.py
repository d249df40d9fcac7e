"""The doctor names what is wrong and how to mend it, ends with 3, and changes nothing."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from sonae.audit.keyring import Keyring
from sonae.config import environment, health
from sonae.config.processes import UNFINISHED
from tests.product.serving.served import sonae

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights of files are another matter there")


@pytest.fixture
def started(tmp_path):
    """A data folder as an earlier start left it, with an empty database."""
    tmp_path.chmod(0o700)
    environment.secret_key(tmp_path)
    return tmp_path


def wrong(folder, **more):
    done = sonae(folder, "doctor", "--json", **more)
    told = json.loads(done.stdout)
    assert done.returncode == (0 if told["good"] else 3), done.stderr
    return {look["title"]: look for look in told["looks"] if not look["good"]}


def test_a_folder_that_was_never_used_is_well(tmp_path):
    done = sonae(tmp_path / "var", "doctor")
    assert done.returncode == 0
    assert "直すところはありません" in done.stdout


def test_tables_and_stylesheets_that_are_missing_are_named(started):
    found = wrong(started)
    assert set(found) == {"表", "画面の部品"}
    assert all(look["remedy"] for look in found.values())


def test_a_broken_database_is_named(started):
    with closing(sqlite3.connect(started / "sonae.sqlite3")) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 900,)] * 500)
        connection.commit()
    with (started / "sonae.sqlite3").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 8192)
    assert "データベース" in wrong(started)


def test_settings_for_others_without_https_are_named(started):
    assert "サイトの設定" in wrong(started, SONAE_HOSTS="sonae.example")
    assert "サイトの設定" not in wrong(started, SONAE_HOSTS="sonae.example", SONAE_HTTPS="1")


def test_keys_that_others_can_read_are_named(started):
    assert health.keys(started).good
    (started / "keys" / "signing").chmod(0o644)
    assert not health.keys(started).good
    (started / "keys" / "signing").chmod(0o600)
    (started / "keys" / "signing").write_text("short")
    assert not health.keys(started).good


def test_a_key_of_the_log_that_others_can_read_is_named(started):
    place = Keyring(started / "keys" / "records").folder / Keyring(started / "keys" / "records").make()
    assert health.keys(started).good
    place.chmod(0o640)
    assert health.keys(started).remedy == f"chmod go= {place}"


def test_a_folder_that_others_can_enter_is_named(started):
    assert health.rights(started).good
    started.chmod(0o755)
    assert "chmod 700" in health.rights(started).remedy


def test_a_clock_before_the_facts_is_named():
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert health.clock(now + timedelta(days=30)).good
    assert not health.clock(now - timedelta(days=3650)).good


def test_a_restore_that_was_cut_off_is_named(started):
    assert health.half_restored(started).good
    (started / UNFINISHED).touch()
    assert not health.half_restored(started).good


def test_a_full_disk_is_named(started, monkeypatch):
    monkeypatch.setattr(health, "LEAST_SPACE", 10**18)
    assert not health.space(started).good
