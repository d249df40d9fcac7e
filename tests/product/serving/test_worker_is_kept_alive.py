"""The server starts its worker again when it dies, ends it when it ends itself, and hears every signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from sonae.config import processes
from tests.patience import PATIENCE, wait_until


def program(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code])


@pytest.fixture(autouse=True)
def _hurry(monkeypatch):
    monkeypatch.setattr(processes, "LOOK_EVERY", 0.01)


def test_a_worker_that_dies_is_started_again(monkeypatch):
    started = []

    def start(part):
        started.append(program("" if len(started) < 2 else "import time; time.sleep(60)"))
        return started[-1]

    monkeypatch.setattr(processes, "_start", start)
    worker = processes.Worker("mail")
    worker.start()
    assert wait_until(lambda: len(started) == 3)
    worker.stop()
    assert [process.poll() is not None for process in started] == [True, True, True]


def test_a_worker_that_does_not_listen_is_killed(monkeypatch):
    monkeypatch.setattr(processes, "GRACE", 0.3)
    deaf = program("import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1); time.sleep(60)")
    time.sleep(0.3)
    monkeypatch.setattr(processes, "_start", lambda part: deaf)
    worker = processes.Worker("mail")
    worker.start()
    assert wait_until(lambda: worker._process is deaf)
    worker.stop()
    assert deaf.poll() is not None


def test_one_that_was_never_started_can_be_stopped():
    processes.Worker("mail").stop()


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_a_signal_that_another_thread_caught_still_wakes_the_main_thread():
    told = processes.Told()
    before = signal.signal(signal.SIGUSR1, lambda *_: told.set())
    other = threading.Timer(0.05, lambda: signal.pthread_kill(threading.get_ident(), signal.SIGUSR1))
    try:
        other.start()
        assert told.wait(PATIENCE)
    finally:
        other.join()
        signal.signal(signal.SIGUSR1, before)


def test_waiting_ends_when_its_time_is_over():
    told = processes.Told()
    assert not told.wait(0.01)
    told.set()
    assert told.wait()
    told.clear()
    assert not told.is_set()
