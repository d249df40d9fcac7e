"""Better and better sets by small moves: a good answer without proof, and the start of the proof.

A move adds a measure with all that it needs (what they exclude goes), drops one with all that need it, or does both.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sonae_core.measures.sets import Floats, Row, Rows, Sets

Judge = Callable[[Rows], Floats]
"""The objective of each set, to be made small."""

_SAME = 1e-9


class Moves:
    """The moves of one problem."""

    def __init__(self, sets: Sets) -> None:
        self._sets = sets
        count, problem = sets.count, sets.problem
        needs = _closed(count, problem.needed)
        self._with = needs
        self._without = needs.T
        clash = np.zeros((count, count), dtype=bool)
        for one, other in problem.excluded:
            clash[one, other] = clash[other, one] = True
        self._against = _joined(_joined(needs, clash), self._without)

    def around(self, row: Row) -> Rows:
        """All allowed sets one move away, without the set itself."""
        fewer = row & ~self._without[row]
        bases = np.concatenate((row[None, :], fewer))
        missing = np.flatnonzero(~row)
        more = bases[:, None, :] & ~self._against[missing] | self._with[missing]
        found = np.concatenate((fewer, more.reshape(-1, len(row))))
        return found[self._sets.allowed(found)]

    def improve(self, row: Row, judge: Judge) -> tuple[Row, float]:
        """The set where no move helps any more, and its value; among equals it takes fewer measures."""
        value = float(judge(row[None, :])[0])
        while True:
            near = self.around(row)
            values = judge(near)
            better = _best(near, values)
            if better is None or not _is_better(values[better], near[better], value, row):
                return row, value
            row, value = near[better], float(values[better])


def _best(rows: Rows, values: Floats) -> int | None:
    """The place of the least value; among equals the one with fewest measures, then the first."""
    if not len(values):
        return None
    least = values.min()
    among = np.flatnonzero(values <= least + _SAME * max(abs(least), 1.0))
    return int(among[np.argmin(rows[among].sum(axis=1))])


def _is_better(value: float, row: Row, than: float, old: Row) -> bool:
    apart = _SAME * max(abs(than), 1.0)
    return value < than - apart or (value <= than + apart and row.sum() < old.sum())


def _closed(count: int, needed: tuple[tuple[int, int], ...]) -> Rows:
    """Row i: option i with all that it needs, directly or not."""
    found = np.eye(count, dtype=bool)
    for one, other in needed:
        found[one, other] = True
    while True:
        wider = _joined(found, found)
        if (wider == found).all():
            return found
        found = wider


def _joined(left: Rows, right: Rows) -> Rows:
    return left.astype(float) @ right.astype(float) > 0.5
