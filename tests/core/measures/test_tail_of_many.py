"""Beyond sixteen measures a tail objective gives a good set and does not claim more."""

from __future__ import annotations

import pytest

from sonae_core.measures.optimise import best_by_tail
from sonae_core.measures.problem import Budget
from sonae_core.measures.sets import Sets
from sonae_core.measures.tail import good_by_tail
from sonae_core.quant.compound import Compound
from sonae_core.quant.frequency import Poisson
from sonae_core.quant.grid import Peril
from tests.core.measures.synthetic import synthetic


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("first_year", [None, 1_500_000.0])
def test_the_search_is_near_the_best_of_all_subsets(seed: int, first_year: float | None) -> None:
    problem, events = synthetic(9, seed, Budget(first_year))
    _, value, nothing = good_by_tail(problem, events, 0.99)
    least = best_by_tail(problem, events, 0.99)
    assert value == pytest.approx(least.value, rel=0.01)
    assert nothing == pytest.approx(least.nothing, rel=1e-6)


def test_a_tail_of_many_measures_is_not_called_proved() -> None:
    problem, events = synthetic(20, 1, Budget(2_000_000.0))
    choice = best_by_tail(problem, events, 0.99)
    assert choice.steps
    assert not choice.proved
    assert choice.value < choice.nothing


def test_its_value_is_what_the_compound_solver_says_of_the_set() -> None:
    problem, events = synthetic(20, 2, Budget(2_000_000.0))
    choice = best_by_tail(problem, events, 0.99)
    sets = Sets(problem)
    rows = sets.rows([choice.ids])
    rates, states = sets.rates(rows)[0], sets.states(rows)[0]
    perils = [Peril(Poisson(float(r)), (parts[s],)) for r, s, parts in zip(rates, states, events, strict=True)]
    tail = Compound(perils).quantiles([0.99])[0][0]
    assert sets.allowed(rows)[0]
    assert choice.value == pytest.approx(tail + float(sets.other(rows)[0]), rel=1e-9)
