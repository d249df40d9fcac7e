"""Every subset of invented measures: by expected loss, and by the year's 99 % quantile; against brute force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any

from bench.memory import Job, peak
from bench.table import Row, within
from bench.timing import side_by_side
from sonae_core.measures.optimise import best, best_by_tail
from sonae_core.measures.problem import Budget, PremiumCurve, Problem
from sonae_core.quant.compound import Compound
from sonae_core.quant.frequency import Poisson
from sonae_core.quant.grid import Peril
from tests.core.measures.synthetic import is_feasible, objective_of, synthetic

LEVEL = 0.99
CHECKED = 12
SEEDS = (1,)


@cache
def _problem(count: int, seed: int = 1, free: bool = False) -> tuple[Problem, Any]:
    """Five scenarios, no budget bound: every subset is feasible. With ``free`` nothing but the loss counts."""
    problem, events = synthetic(count, seed, Budget(None))
    if free:
        options = tuple(replace(o, one_off=0.0, yearly=0.0, person_days=0.0) for o in problem.options)
        problem = replace(problem, options=options, premium=PremiumCurve())
    return problem, events


def by_expected(count: int) -> Any:
    """Best of all subsets by expected loss; a fresh problem, so that nothing is cached."""
    return best(replace(_problem(count)[0]))


def by_tail(count: int, free: bool = False) -> Any:
    """Best of all subsets by VaR 99."""
    problem, events = _problem(count, free=free)
    return best_by_tail(replace(problem), events, LEVEL)


def jobs() -> dict[str, Job]:
    """What ``bench.memory`` can run."""
    return {
        "expected12": Job(partial(by_expected, 12), partial(by_tail, 2)),
        "tail12": Job(partial(by_tail, 12), partial(by_tail, 2)),
        "free12": Job(partial(by_tail, 12, free=True), partial(by_tail, 2)),
        "tail16": Job(partial(by_tail, 16), partial(by_tail, 2)),
        "free16": Job(partial(by_tail, 16, free=True), partial(by_tail, 2)),
    }


def rows(rounds: int) -> Iterator[Row]:
    """Times with and without cost (without, no subset can be left out), then correctness."""
    timed = {
        "expected12": ("4,096 subsets of 12 measures by expected loss", 0.01),
        "tail12": ("4,096 subsets of 12 measures by VaR 99", 1.0),
        "free12": ("the same, free measures and no premium", 1.0),
        "tail16": ("65,536 subsets of 16 measures by VaR 99", 6.0),
        "free16": ("the same, free measures and no premium", 6.0),
    }
    found = jobs()
    for name, (what, seconds) in timed.items():
        times = side_by_side({name: found[name].work}, rounds)[name]
        yield Row(what, times, memory=peak("measures", name), **within(times, seconds))
    expected, tail = _apart()
    yield Row(
        f"the best of {2**CHECKED:,} subsets against brute force, one by one",
        target="equal",
        reached=expected <= 1e-12 and tail <= 1e-6,
        error=f"value of the best apart by {expected:.0e} (expected), {tail:.0e} (VaR 99)",
    )


def _apart() -> tuple[float, float]:
    """The largest relative differences of the optimum's value from brute force."""
    expected, tail = [], []
    for seed in SEEDS:
        problem, events = _problem(CHECKED, seed)
        subsets = [subset for subset in range(2**CHECKED) if is_feasible(problem, subset)]
        least = min(objective_of(problem, subset) for subset in subsets)
        expected.append(abs(best(problem).value / least - 1))
        least = min(_tail_value(problem, events, subset) for subset in subsets)
        tail.append(abs(best_by_tail(problem, events, LEVEL).value / least - 1))
    return max(expected), max(tail)


def _tail_value(problem: Problem, events: Any, subset: int) -> float:
    """The tail objective of one subset, by the compound solver."""
    perils = [
        Peril(Poisson(float(problem.rates(path)[subset])), (parts[problem.states(path)[subset]],))
        for path, parts in zip(problem.paths, events, strict=True)
    ]
    return Compound(perils).quantiles([LEVEL])[0][0] + float(problem.premiums[subset] + problem.costs[subset])
