"""``sonae serve``: one line when it is ready, one server a folder, nobody left behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import stat
from contextlib import closing

import pytest

from tests.patience import PATIENCE, wait_until
from tests.product.serving.served import Server, serving, sonae

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are ended by signals here")


def gone(server: Server) -> bool:
    return wait_until(lambda: not server.family())


def has_ranges(data) -> bool:
    """Whether the worker has added ranges to every result."""
    left = "SELECT count(*) FROM assessments_run WHERE band_at IS NULL"
    with closing(sqlite3.connect(data / "sonae.sqlite3")) as connection:
        return wait_until(lambda: connection.execute(left).fetchone() == (0,))


def test_a_fresh_folder_gives_pages_a_demo_and_a_clean_end(tmp_path):
    data = tmp_path / "var"
    with serving(data) as server:
        assert re.fullmatch(r"備えを動かしています: http://127\.0\.0\.1:\d+/（終わるには Ctrl-C）\n", server.lines[0])
        assert "<title>" in server.get("/")
        demo = re.search(r"/r/\S+", server.lines[1])
        assert demo is not None
        assert "円" in server.get(demo[0])
        assert has_ranges(data), server.log
        second = sonae(data, "serve", "--port", "0")
        assert (second.returncode, second.stdout) == (4, "")
        assert server.address in second.stderr
        assert demo[0].split("/")[2] not in "".join(server.log), "a secret link stands in the log"
        assert stat.S_IMODE((data / "keys" / "signing").stat().st_mode) == 0o600
        assert server.end() == 0
        assert gone(server)
        assert not [line for line in server.log if "Traceback" in line]


@pytest.mark.full
def test_a_killed_server_leaves_no_child_and_can_be_started_again(tmp_path):
    with serving(tmp_path, "--no-demo", "--workers", "1") as server:
        assert len(server.lines) == 1
        os.kill(server.process.pid, signal.SIGKILL)
        assert gone(server)
    with serving(tmp_path, "--no-demo", "--workers", "1") as server:
        os.killpg(server.process.pid, signal.SIGINT)  # as a terminal does for Ctrl-C
        assert server.process.wait(PATIENCE) == 0
        assert not [line for line in server.log if "Traceback" in line]


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = sonae(tmp_path, "serve", "--port", str(port))
    assert done.returncode == 4
    assert f"ポート{port}はほかのプログラムが使っています" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])  # noqa: S104
def test_an_address_for_others_needs_the_name_of_the_site(tmp_path, host):
    done = sonae(tmp_path, "serve", "--host", host)
    assert done.returncode == 2
    assert "SONAE_HOSTS" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (("--port", "99999"), {}, "--port"),
        (("--host", "sonae.example"), {}, "--host"),
        (("--workers", "0"), {}, "--workers"),
        ((), {"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
        ((), {"SONAE_HTTPS": "yes"}, "SONAE_HTTPS"),
        ((), {"SONAE_LOG": "loud"}, "SONAE_LOG"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(tmp_path, arguments, environment, words):
    done = sonae(tmp_path, "serve", *(arguments or ("--port", "0")), **environment)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert words in done.stderr


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    done = sonae(tmp_path / "file" / "var", "serve", "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    assert "SONAE_DATA" in done.stderr


def test_a_database_that_is_away_is_said_in_one_line(tmp_path):
    done = sonae(tmp_path, "serve", "--port", "0", DATABASE_URL="postgres://nobody@127.0.0.1:9/nothing")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
    assert "PostgreSQL" in done.stderr


def test_a_broken_database_file_is_said_in_one_line(tmp_path):
    (tmp_path / "sonae.sqlite3").write_bytes(b"no database at all" * 1000)
    done = sonae(tmp_path, "serve", "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    assert "restore" in done.stderr
