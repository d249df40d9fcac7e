"""The joint simulation beside plain NumPy: the reference job, and six correlated lines under every term."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from bench.memory import Job, peak
from bench.reference import AGGREGATE, JOB, LEVELS, LIMIT, MU, RATE, RETENTION, SIGMA, TINY
from bench.table import Row, within
from bench.timing import side_by_side
from sonae_core.quant.losses import losses

YEARS = 1_000_000
FIGURES = ("gross", "paid")
THRESHOLDS = [0, 1_000_000, 10_000_000, 50_000_000, 99_000_000]
MOST_DEVIATION = 4.0

IDS = ("stop", "repair", "forensics", "letters", "legal", "goodwill")
SIX: dict[str, Any] = {
    "scenarios": [
        {
            "id": "six",
            "frequency": {"poisson": RATE},
            "lines": [
                {
                    "id": "stop",
                    "interruption": {"hours": {"lognormal": {"mu": 3.9, "sigma": 1.1}}, "yen_per_day": 500_000},
                },
                *({"id": name, "lognormal": {"mu": 12.5 + i / 4, "sigma": 1.3}} for i, name in enumerate(IDS[1:])),
            ],
            "correlation": [[1.0 if a == b else 0.4 for b in range(6)] for a in range(6)],
        }
    ],
    "cover": {
        "waiting_hours": {"stop": 12},
        "max_hours": {"stop": 720},
        "shares": {"repair": 0.9},
        "sublimits": dict.fromkeys(IDS, 50000000),
        "uncovered": ["goodwill"],
        "retention": RETENTION,
        "limit": LIMIT,
        "share": 0.9,
        "aggregate_limit": AGGREGATE,
    },
}


def plain_numpy() -> tuple[float, ...]:
    """A year of the reference job as one would write it by hand: poisson, lognormal, clip, bincount, quantile."""
    dice = np.random.default_rng(1)
    counts = dice.poisson(RATE, YEARS)
    amounts = dice.lognormal(MU, SIGMA, int(counts.sum()))
    year = np.repeat(np.arange(YEARS), counts)
    gross = np.bincount(year, amounts, YEARS)
    paid = np.minimum(np.bincount(year, np.clip(amounts - RETENTION, 0, LIMIT), YEARS), AGGREGATE)
    quantiles = [float(x) for one in (gross, paid) for x in np.quantile(one, LEVELS)]
    return float(gross.mean()), float(paid.mean()), *quantiles


def simulated(spec: dict[str, Any], **options: Any) -> Any:
    """1,000,000 years, one thread unless said otherwise."""
    return losses(spec, solver="simulate", **{"threads": 1, "figures": FIGURES, **options})


def jobs() -> dict[str, Job]:
    """What ``bench.memory`` can run."""
    tiny = partial(simulated, TINY, years=1000)
    return {
        "sonae": Job(partial(simulated, JOB), tiny),
        "plain": Job(plain_numpy, lambda: np.quantile(np.random.default_rng(1).lognormal(size=10), 0.5)),
        "six": Job(partial(simulated, SIX), tiny),
    }


def rows(rounds: int) -> Iterator[Row]:
    """Times, then what must hold between runs and solvers."""
    ours, plain = "simulate", "plain NumPy"
    times = side_by_side({ours: partial(simulated, JOB), plain: plain_numpy}, rounds)
    ratio = 1 / times[ours].ratio(times[plain])
    yield Row(
        "reference job: sonae simulate, 1,000,000 years",
        times[ours],
        f"{ratio:.2f}× plain NumPy's time",
        "≤ 1.0×",
        ratio <= 1.0,
        "mean, sd, 2 quantiles, 2 TVaR of gross and paid",
        peak("years", "sonae"),
    )
    yield Row(
        "reference job: plain NumPy, 1,000,000 years",
        times[plain],
        error="mean, 2 quantiles of gross and paid",
        memory=peak("years", "plain"),
    )
    six = side_by_side({"six": partial(simulated, SIX), "all": partial(simulated, SIX, figures=_ALL)}, rounds)
    name = "six correlated lognormal lines, full terms, λ = 0.8, 1,000,000 years"
    yield Row(f"{name}: gross, paid", six["six"], memory=peak("years", "six"), **within(six["six"], 0.3))
    yield Row(f"{name}: everything", six["all"], error="also retained and probabilities")
    yield from _checks()


_ALL = ("gross", "paid", "retained", "probabilities")


def _checks() -> Iterator[Row]:
    first, second = (json.dumps(simulated(SIX, figures=_ALL, years=300_000)) for _ in range(2))
    yield Row("same seed, same bytes", target="equal", reached=first == second)
    apart = max(_apart(json.loads(first), simulated(SIX, figures=_ALL, years=300_000, threads=n)) for n in (2, 4))
    yield Row("1, 2 and 4 threads", target="≤ 1e-9", reached=apart <= 1e-9, error=f"largest difference {apart:.1e}")
    deviation = _deviation()
    yield Row(
        "the two solvers on the reference job",
        target="≤ 4 s.e.",
        reached=deviation <= MOST_DEVIATION,
        error=f"largest of 2 means and {2 * len(THRESHOLDS)} points of the two curves: {deviation:.2f} s.e.",
    )


def _apart(one: Any, other: Any) -> float:
    """The largest relative difference between two answers."""
    if isinstance(one, dict):
        return max((_apart(one[key], other[key]) for key in one), default=0.0)
    if isinstance(one, float | int):
        return abs(one - other) / max(abs(one), 1e-300) if one != other else 0.0
    return 0.0 if one == other else math.inf


def _deviation() -> float:
    """The largest difference between the solvers, in standard errors of the simulation."""
    spec = {**JOB, "thresholds": THRESHOLDS}
    exact, drawn = losses(spec, figures=FIGURES), simulated(spec)
    found = []
    for name in FIGURES:
        error = drawn["standard_error"][f"{name}_mean"]
        found.append(abs(exact[name]["mean"] - drawn[name]["mean"]) / error)
        for key, share in exact[name]["cdf"].items():
            found.append(abs(share - drawn[name]["cdf"][key]) / math.sqrt(share * (1 - share) / YEARS))
    return max(found)
