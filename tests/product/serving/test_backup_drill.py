"""The drill: a backup taken while visitors write, put back elsewhere, gives the same answers under the same links."""

from __future__ import annotations

import os
import re
import threading

import pytest

from tests.product.serving.served import Server, serving, sonae
from tests.product.serving.walking import Walker

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are ended by signals here")


def test_a_backup_under_writes_brings_back_every_answer_that_was_shown_before_it(tmp_path):
    data, elsewhere, file = tmp_path / "var", tmp_path / "elsewhere", tmp_path / "backup.tar.gz"
    with serving(data, "--workers", "1") as server:
        demo = server.lines[1].split()[-1].removeprefix(server.address.rstrip("/"))
        shown = figures(server, demo)
        assert len(shown) > 5
        walker = Walker(server.address, data)
        walker.start()
        for employees in range(1, 21):
            walker.answer("employees", employees)
        writing = threading.Event()
        thread = threading.Thread(target=write_on, args=(walker, writing))
        thread.start()
        done = sonae(data, "backup", str(file))
        writing.set()
        thread.join()
        walker.forget()
        assert (done.returncode, done.stderr) == (0, "")
    assert sonae(elsewhere, "restore", str(file)).returncode == 0
    with serving(elsewhere, "--workers", "1") as again:
        assert len(again.lines) == 1, "the demo is only for an empty database"
        assert figures(again, demo) == shown
        moved = Walker(again.address, elsewhere, link=walker.link)
        assert moved.kept("employees") >= 20
        moved.answer("employees", 77)
        assert moved.kept("employees") == 77
        moved.forget()
        doctor = sonae(elsewhere, "doctor")
        assert doctor.returncode == 0, doctor.stdout


def write_on(walker: Walker, stop: threading.Event) -> None:
    count = 21
    while not stop.is_set():
        walker.answer("employees", count)
        count += 1


def figures(server: Server, path: str) -> list[str]:
    """Every amount on the page."""
    return sorted(set(re.findall(r"約[\d,万億]+円", server.get(path))))
