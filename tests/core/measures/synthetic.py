"""Invented problems of choice, small enough to look at every subset one by one."""

from __future__ import annotations

import math
import random

import numpy as np

from sonae_core.measures.problem import Budget, Option, PremiumCurve, Problem, RiskPath
from sonae_core.quant.weighted import Empirical

STATE_FACTORS = (1.0, 0.6, 0.7, 0.45)


def synthetic(count: int, seed: int, budget: Budget | None = None) -> tuple[Problem, list[list[Empirical]]]:
    """A problem of ``count`` measures and the retained amounts of one event per scenario and state."""
    dice = random.Random(seed)  # noqa: S311 - an invented problem, not a secret
    options = tuple(
        Option(f"m{i}", dice.randrange(0, 60) * 10_000.0, dice.randrange(1, 40) * 10_000.0, float(dice.randrange(5)))
        for i in range(count)
    )
    paths, events = [], []
    for number in range(5):
        base = np.array([math.exp(dice.gauss(15.0, 1.2)) for _ in range(400)])
        states = [Empirical(base * factor, np.ones(len(base))) for factor in STATE_FACTORS]
        logs = tuple(math.log(dice.uniform(0.4, 0.95)) if dice.random() < 0.4 else 0.0 for _ in range(count))
        axes = tuple(dice.choice((1, 2)) if dice.random() < 0.2 else 0 for _ in range(count))
        means = tuple(float(base.mean() * factor) for factor in STATE_FACTORS)
        rate = dice.uniform(0.01, 0.1)
        paths.append(RiskPath(f"s{number}", rate, 0.2, -0.1, logs, axes, means, means))  # type: ignore[arg-type]
        events.append(states)
    premium = PremiumCurve(150_000.0, 0.6, -0.5, 0.1, tuple(dice.choice((0.0, 0.1)) for _ in range(count)))
    return Problem(options, tuple(paths), premium, budget or Budget(1_000_000.0), 3.0, 0.0), events


def objective_of(problem: Problem, subset: int) -> float:
    """The expected objective of one subset, written out measure by measure."""
    chosen = [i for i in range(len(problem.options)) if subset >> i & 1]
    loss = 0.0
    for path in problem.paths:
        left = math.exp(path.in_place + sum(path.logs[i] for i in chosen))
        state = 0
        for i in chosen:
            state |= path.axes[i]
        loss += path.rate * max(path.floor, left) * path.retained[state]
    curve = problem.premium
    points = curve.in_place + sum(curve.points[i] for i in chosen)
    premium = curve.base * max(curve.floor, math.exp(curve.slope * points)) if curve.base else 0.0
    options = [problem.options[i] for i in chosen]
    cost = sum(o.yearly + o.one_off / problem.horizon_years + o.person_days * problem.day_rate for o in options)
    return loss + premium + cost


def is_feasible(problem: Problem, subset: int) -> bool:
    """Whether a subset fits the budget, its prerequisites and its exclusions."""
    chosen = [option for i, option in enumerate(problem.options) if subset >> i & 1]
    ids = {option.id for option in chosen}
    first_year = sum(option.one_off + option.yearly for option in chosen)
    if problem.budget.first_year is not None and first_year > problem.budget.first_year:
        return False
    if problem.budget.yearly is not None and sum(option.yearly for option in chosen) > problem.budget.yearly:
        return False
    return all(set(option.needs) <= ids and not set(option.excludes) & ids for option in chosen)
