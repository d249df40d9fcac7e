"""The command line as a person or a program waits for it: whole processes through ``./sonae``, environment ready."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from bench.house import LEDGER, POLICY
from bench.table import Row, within
from bench.timing import side_by_side

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = 14_000
_KINDS = (["malicious"], ["sensitive", "volume"], ["property"], ["malicious", "volume"])


def sonae(*arguments: str, given: bytes = b"") -> bytes:
    """Standard output of one command; an error where it fails."""
    command = [sys.executable, str(ROOT / "sonae"), *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


def questions() -> bytes:
    """One question a line, over fourteen years and four kinds of breach."""
    asked = (
        {"known": (date(2022, 4, 1) + timedelta(n % 5000)).isoformat(), "triggers": _KINDS[n % 4], "persons": "unknown"}
        for n in range(QUESTIONS)
    )
    return "\n".join(map(json.dumps, asked)).encode()


def rows(rounds: int) -> Iterator[Row]:
    """Start-up, then the long runs; files are written to a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        policy, ledger, company = (Path(folder) / name for name in ("policy.json", "ledger.json", "company.yaml"))
        policy.write_text(json.dumps(POLICY), encoding="utf-8")
        ledger.write_text(json.dumps(LEDGER), encoding="utf-8")
        company.write_bytes(sonae("assess", "--example"))
        asked = questions()
        done = sonae("deadline", "--jsonl", given=asked).count(b"\n")
        work = {
            "nothing": partial(subprocess.run, [sys.executable, "-c", "pass"], check=True),
            "help": partial(sonae, "--help"),
            "deadline": partial(sonae, "deadline", "--known", "2026-10-24", "--trigger", "malicious"),
            "jsonl": partial(sonae, "deadline", "--jsonl", given=asked),
            "payout": partial(sonae, "payout", str(policy), str(ledger), "--json"),
            "assess": partial(sonae, "assess", str(company), "--json"),
        }
        times = side_by_side(work, rounds)
    yield Row("a Python that does nothing", times["nothing"], error="part of every row below, twice (door and command)")
    yield Row("`./sonae --help`", times["help"], **within(times["help"], 0.3))
    yield Row("`./sonae deadline` of one question", times["deadline"], **within(times["deadline"], 0.3))
    yield Row(
        f"`./sonae deadline --jsonl`, {QUESTIONS:,} questions with start-up",
        times["jsonl"],
        error=f"{done:,} answers",
        **within(times["jsonl"], 3.0),
    )
    yield Row(f"`./sonae payout`, ledger of {len(LEDGER['entries']):,} rows", times["payout"])
    yield Row("`./sonae assess --json`, example company", times["assess"])
