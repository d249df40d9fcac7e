"""Every subset of invented measures, by expected loss and by the year's 99 % quantile, against brute force; and forty
measures, proved by linear programs, against HiGHS asked once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any

from bench.memory import Job, peak
from bench.table import Row, within
from bench.timing import Times, side_by_side, timed
from sonae_core.measures.model import Model
from sonae_core.measures.optimise import best, best_by_tail
from sonae_core.measures.problem import Budget, PremiumCurve, Problem
from sonae_core.measures.proof import prove
from sonae_core.measures.sets import Sets
from sonae_core.quant.compound import Compound
from sonae_core.quant.frequency import Poisson
from sonae_core.quant.grid import Peril
from tests.core.measures.generated import generated
from tests.core.measures.synthetic import is_feasible, objective_of, synthetic

LEVEL = 0.99
CHECKED = 12
SEEDS = (1,)
MANY, CASES = 40, 42
MEDIAN, MOST = 0.5, 2.0
TANGENTS = 100
"""Of each curve, where HiGHS is asked only once."""


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
    yield _few()
    yield from _many()


def case(count: int, seed: int) -> Problem:
    """One generated problem: every third has measures that are all alike, every third large losses and little money."""
    if seed % 3 == 1:
        problem = synthetic(count, seed, Budget(3_000_000.0))[0]
        return replace(problem, paths=tuple(replace(path, rate=16 * path.rate) for path in problem.paths))
    problem = generated(count, seed, alike=seed % 3 == 0)
    if problem.budget.first_year == 0.0:
        return replace(problem, budget=replace(problem.budget, first_year=4_000_000.0))
    return problem


def _few() -> Row:
    """Twelve measures by linear programs, against every subset."""
    problems = [case(CHECKED, seed) for seed in range(CASES)]
    proofs = [prove(problem) for problem in problems]
    apart = max(abs(proof.value - best(problem).value) for proof, problem in zip(proofs, problems, strict=True))
    seconds = tuple(timed(partial(prove, problem)) for problem in problems)
    return Row(
        f"{CASES} generated problems of {CHECKED} measures, proved by linear programs",
        Times(seconds, seconds),
        target="equal",
        reached=apart <= 1.0 and all(proof.holds for proof in proofs),
        error=f"proved {sum(proof.holds for proof in proofs)} of {CASES}; apart from brute force by {apart:.0e} yen",
    )


def _many() -> Iterator[Row]:
    """Forty measures by linear programs, and the same programs with many tangents asked once."""
    problems = [case(MANY, seed) for seed in range(CASES)]
    proofs = [prove(problem) for problem in problems]
    seconds = tuple(timed(partial(prove, replace(problem))) for problem in problems)
    times, proved = Times(seconds, seconds), sum(proof.holds for proof in proofs)
    yield Row(
        f"{CASES} generated problems of {MANY} measures, proved by linear programs",
        times,
        target=f"≤ {MEDIAN:g} s median, {MOST:g} s at most",
        reached=times.median <= MEDIAN and max(seconds) <= MOST and proved == CASES,
        error=f"proved {proved} of {CASES}",
    )
    plain = tuple(timed(partial(_once, problem)) for problem in problems)
    worse = [_once(problem) - proof.value for problem, proof in zip(problems, proofs, strict=True)]
    yield Row(
        f"the same, HiGHS asked once with {TANGENTS} tangents a curve",
        Times(plain, plain),
        error=f"worse in {sum(more > 1.0 for more in worse)} of {CASES}, by {max(worse):,.0f} yen at most; no proof",
    )


def _once(problem: Problem) -> float:
    """The true objective of what HiGHS answers when it is asked once; of nothing when it has no answer."""
    sets = Sets(problem)
    row = Model(problem, TANGENTS).solve(float(sets.values(sets.rows([frozenset()]))[0])).row
    rows = sets.rows([frozenset()]) if row is None or not sets.allowed(row[None, :])[0] else row[None, :]
    return float(sets.values(rows)[0])


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
