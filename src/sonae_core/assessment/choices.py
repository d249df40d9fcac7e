"""The measures part of an assessment: the best set, the next one, what comes later, and how stable that is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sonae_core.assessment.company_file import BudgetSpec
from sonae_core.assessment.risk import Risk
from sonae_core.cover.terms import Terms
from sonae_core.measures.company import company_problem, open_measures
from sonae_core.measures.optimise import Choice, best_and_more, worth_alone
from sonae_core.measures.problem import Budget, Problem
from sonae_core.measures.stability import in_best
from sonae_core.packs.threats import Scenario
from sonae_core.quant.design import strata

Floats = NDArray[np.float64]

EXTRA = 300_000
DRAWS = 64


@dataclass(frozen=True)
class Choices:
    """What to do, in order; ``stability``: the share of draws of the effects in which it is in the best set."""

    problem: Problem
    choice: Choice
    next_buys: tuple[str, ...]
    next_saves: float
    """What the year costs less with the extra money well spent, in yen."""
    later: tuple[str, ...]
    stability: dict[str, float]
    effect_unknown: tuple[str, ...]


def choose(risk: Risk, terms: Terms | None, budget: BudgetSpec | None, *, stability: bool = True) -> Choices:
    """The best measures for the budget (none given: no bound)."""
    bound = Budget() if budget is None else Budget(budget.first_year, budget.yearly, budget.includes_premium)
    problem = company_problem(risk.situation, risk.pool, terms, bound, day_rate=0.0)
    choice, more = best_and_more(problem, EXTRA)
    unknown = [m for m in risk.situation.pack.measures.values() if m.effect == "unknown"]
    return Choices(
        problem,
        choice,
        tuple(step.option.id for step in more.steps if step.option.id not in choice.ids),
        max(choice.value - more.value, 0.0),
        tuple(name for name, worth in worth_alone(problem, choice.ids) if worth > 0),
        _stability(risk, problem, choice) if stability else {},
        tuple(m.id for m in unknown if risk.situation.offered(m)),
    )


def _stability(risk: Risk, problem: Problem, choice: Choice) -> dict[str, float]:
    """The best set under other values of the effects, drawn evenly between the bounds of their logarithms."""
    return in_best(problem, _effect_draws(risk, problem), choice.ids)


def _effect_draws(risk: Risk, problem: Problem) -> list[Floats]:
    """For each path ln r^w of each option in each draw."""
    pack = risk.situation.pack
    options = open_measures(risk.situation)
    found = []
    for path in problem.paths:
        scenario = pack.scenarios[path.id]
        rows = []
        for measure, log in zip(options, path.logs, strict=True):
            row = np.full(DRAWS, log)
            for place, effect in enumerate(measure.effects):
                if effect.scenario == scenario.id and effect.rate is not None and effect.path is not None:
                    row = row + _apart(risk, scenario, effect.path, effect.rate, f"{measure.id}/{place}", log)
            rows.append(row)
        found.append(np.array(rows))
    return found


def _apart(risk: Risk, scenario: Scenario, path: str, fact_id: str, name: str, log: float) -> Floats:
    """How far the drawn ln r^w lies from the point, in the proportion in which the option is still open."""
    pack = risk.situation.pack
    fact = pack.fact(fact_id)
    low, high = fact.bounds
    weight = pack.point(scenario.paths[path].weight)
    full = weight * math.log(fact.point)
    if high <= low or full == 0.0:
        return np.zeros(DRAWS)
    drawn = math.log(low) + (math.log(high) - math.log(low)) * strata(risk.seed, f"effect/{name}", DRAWS)
    return (weight * drawn - full) * min(abs(log / full), 1.0)
