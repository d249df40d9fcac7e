"""The best measures for a budget, by looking at every subset (up to 16 options: 65,536).

Expected objective: yearly expected retained loss + premium + yearly cost + one-off over the horizon + own days.
Tail objective: the same with a quantile of the year's retained loss in place of its mean.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sonae_core.measures.problem import Budget, Option, Problem
from sonae_core.measures.tail import States, tail_losses

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Change:
    """What a step changes in a year, in yen (negative: less)."""

    gross: float
    retained: float
    premium: float


@dataclass(frozen=True)
class Step:
    """One chosen measure, in the order to take it."""

    option: Option
    change: Change


@dataclass(frozen=True)
class Choice:
    """The best subset; ``value`` is its objective in yen a year, ``nothing`` that of doing nothing."""

    steps: tuple[Step, ...]
    value: float
    nothing: float
    proved: bool

    @property
    def ids(self) -> frozenset[str]:
        """The chosen measures."""
        return frozenset(step.option.id for step in self.steps)


def best(problem: Problem, losses: Floats | None = None) -> Choice:
    """The best feasible subset; ``losses`` is the loss to minimise per subset (None: the expected retained loss)."""
    retained = problem.yearly_loss("retained")
    values = (retained if losses is None else losses) + problem.premiums + problem.costs
    chosen = best_subset(problem, values)
    return Choice(_ordered(problem, chosen, retained), float(values[chosen]), float(values[0]), proved=True)


def best_subset(problem: Problem, values: Floats) -> int:
    """The feasible subset of least value; among equals the one with fewest measures."""
    allowed = np.flatnonzero(problem.feasible)
    least = values[allowed].min()
    among = allowed[values[allowed] <= least + 1e-9 * max(abs(least), 1.0)]
    return int(min(among, key=lambda subset: (int(subset).bit_count(), int(subset))))


def best_by_tail(problem: Problem, tails: States, level: float) -> Choice:
    """The best subset by the ``level`` quantile of the year's retained loss; see ``tail`` for what is given."""
    values = tail_losses(problem, tails, level, problem.premiums + problem.costs)
    return best(problem, values)


def _ordered(problem: Problem, subset: int, retained: Floats) -> tuple[Step, ...]:
    """The measures of a subset, each next one bringing most per yen of those whose prerequisites are there."""
    gross = problem.yearly_loss("gross")
    left = [index for index in range(len(problem.options)) if subset >> index & 1]
    taken, steps = 0, []
    while left:
        ready = [index for index in left if _ready(problem, index, taken)] or left
        index = max(ready, key=lambda i: _worth(problem, taken, i, retained))
        after = taken | 1 << index
        change = Change(
            float(gross[after] - gross[taken]),
            float(retained[after] - retained[taken]),
            float(problem.premiums[after] - problem.premiums[taken]),
        )
        steps.append(Step(problem.options[index], change))
        taken = after
        left.remove(index)
    return tuple(steps)


def _ready(problem: Problem, index: int, taken: int) -> bool:
    have = {option.id for i, option in enumerate(problem.options) if taken >> i & 1}
    open_ones = {option.id for option in problem.options}
    return all(other in have or other not in open_ones for other in problem.options[index].needs)


def _worth(problem: Problem, taken: int, index: int, retained: Floats) -> float:
    after = taken | 1 << index
    benefit = retained[taken] - retained[after] + problem.premiums[taken] - problem.premiums[after]
    return float(benefit / max(problem.costs[after] - problem.costs[taken], 1.0))


def worth_alone(problem: Problem, chosen: frozenset[str]) -> list[tuple[str, float]]:
    """The options not chosen, by what each brings per yen on top of the chosen ones, best first."""
    retained = problem.yearly_loss("retained")
    taken = sum(1 << i for i, option in enumerate(problem.options) if option.id in chosen)
    rest = [i for i, option in enumerate(problem.options) if option.id not in chosen]
    found = [(problem.options[i].id, _worth(problem, taken, i, retained)) for i in rest]
    return sorted(found, key=lambda item: -item[1])


def with_more(problem: Problem, extra: float) -> Problem:
    """The same problem with so much more for the first year."""
    budget = problem.budget
    if budget.first_year is None:
        return problem
    more = Budget(budget.first_year + extra, budget.yearly, budget.includes_premium)
    return Problem(problem.options, problem.paths, problem.premium, more, problem.horizon_years, problem.day_rate)
