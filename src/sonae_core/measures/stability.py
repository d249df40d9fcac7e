"""In how many of many draws of the effects each measure is in the best set.

Up to 12 options every subset is looked at in every draw. Beyond, each draw begins at the sets that are best for the
point effects and for the other draws, and moves on while a move helps: a good set, and nearly always the best one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sonae_core.measures.local import Moves
from sonae_core.measures.problem import Problem
from sonae_core.measures.sets import Rows, Sets

Floats = NDArray[np.float64]

MOST_ENUMERATED = 12


def in_best(problem: Problem, draws: Sequence[Floats], best: frozenset[str]) -> dict[str, float]:
    """The share of draws in whose best set each option is.

    ``draws``: of each path ln r^w of each option in each draw, shape (options, draws). ``best``: the best set for the
    problem's own effects.
    """
    if not problem.options:
        return {}
    logs = np.stack(draws).transpose(2, 0, 1) if draws else np.zeros((1, 0, len(problem.options)))
    sets = Sets(problem)
    found = _all(sets, logs) if len(problem.options) <= MOST_ENUMERATED else _near(sets, logs, best)
    return {option.id: float(share) for option, share in zip(problem.options, found.mean(axis=0), strict=True)}


def _all(sets: Sets, logs: Floats) -> Rows:
    """The best set of each draw."""
    numbers = np.arange(2**sets.count)
    rows = (numbers[:, None] >> np.arange(sets.count) & 1).astype(bool)
    rows = rows[sets.allowed(rows)]
    judge = sets.judge(rows)
    return np.stack([rows[int(np.argmin(judge(draw)))] for draw in logs])


def _near(sets: Sets, logs: Floats, best: frozenset[str]) -> Rows:
    """A set of each draw that no move makes better, the best of those found for any draw."""
    moves = Moves(sets)
    known = sets.rows([best])
    found = []
    for draw in logs:
        at = known[int(np.argmin(sets.values(known, draw)))]
        row, _ = moves.improve(at, lambda rows, draw=draw: sets.values(rows, draw))  # type: ignore[misc]
        found.append(row)
        if not (known == row).all(axis=1).any():
            known = np.concatenate((known, row[None, :]))
    judge = sets.judge(known)
    return np.stack([known[int(np.argmin(judge(draw)))] for draw in logs])
