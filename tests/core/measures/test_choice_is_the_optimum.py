"""The chosen measures are the best of all subsets, found again by writing every subset out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sonae_core.measures.optimise import best, best_by_tail, with_more
from sonae_core.measures.problem import Budget, Problem
from sonae_core.quant.compound import Compound
from sonae_core.quant.frequency import Poisson
from sonae_core.quant.grid import Peril
from tests.core.measures.synthetic import is_feasible, objective_of, synthetic


def fresh(problem: Problem, **changes: object) -> Problem:
    """The problem without what it has cached."""
    return replace(problem, **changes)  # type: ignore[arg-type]


def cheap(seed: int) -> Problem:
    """A problem in which several measures are worth their price."""
    problem, _ = synthetic(7, seed, Budget(None))
    return fresh(problem, options=tuple(replace(o, one_off=1000.0, yearly=1000.0) for o in problem.options))


@pytest.mark.parametrize("seed", range(6))
def test_expected_optimum_equals_brute_force(seed: int) -> None:
    problem, _ = synthetic(8, seed)
    feasible = [subset for subset in range(2**8) if is_feasible(problem, subset)]
    least = min(objective_of(problem, subset) for subset in feasible)
    choice = best(problem)
    assert choice.value == pytest.approx(least, rel=1e-12)
    assert choice.proved
    assert choice.nothing == pytest.approx(objective_of(problem, 0), rel=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_tail_optimum_equals_brute_force(seed: int) -> None:
    problem, events = synthetic(6, seed, Budget(1_500_000.0))
    values = {}
    for subset in range(2**6):
        if is_feasible(problem, subset):
            perils = [
                Peril(Poisson(float(problem.rates(path)[subset])), (parts[problem.states(path)[subset]],))
                for path, parts in zip(problem.paths, events, strict=True)
            ]
            tail = Compound(perils).quantiles([0.99])[0][0]
            values[subset] = tail + problem.premiums[subset] + problem.costs[subset]
    choice = best_by_tail(problem, events, 0.99)
    assert choice.value == pytest.approx(min(values.values()), rel=1e-6)


def test_nothing_is_bought_with_a_budget_of_0() -> None:
    problem, _ = synthetic(8, 1, Budget(0.0))
    assert all(step.option.first_year == 0 for step in best(problem).steps)


def test_more_money_never_makes_it_worse() -> None:
    problem, _ = synthetic(9, 2, Budget(300_000.0))
    values = [best(with_more(problem, extra)).value for extra in (0.0, 300_000.0, 900_000.0)]
    assert values == sorted(values, reverse=True)


def test_a_measure_without_effect_is_never_bought() -> None:
    problem, _ = synthetic(7, 3)
    paths = tuple(replace(p, logs=(0.0, *p.logs[1:]), axes=(0, *p.axes[1:])) for p in problem.paths)
    premium = replace(problem.premium, points=(0.0, *problem.premium.points[1:]))
    idle = fresh(problem, paths=paths, premium=premium)
    assert "m0" not in best(idle).ids


def test_a_prerequisite_comes_first() -> None:
    problem = cheap(4)
    first, second = sorted(best(problem).ids)[:2]
    options = tuple(replace(o, needs=(second,)) if o.id == first else o for o in problem.options)
    steps = [step.option.id for step in best(fresh(problem, options=options)).steps]
    assert first in steps
    assert steps.index(second) < steps.index(first)


def test_measures_that_exclude_each_other_are_never_chosen_together() -> None:
    problem = cheap(4)
    first, second = sorted(best(problem).ids)[:2]
    options = tuple(replace(o, excludes=(second,)) if o.id == first else o for o in problem.options)
    assert not {first, second} <= best(fresh(problem, options=options)).ids


def test_changes_of_the_steps_add_up_to_the_change_of_all() -> None:
    problem, _ = synthetic(8, 5)
    choice = best(problem)
    subset = sum(1 << i for i, option in enumerate(problem.options) if option.id in choice.ids)
    retained = problem.yearly_loss("retained")
    total = sum(step.change.retained for step in choice.steps)
    assert total == pytest.approx(retained[subset] - retained[0], rel=1e-9)


def test_more_than_sixteen_measures_are_not_enumerated() -> None:
    problem, _ = synthetic(17, 1)
    with pytest.raises(ValueError, match="16"):
        _ = problem.subsets


def test_seventeen_measures_are_as_good_as_sixteen_and_proved() -> None:
    problem, _ = synthetic(17, 1)
    idle = tuple(replace(path, logs=(*path.logs[:16], 0.0), axes=(*path.axes[:16], 0)) for path in problem.paths)
    premium = replace(problem.premium, points=(*problem.premium.points[:16], 0.0))
    wide = fresh(problem, paths=idle, premium=premium)
    narrow = fresh(
        wide,
        options=wide.options[:16],
        paths=tuple(replace(path, logs=path.logs[:16], axes=path.axes[:16]) for path in idle),
        premium=replace(premium, points=premium.points[:16]),
    )
    assert best(wide).proved
    assert best(wide).ids == best(narrow).ids
    assert best(wide).value == pytest.approx(best(narrow).value, rel=1e-9)
