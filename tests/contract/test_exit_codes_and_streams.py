"""Exit codes, and what goes to which stream, as a shell sees them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sonae.cli import terminal

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C"}


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of sh in which $S is the command."""
    program = f'S="{sys.executable} -P -m sonae.cli"; {script}'
    return subprocess.run(["/bin/sh", "-c", program], cwd=folder, env=SETTINGS, capture_output=True, check=False)


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "p.yaml").write_text("sections: [{id: a, lines: [b]}]\n", encoding="utf-8")
    (tmp_path / "l.yaml").write_text("entries: [{line: b, yen: 1e6}]\n", encoding="utf-8")
    return tmp_path


needs_sh = pytest.mark.skipif(os.name == "nt", reason="sh")


@needs_sh
@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("$S payout p.yaml l.yaml --json", 0),
        ("$S payout none.yaml l.yaml", 2),
        ("$S payout - l.yaml <&-", 2),
        ("$S deadline --jsonl <&-", 0),
        ("$S payout p.yaml l.yaml >&-", 4),
        ("$S payout none.yaml l.yaml >&-", 2),
        ("$S payout none.yaml l.yaml 2>&-", 2),
        ("$S payout none.yaml l.yaml 2>/dev/null", 2),
    ],
)
def test_the_exit_code_tells_what_happened_even_with_closed_streams(desk, script, code):
    done = shell(script, desk)
    assert done.returncode == code
    assert done.stderr.count(b"\n") == (1 if code and "2>" not in script else 0)
    assert b"Traceback" not in done.stderr
    assert (done.stdout == b"") == ("l.yaml --json" not in script)


@needs_sh
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full")
@pytest.mark.parametrize("script", ["$S payout p.yaml l.yaml > /dev/full", "$S --help > /dev/full 2>&-"])
def test_a_full_disk_is_the_machine_s_fault(desk, script):
    assert shell(script, desk).returncode == 4


@needs_sh
def test_the_output_is_utf_8_under_any_locale(desk):
    assert "支払われる額" in shell("$S payout p.yaml l.yaml", desk).stdout.decode("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("",), ("asses",), ("--jso",), ("assess",), ("assess", "a", "b"), ("assess", "--seed"), ("assess", "--json=1"),
        ("losses",), ("losses", "a", "--solver", "magic"), ("losses", "a", "--years"), ("payout", "a"),
        ("payout", "a", "b", "c"), ("payout", "a", "b", "--pdf", "x"), ("packs",), ("packs", "chek"),
        ("packs", "show"), ("packs", "show", "nope"), ("packs", "check", "x"), ("packs", "check", "--root", "none"),
        ("packs", "check", "--today", "2026-W01-1"), ("deadline",), ("deadline", "--known", "2026-10-24"),
        ("deadline", "--jsonl", "--known", "2026-10-24"), ("deadline", "extra"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_japanese_line(run, arguments):
    error = run(*arguments).refused()
    assert not any(word in error for word in ("argument", "invalid", "required", "expected", "usage"))


@pytest.mark.parametrize("day", ["2026-02-30", "2026-W48-2", "20261124", "", "２０２６-11-24", "2026-11-24T00:00"])
def test_today_is_a_day_that_exists_in_one_form(run, day):
    company = run.file("c.yaml", run("assess", "--example").out)
    assert run("assess", company, "--today", day).refused().startswith("--today: ")


@pytest.mark.parametrize("seed", ["-1", "18446744073709551616", "1.5", "x", "", "nan", "１", "1e999999"])
def test_the_seed_is_a_whole_number_of_64_bits(run, seed):
    company = run.file("c.yaml", run("assess", "--example").out)
    assert run("assess", company, f"--seed={seed}").refused().startswith("--seed: ")


def test_who_waits_longer_than_two_seconds_is_told_so(monkeypatch):
    told = []
    monkeypatch.setattr(terminal, "progress", told.append)
    with terminal.patience("計算しています…", after=0.01):
        time.sleep(0.1)
    with terminal.patience("計算しています…", after=0.5):
        pass
    assert told == ["計算しています…"]
