"""``sonae work``: mails leave without the pages, and nobody is left behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.patience import PATIENCE, wait_until
from tests.product.serving.served import environment, serving, sonae

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are ended by signals here")

ROW = (
    "INSERT INTO outbox_mail (id, kind, 'to', to_name, sender_name, reply_to, subject, text, about_kind, about_name, "
    "by_name, created_at, not_before, state, urgent, attempts, lease_holder, message_id, last_error, ended_by_name, "
    "confirmed) VALUES ('0123456789abcdef0123456789abcdef', 'accounts.notice', 'a@b.invalid', '', 'x', '', 'x', 'x', "
    "'', '', 'x', '2026-11-24', '2026-11-24', 'waiting', 0, 0, '', '<1@b.invalid>', '', '', '[]')"
)


def state(data) -> list[str]:
    with closing(sqlite3.connect(data / "sonae.sqlite3", timeout=PATIENCE)) as connection:
        return [row[0] for row in connection.execute("SELECT state FROM outbox_mail")]


def test_without_tables_it_says_what_to_do_first(tmp_path):
    done = sonae(tmp_path, "work")
    assert (done.returncode, done.stdout) == (4, "")
    assert "sonae serve" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.full
def test_pages_alone_send_nothing_and_work_sends(tmp_path):
    with serving(tmp_path, "--no-demo", "--workers", "1", "--no-work") as pages:
        with closing(sqlite3.connect(tmp_path / "sonae.sqlite3", timeout=PATIENCE)) as connection:
            connection.execute(ROW)
            connection.commit()
        time.sleep(2)
        assert state(tmp_path) == ["waiting"]
        assert len(pages.family()) > 1
        beside = subprocess.Popen(
            [sys.executable, "-P", "-m", "sonae.cli", "work"], env=environment(tmp_path), stdout=subprocess.PIPE
        )
        assert wait_until(lambda: state(tmp_path) == ["sent"])
        assert len(list((tmp_path / "mail").glob("*.eml"))) == 1
        beside.send_signal(signal.SIGTERM)
        beside.communicate(timeout=PATIENCE)
        assert beside.returncode == 0
