"""How often a measure is in the best set when its effect is drawn anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sonae_core.measures.optimise import best
from sonae_core.measures.problem import Budget, Problem
from sonae_core.measures.stability import in_best
from tests.core.measures.generated import generated

DRAWS = 24


def drawn(problem: Problem, spread: float, seed: int = 1) -> list[np.ndarray]:
    """ln r^w of each option in each draw, around the problem's own."""
    dice = np.random.default_rng(seed)
    return [
        np.array(path.logs)[:, None] * np.exp(dice.normal(0.0, spread, (len(path.logs), DRAWS)))
        for path in problem.paths
    ]


def one_draw(problem: Problem, draws: list[np.ndarray], draw: int) -> Problem:
    paths = zip(problem.paths, draws, strict=True)
    return replace(problem, paths=tuple(replace(path, logs=tuple(logs[:, draw])) for path, logs in paths))


@pytest.mark.parametrize("count", [10, 20, 40])
def test_certain_effects_leave_the_best_set_alone(count: int) -> None:
    problem = replace(generated(count, 1), budget=Budget(2_000_000.0))
    ids = best(problem).ids
    assert ids
    assert in_best(problem, drawn(problem, 0.0), ids) == {o.id: float(o.id in ids) for o in problem.options}


def test_few_measures_are_looked_at_one_draw_at_a_time() -> None:
    problem = replace(generated(9, 5), budget=Budget(1_500_000.0))
    draws = drawn(problem, 1.0)
    chosen = [best(one_draw(problem, draws, draw)).ids for draw in range(DRAWS)]
    shares = in_best(problem, draws, best(problem).ids)
    assert shares == {o.id: sum(o.id in ids for ids in chosen) / DRAWS for o in problem.options}
    assert any(0 < share < 1 for share in shares.values())


@pytest.mark.parametrize("seed", [1, 3])
def test_many_measures_are_counted_nearly_as_if_each_draw_were_proved(seed: int) -> None:
    problem = replace(generated(18, seed), budget=Budget(2_000_000.0))
    draws, point = drawn(problem, 1.0), best(problem).ids
    proved = [best(one_draw(problem, draws, draw)).ids for draw in range(DRAWS)]
    shares = {o.id: sum(o.id in ids for ids in proved) / DRAWS for o in problem.options}
    found = in_best(problem, draws, point)
    assert max(abs(found[name] - shares[name]) for name in shares) <= 0.125
    assert max(abs((name in point) - shares[name]) for name in shares) >= 0.25, "the draws must matter"


def test_without_measures_there_is_nothing_to_count() -> None:
    problem = generated(1, 1)
    empty = replace(problem, options=(), paths=(), premium=replace(problem.premium, points=()))
    assert in_best(empty, [], frozenset()) == {}
