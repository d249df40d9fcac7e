"""The best of any number of measures by expected loss, with its proof."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sonae_core.measures.local import Moves
from sonae_core.measures.model import Model
from sonae_core.measures.problem import Problem
from sonae_core.measures.sets import Row, Sets

ROUNDS = 40
YEN, SHARE = 1.0, 1e-6


@dataclass(frozen=True)
class Proof:
    """A set, its objective in yen a year, and what no allowed set falls below."""

    row: Row
    value: float
    bound: float

    @property
    def holds(self) -> bool:
        """Whether no set is better by more than a yen, or a millionth."""
        return self.value - self.bound <= max(YEN, SHARE * abs(self.bound))


def prove(problem: Problem, known: Row | None = None) -> Proof:
    """The best set; ``known``: an allowed set to begin with.

    The linear program lies below the objective. It is made exact at what it answers and asked again, until its bound
    reaches the best set found. A set that it answers twice, or that the budget refuses, is left out: its own value is
    known.
    """
    sets = Sets(problem)
    moves = Moves(sets)
    begin = np.zeros(sets.count, dtype=bool) if known is None else known
    row, value = moves.improve(begin, sets.values)
    model, bound = Model(problem), -np.inf
    model.touch(row)
    for _ in range(ROUNDS):
        answer = model.solve(value)
        bound = min(max(bound, answer.bound), value)
        if answer.row is not None and sets.allowed(answer.row[None, :])[0]:
            other, reached = moves.improve(answer.row, sets.values)
            row, value = (other, reached) if reached < value else (row, value)
        found = Proof(row, value, bound)
        if found.holds or answer.row is None:
            break
        if not model.touch(answer.row):
            model.forbid(answer.row)
    return found
