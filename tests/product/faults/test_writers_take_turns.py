"""Eight processes write to one SQLite file at once: none is turned away, and they pass in the order of asking."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import warnings
from typing import Any

import pytest

from sonae.web.sqlite.base import Turnstile, turnstile
from tests.patience import PATIENCE
from tests.product.serving.served import ROOT, environment

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forked")


def writers(data, settings: str, processes: int = 8, each: int = 40) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.product.faults.writing", str(processes), str(each)],
        cwd=ROOT,
        env=environment(data, DJANGO_SETTINGS_MODULE=settings),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_no_writer_is_turned_away(tmp_path):
    found = writers(tmp_path, "sonae.config.settings")
    assert found["errors"] == {}
    assert found["written"] == 320


def test_without_the_turnstile_writers_are_turned_away(tmp_path):
    found = writers(tmp_path, "tests.product.faults.plain_sqlite")
    assert "database is locked" in found["errors"]
    assert found["written"] < 320


def test_threads_pass_in_the_order_in_which_they_came(tmp_path):
    gate = Turnstile(tmp_path / "writers")
    passed: list[int] = []

    def go(number: int) -> None:
        gate.enter()
        passed.append(number)
        gate.leave()

    gate.enter()
    threads = []
    for number in range(12):
        threads.append(threading.Thread(target=go, args=(number,)))
        threads[-1].start()
        while len(gate._waiting) <= number:
            time.sleep(0.001)
    gate.leave()
    for thread in threads:
        thread.join()
    assert passed == list(range(12))


def test_a_forked_process_does_not_pass_on_its_parents_turn(tmp_path):
    gate = turnstile(str(tmp_path / "db"))
    gate.enter()
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn where the test runner has threads
        child = os.fork()
    if child == 0:
        other = turnstile(str(tmp_path / "db"))
        other.enter()
        os.write(writing, b"in")
        os._exit(0)
    os.set_blocking(reading, False)
    time.sleep(0.2)
    with pytest.raises(BlockingIOError):
        os.read(reading, 2)
    gate.leave()
    os.waitpid(child, 0)
    assert os.read(reading, 2) == b"in"
    os.close(reading)
    os.close(writing)
