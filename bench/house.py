"""Parts that every command waits for: the payout of a long ledger, and loading the packs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.memory import Job, peak
from bench.table import Row
from bench.timing import side_by_side
from sonae_core.cover.ledger import Ledger
from sonae_core.cover.payout import payout
from sonae_core.cover.terms import Policy
from sonae_core.packs.loader import inspect
from sonae_core.values.reading import read

ROWS = 10_000
LINES = ("forensics", "legal", "letters", "overtime", "ransom")
POLICY: dict[str, Any] = {
    "product": "bench",
    "aggregate_limit": 300_000_000,
    "sections": [
        {"id": "costs", "lines": ["forensics", "legal", "letters"], "retention": 300_000, "limit": 200_000_000},
        {"id": "stop", "lines": ["interruption"], "waiting_hours": 12},
        {"id": "extra", "lines": ["overtime"], "limit": 50_000_000},
    ],
}
LEDGER: dict[str, Any] = {
    "entries": [
        {"line": "interruption", "hours": 5 + n % 40, "yen_per_day": 240_000}
        if n % 100 == 0
        else {"line": LINES[n % len(LINES)], "yen": 1_000 + n * 37 % 90_000}
        for n in range(ROWS)
    ]
}
"""Ten thousand rows of one event, a hundred of them outages."""


def pay() -> Any:
    """Validation of policy and ledger, and every row's payment with its reasons."""
    result = payout(read(Policy, POLICY), read(Ledger, LEDGER))
    return result.to_json()


def load_afresh() -> Any:
    """Every fact read and checked, as at each start."""
    return inspect()


def jobs() -> dict[str, Job]:
    """What ``bench.memory`` can run."""
    return {"payout": Job(pay), "packs": Job(load_afresh)}


def rows(rounds: int) -> Iterator[Row]:
    """Both, in process."""
    found = jobs()
    times = side_by_side({name: job.work for name, job in found.items()}, rounds)
    checked = pay()
    whole = checked["gross"] == checked["paid"] + checked["retained"]
    yield Row(
        f"payout of a ledger of {ROWS:,} rows, in process",
        times["payout"],
        error=f"gross = paid + retained: {'yes' if whole else 'no'}",
        memory=peak("house", "payout"),
    )
    yield Row("`packs.load()`, every fact read and checked", times["packs"], memory=peak("house", "packs"))
