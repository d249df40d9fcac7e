"""``sonae migrate`` makes the tables once, says so, and not under a running server."""

from __future__ import annotations

import os

import pytest

from sonae.config.processes import sole_server
from tests.product.serving.served import sonae

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no such lock there")


def test_it_makes_the_tables_and_is_content_when_they_are_there(tmp_path):
    for _ in range(2):
        done = sonae(tmp_path, "migrate")
        assert (done.returncode, done.stderr) == (0, "")
        assert "この版のもの" in done.stdout
    doctor = sonae(tmp_path, "doctor")
    assert "要対応  表" not in doctor.stdout


def test_not_under_a_running_server(tmp_path):
    with sole_server(tmp_path, "http://127.0.0.1:8000/"):
        done = sonae(tmp_path, "migrate")
    assert done.returncode == 4
    assert "止めてから" in done.stderr
    assert not (tmp_path / "sonae.sqlite3").exists()
