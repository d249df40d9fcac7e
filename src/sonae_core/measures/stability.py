"""In how many of many draws of the effects each measure is in the best set.

Up to 12 options every subset is looked at in every draw. Beyond, each draw begins at the sets that are best for the
point effects and for the other draws, and moves on while a move helps: a good set, and nearly always the best one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

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
    return _best_known(sets, rows, logs)


def _near(sets: Sets, logs: Floats, best: frozenset[str]) -> Rows:
    """A set of each draw that no move makes better, the best of those found for any draw."""
    moves = Moves(sets)
    known, before = sets.rows([best]), 0
    while len(known) > before:
        start, before = _best_known(sets, known, logs), len(known)
        ends = [moves.improve(row, partial(sets.values, logs=draw))[0] for row, draw in zip(start, logs, strict=True)]
        known = np.unique(np.concatenate((known, ends)), axis=0)
    return _best_known(sets, known, logs)


def _best_known(sets: Sets, known: Rows, logs: Floats) -> Rows:
    """For each draw the best of some sets."""
    judge = sets.judge(known)
    return np.stack([known[int(np.argmin(judge(draw)))] for draw in logs])
