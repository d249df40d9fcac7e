"""Beyond sixteen measures the best set is found by linear programs, and proved."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonae_core.measures.local import Moves
from sonae_core.measures.model import Model
from sonae_core.measures.optimise import best, best_and_more, with_more
from sonae_core.measures.problem import Budget, Option, PremiumCurve, Problem, RiskPath
from sonae_core.measures.proof import Proof, prove
from sonae_core.measures.sets import Sets
from tests.core.measures.generated import generated
from tests.core.measures.synthetic import is_feasible, objective_of


def bits(row: np.ndarray) -> int:
    return sum(1 << place for place, chosen in enumerate(row) if chosen)


def rich(seed: int) -> Problem:
    """Forty measures and enough money for a dozen of them."""
    return replace(generated(40, seed), budget=Budget(4_000_000.0))


@pytest.mark.parametrize("alike", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_the_proved_set_is_as_good_as_the_best_of_all_subsets(seed: int, alike: bool) -> None:
    problem = generated(11, seed, alike=alike)
    least = best(problem).value
    proof = prove(problem)
    assert proof.holds
    assert proof.value == pytest.approx(least, abs=1.0)
    assert proof.bound <= least + 1.0
    assert objective_of(problem, bits(proof.row)) == pytest.approx(proof.value, rel=1e-12)


@given(seed=st.integers(0, 10**6), count=st.integers(1, 8))
@settings(max_examples=40, deadline=None)
def test_no_bound_lies_above_the_best_subset(seed: int, count: int) -> None:
    problem = generated(count, seed)
    proof = prove(problem)
    assert proof.holds
    assert proof.bound - 1.0 <= best(problem).value <= proof.value + 1.0


@given(seed=st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_the_program_never_lies_above_an_allowed_set(seed: int) -> None:
    problem = generated(7, seed)
    problem = replace(problem, budget=replace(problem.budget, includes_premium=False))
    least = best(problem).value
    model = Model(problem)
    assert model.solve(least).bound <= least * (1 + 1e-9)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_the_program_is_exact_where_it_was_touched(seed: int) -> None:
    problem = replace(generated(6, seed), budget=Budget())
    sets = Sets(problem)
    row = prove(problem).row
    only = replace(problem, options=tuple(replace(o, needs=(), excludes=()) for o in problem.options))
    model = Model(only)
    model.touch(row)
    for place, chosen in enumerate(row):
        model._program.row({place: 1.0}, float(chosen), float(chosen))
    value = float(sets.values(row[None, :])[0])
    assert model.solve(value).bound == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize("seed", range(8))
def test_forty_measures_are_proved_and_keep_every_rule(seed: int) -> None:
    problem = rich(seed)
    choice = best(problem)
    chosen = sum(1 << place for place, option in enumerate(problem.options) if option.id in choice.ids)
    assert choice.proved
    assert choice.value - choice.bound <= max(1.0, 1e-6 * choice.bound)
    assert is_feasible(problem, chosen)
    assert choice.value == pytest.approx(objective_of(problem, chosen), rel=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_no_small_change_of_the_proved_set_is_better(seed: int) -> None:
    sets = Sets(rich(seed))
    proof = prove(sets.problem)
    assert sets.values(Moves(sets).around(proof.row)).min() >= proof.value - 1.0


def test_what_a_measure_needs_comes_before_it() -> None:
    for seed in range(6):
        problem = rich(seed)
        taken: set[str] = set()
        for step in best(problem).steps:
            assert set(step.option.needs) <= taken
            taken.add(step.option.id)


def test_the_same_problem_has_the_same_answer() -> None:
    assert best(rich(3)) == best(rich(3))


def test_more_money_never_makes_forty_measures_worse() -> None:
    problem = replace(rich(4), budget=Budget(500_000.0))
    values = [best(with_more(problem, extra)).value for extra in (0.0, 300_000.0, 900_000.0, 5_000_000.0)]
    assert all(later <= earlier + 1.0 for earlier, later in pairwise(values))
    assert values[-1] < values[0]


@pytest.mark.parametrize("count", [10, 20])
@pytest.mark.parametrize("first_year", [None, 400_000.0, 2_000_000.0, 50_000_000.0])
def test_one_search_for_two_budgets_answers_as_two_do(count: int, first_year: float | None) -> None:
    problem = replace(generated(count, 3), budget=Budget(first_year))
    choice, more = best_and_more(problem, 300_000.0)
    assert choice.ids == best(problem).ids
    assert more.ids == best(with_more(problem, 300_000.0)).ids
    assert choice.proved


def test_yearly_money_binds_too() -> None:
    problem = replace(rich(5), budget=Budget(None, 400_000.0))
    choice = best(problem)
    assert choice.proved
    assert 0 < sum(step.option.yearly for step in choice.steps) <= 400_000.0


def test_a_premium_that_eats_the_budget_leaves_nothing_to_buy() -> None:
    problem = replace(rich(6), premium=PremiumCurve(5_000_000.0, 0.9, -0.5, 0.1, (0.001,) * 40))
    bound = replace(problem, budget=Budget(4_000_000.0, None, includes_premium=True))
    assert best(problem).steps
    choice = best(bound)
    assert choice.steps == ()
    assert choice.proved
    assert choice.value == choice.nothing


def test_measures_that_lower_the_premium_make_room_in_the_budget() -> None:
    """Alone the useful measure does not fit; with the questionnaire answered the premium falls and it does."""
    idle = [Option(f"idle{place}", 900_000.0, 0.0, 0.0) for place in range(18)]
    options = (Option("useful", 500_000.0, 0.0, 0.0), Option("answers", 10_000.0, 0.0, 0.0), *idle)
    path = RiskPath("s", 1.0, 0.01, 0.0, (math.log(0.5), *(0.0,) * 19), (0,) * 20, (5e6,) * 4, (5e6,) * 4)
    premium = PremiumCurve(600_000.0, 0.1, -1.0, 0.0, (0.0, 1.0, *(0.0,) * 18))
    problem = Problem(options, (path,), premium, Budget(900_000.0, None, includes_premium=True), 3.0, 0.0)
    assert best(problem).ids == {"useful", "answers"}


def test_the_year_before_and_after_add_up_to_the_objective() -> None:
    choice = best(rich(7))
    assert choice.before.total == pytest.approx(choice.nothing, rel=1e-12)
    assert choice.after.total == pytest.approx(choice.value, rel=1e-12)
    changed = sum(step.change.gross for step in choice.steps)
    assert choice.after.gross - choice.before.gross == pytest.approx(changed, rel=1e-9)


def test_a_measure_that_does_nothing_and_costs_nothing_is_not_chosen() -> None:
    problem = rich(1)
    idle = replace(problem.options[39], one_off=0.0, yearly=0.0, person_days=0.0, needs=(), excludes=())
    paths = tuple(replace(p, logs=(*p.logs[:39], 0.0), axes=(*p.axes[:39], 0)) for p in problem.paths)
    premium = replace(problem.premium, points=(*problem.premium.points[:39], 0.0))
    changed = replace(problem, options=(*problem.options[:39], idle), paths=paths, premium=premium)
    assert "m39" not in best(changed).ids


@pytest.mark.parametrize("factor", [1e-6, 1e6])
def test_losses_of_any_size_are_proved(factor: float) -> None:
    problem = rich(2)
    paths = tuple(replace(path, rate=path.rate * factor) for path in problem.paths)
    assert best(replace(problem, paths=paths)).proved


def test_without_any_scenario_nothing_is_worth_its_price() -> None:
    problem = replace(rich(0), paths=(), premium=PremiumCurve())
    assert best(problem).steps == ()


@pytest.mark.parametrize(
    ("value", "bound", "holds"),
    [(100.9, 100.0, True), (101.1, 100.0, False), (5_000_004.0, 5_000_000.0, True), (5_000_006.0, 5_000_000.0, False)],
)
def test_a_proof_leaves_a_yen_or_a_millionth(value: float, bound: float, holds: bool) -> None:
    assert Proof(np.zeros(1, dtype=bool), value, bound).holds is holds
