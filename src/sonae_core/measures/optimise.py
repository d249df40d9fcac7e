"""The best measures for a budget: by looking at every subset (up to 16 options: 65,536), beyond by a proof.

Expected objective: yearly expected retained loss + premium + yearly cost + one-off over the horizon + own days.
Tail objective: the same with a quantile of the year's retained loss in place of its mean.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sonae_core.measures.problem import MOST_ENUMERATED, Budget, Option, Problem
from sonae_core.measures.proof import prove
from sonae_core.measures.sets import Row, Sets
from sonae_core.measures.tail import States, good_by_tail, tail_losses

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
class Year:
    """An expected year with some set of measures, in yen: the loss, what of it stays, the premium, the measures."""

    gross: float
    retained: float
    premium: float
    measures: float

    @property
    def total(self) -> float:
        """The expected objective."""
        return self.retained + self.premium + self.measures


@dataclass(frozen=True)
class Choice:
    """The best set; ``value`` is its objective in yen a year, ``bound`` what no allowed set falls below.

    ``before`` and ``after``: the expected year when nothing is done, and with the chosen measures.
    """

    steps: tuple[Step, ...]
    value: float
    nothing: float
    proved: bool
    bound: float
    before: Year
    after: Year

    @property
    def ids(self) -> frozenset[str]:
        """The chosen measures."""
        return frozenset(step.option.id for step in self.steps)


def best(problem: Problem, losses: Floats | None = None) -> Choice:
    """The best allowed set by expected loss; ``losses``: another loss to minimise, per subset of up to 16 options."""
    if losses is None and len(problem.options) > MOST_ENUMERATED:
        found = prove(problem)
        sets = Sets(problem)
        nothing = float(sets.values(sets.rows([frozenset()]))[0])
        return _choice(sets, found.row, (found.value, nothing, found.bound), proved=found.holds)
    values = (problem.yearly_loss("retained") if losses is None else losses) + problem.premiums + problem.costs
    chosen = best_subset(problem, values)
    row = (chosen >> np.arange(len(problem.options)) & 1).astype(bool)
    value = float(values[chosen])
    return _choice(Sets(problem), row, (value, float(values[0]), value), proved=True)


def best_subset(problem: Problem, values: Floats) -> int:
    """The feasible subset of least value; among equals the one with fewest measures."""
    allowed = np.flatnonzero(problem.feasible)
    least = values[allowed].min()
    among = allowed[values[allowed] <= least + 1e-9 * max(abs(least), 1.0)]
    return int(min(among, key=lambda subset: (int(subset).bit_count(), int(subset))))


def best_by_tail(problem: Problem, tails: States, level: float) -> Choice:
    """The best set by the ``level`` quantile of the year's retained loss; see ``tail`` for what is given.

    Beyond 16 options it is a good set, not proved to be the best.
    """
    if len(problem.options) <= MOST_ENUMERATED:
        return best(problem, tail_losses(problem, tails, level, problem.premiums + problem.costs))
    row, value, nothing = good_by_tail(problem, tails, level)
    return _choice(Sets(problem), row, (value, nothing, float("-inf")), proved=False)


def best_and_more(problem: Problem, extra: float) -> tuple[Choice, Choice]:
    """The best set for the budget, and for so much more in the first year.

    Where the second fits the budget as it is, no allowed set is better, and one search answers both.
    """
    more = best(with_more(problem, extra))
    sets = Sets(problem)
    fits = bool(sets.allowed(sets.rows([more.ids]))[0])
    return (more if fits else best(problem)), more


def _choice(sets: Sets, row: Row, figures: tuple[float, float, float], *, proved: bool) -> Choice:
    value, nothing, bound = figures
    before, after = years(sets, np.stack((np.zeros_like(row), row)))
    return Choice(_ordered(sets, row), value, nothing, proved, bound, before, after)


def years(sets: Sets, rows: NDArray[np.bool_]) -> list[Year]:
    """The expected year of each set."""
    parts = (sets.loss(rows, "gross"), sets.loss(rows, "retained"), sets.premiums(rows), sets.costs(rows))
    return [Year(*(float(part[place]) for part in parts)) for place in range(len(rows))]


def _ordered(sets: Sets, row: Row) -> tuple[Step, ...]:
    """The measures of a set, each next one bringing most in a year of those whose prerequisites are there.

    Not per yen: what is free would come first however little it brings, and the telling ones months later.
    """
    left, taken, steps = [int(place) for place in np.flatnonzero(row)], np.zeros_like(row), []
    while left:
        ready = [place for place in left if _ready(sets.problem, place, taken)] or left
        place = ready[int(np.argmax(_gains(sets, taken, ready)))]
        after = taken.copy()
        after[place] = True
        old, new = years(sets, np.stack((taken, after)))
        change = Change(new.gross - old.gross, new.retained - old.retained, new.premium - old.premium)
        steps.append(Step(sets.problem.options[place], change))
        taken = after
        left.remove(place)
    return tuple(steps)


def _ready(problem: Problem, place: int, taken: Row) -> bool:
    return all(taken[other] for one, other in problem.needed if one == place)


def _gains(sets: Sets, taken: Row, places: list[int]) -> Floats:
    """What each option would save a year on top of those taken, in yen."""
    rows = np.repeat(taken[None, :], len(places) + 1, axis=0)
    rows[np.arange(len(places)), places] = True
    lost = sets.loss(rows, "retained") + sets.premiums(rows)
    return lost[-1] - lost[:-1]


def _worths(sets: Sets, taken: Row, places: list[int]) -> Floats:
    """What each option would save a year on top of those taken, for each yen it costs a year."""
    rows = np.repeat(taken[None, :], len(places) + 1, axis=0)
    rows[np.arange(len(places)), places] = True
    lost, cost = sets.loss(rows, "retained") + sets.premiums(rows), sets.costs(rows)
    return (lost[-1] - lost[:-1]) / np.maximum(cost[:-1] - cost[-1], 1.0)


def worth_alone(problem: Problem, chosen: frozenset[str]) -> list[tuple[str, float]]:
    """The options not chosen that go with the chosen ones, by what each brings per yen on top of them, best first."""
    sets = Sets(problem)
    taken = sets.rows([chosen])[0]
    against = {pair[1 - at] for pair in problem.excluded for at in (0, 1) if taken[pair[at]]}
    rest = [int(place) for place in np.flatnonzero(~taken) if int(place) not in against]
    worths = _worths(sets, taken, rest)
    found = [(problem.options[place].id, float(worth)) for place, worth in zip(rest, worths, strict=True)]
    return sorted(found, key=lambda item: -item[1])


def with_more(problem: Problem, extra: float) -> Problem:
    """The same problem with so much more for the first year."""
    budget = problem.budget
    if budget.first_year is None:
        return problem
    return replace(problem, budget=Budget(budget.first_year + extra, budget.yearly, budget.includes_premium))
