"""The compound solver on the reference job, beside ``aggregate`` and ``gemact``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bench.memory import Job, peak
from bench.peers import Answer, aggregate_job, aggregate_tiny, gemact_job, gemact_tiny
from bench.reference import GROSS, JOB, PAID, TINY
from bench.table import Row, failed, percent
from bench.timing import Times, side_by_side
from sonae_core.quant.losses import losses

OURS, AGGREGATE, GEMACT = "sonae compound", "aggregate 0.30.1, defaults", "gemact 1.3.0, FFT 20,000 nodes"
MOST_ERROR = 1e-5
TARGETS = {AGGREGATE: 50.0, GEMACT: 8.0}


def sonae_job() -> Answer:
    """Gross and paid of the reference job from a plain dict, validation included."""
    found = losses(JOB, figures=("gross", "paid"))
    return {name: _figures(found[name]) for name in ("gross", "paid")}


def _figures(block: dict[str, Any]) -> dict[str, float]:
    quantiles, tails = block["quantiles"], block["tvar"]
    return {
        "mean": block["mean"],
        "q99": quantiles["0.99"],
        "q995": quantiles["0.995"],
        "t99": tails["0.99"],
        "t995": tails["0.995"],
    }


def retained_job() -> Any:
    """What the company keeps, with a limit of the year: the joint solver, 1,000,000 years."""
    return losses(JOB, figures=("retained",), threads=1)


def jobs() -> dict[str, Job]:
    """What ``bench.memory`` can run."""
    return {
        "compound": Job(sonae_job, lambda: losses(TINY, figures=("gross", "paid"))),
        "aggregate": Job(aggregate_job, aggregate_tiny),
        "gemact": Job(gemact_job, gemact_tiny),
        "retained": Job(retained_job, lambda: losses(TINY)),
    }


def rows(rounds: int) -> Iterator[Row]:
    """Ours, the peers, and the joint solver's block apart."""
    contenders: dict[str, Callable[[], Answer]] = {OURS: sonae_job, AGGREGATE: aggregate_job, GEMACT: gemact_job}
    answers, broken = _answers(contenders)
    times = side_by_side({name: contenders[name] for name in answers}, rounds)
    yield _own_row(times[OURS], answers[OURS])
    for name, key in ((AGGREGATE, "aggregate"), (GEMACT, "gemact")):
        if name in broken:
            yield failed(f"reference job: {name}", broken[name])
            continue
        factor, first, target = times[OURS].ratio(times[name]), times[OURS].first_ratio(times[name]), TARGETS[name]
        yield Row(
            f"reference job: {name}",
            times[name],
            f"sonae {factor:.1f}× as fast; {first:.1f}× where each call comes right after another's",
            f"≥ {target:g}×",
            factor >= target,
            _errors(answers[name]),
            peak("losses", key),
        )
    alone = side_by_side({"retained": retained_job}, rounds)["retained"]
    checked = _retained_check()
    yield Row("reference job: sonae `retained` (joint solver)", alone, error=checked, memory=peak("losses", "retained"))


def _answers(contenders: dict[str, Callable[[], Answer]]) -> tuple[dict[str, Answer], dict[str, Exception]]:
    """What each contender answers, and why one does not."""
    answers, broken = {}, {}
    for name, work in contenders.items():
        try:
            answers[name] = work()
        except Exception as error:  # a peer may fail in any way; it is shown in its row
            if name == OURS:
                raise
            broken[name] = error
    return answers, broken


def _own_row(times: Times, answer: Answer) -> Row:
    checked = [(answer["gross"]["q99"], GROSS["q99"]), (answer["gross"]["q995"], GROSS["q995"])]
    checked.append((answer["paid"]["q99"], PAID["q99"]))
    good = all(abs(found / reference - 1) <= MOST_ERROR for found, reference in checked)
    return Row(
        f"reference job: {OURS}",
        times,
        "",
        "gross VaR 99, 99.5, paid VaR 99 within 0.001 %",
        good,
        _errors(answer),
        peak("losses", "compound"),
    )


def _errors(answer: Answer) -> str:
    """Relative errors, figure by figure."""
    parts = []
    for name, reference in (("gross", GROSS), ("paid", PAID)):
        found = answer[name]
        means = f"mean {percent(found['mean'], reference['mean'])}"
        values = " / ".join(percent(found[key], reference[key]) for key in ("q99", "q995"))
        tails = " / ".join(percent(found[key], reference[key]) for key in ("t99", "t995") if key in found)
        parts.append(f"{name}: {means}, VaR 99/99.5 {values}, TVaR {tails or 'not offered'}")
    return "; ".join(parts)


def _retained_check() -> str:
    found = losses(JOB, threads=1)
    away = abs(found["retained"]["mean"] - (GROSS["mean"] - PAID["mean"]))
    return f"{found['years']:,} years; mean (gross − paid, compound) off by {away:.4f} yen"
