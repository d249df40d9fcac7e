"""Sets of measures as rows of a 0/1 matrix, one column an option: what each costs and leaves, and which are allowed.

The same figures as the arrays over all subsets in ``problem``, for a few sets of many options.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sonae_core.measures.problem import SLACK, Problem

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Row = NDArray[np.bool_]
Rows = NDArray[np.bool_]
Which = Literal["gross", "retained"]


class Sets:
    """The figures of any sets of one problem; yen a year."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.count = len(problem.options)
        paths = problem.paths
        shape = (len(paths), self.count)
        self.logs: Floats = np.array([path.logs for path in paths], dtype=float).reshape(shape)
        self._axes: Indices = np.array([path.axes for path in paths], dtype=np.int64).reshape(shape)
        self._rates = np.array([path.rate for path in paths], dtype=float)
        self._floors = np.array([path.floor for path in paths], dtype=float)
        self._in_place = np.array([path.in_place for path in paths], dtype=float)
        self._first_year = np.array([option.first_year for option in problem.options], dtype=float)
        self._yearly = np.array([option.yearly for option in problem.options], dtype=float)
        self._costs = np.array([problem.yearly_cost(option) for option in problem.options], dtype=float)
        self._points = np.array(problem.premium.points or (0.0,) * self.count, dtype=float)

    def rows(self, chosen: Sequence[frozenset[str]]) -> Rows:
        """The rows of sets given by their ids."""
        return np.array([[option.id in each for option in self.problem.options] for each in chosen], dtype=bool)

    def log_rates(self, rows: Rows, logs: Floats | None = None) -> Floats:
        """ln of what the measures leave of the rates, before the floor, shape (sets, paths).

        ``logs``: in place of the problem's own ln r^w, shape (paths, options).
        """
        return self._in_place + rows @ (self.logs if logs is None else logs).T

    def rates(self, rows: Rows, logs: Floats | None = None) -> Floats:
        """Events a year, shape (sets, paths)."""
        return self._rates * np.maximum(self._floors, np.exp(self.log_rates(rows, logs)))

    def states(self, rows: Rows) -> Indices:
        """The axes made good, as bits, shape (sets, paths)."""
        found = np.zeros((len(rows), len(self.problem.paths)), dtype=np.int64)
        for bit, severe, makers in self._makers:
            found[:, severe] |= bit * (rows @ makers > 0.5)
        return found

    @cached_property
    def _makers(self) -> list[tuple[int, Indices, Floats]]:
        """For each axis the paths that have it, and which options make it good there."""
        found = []
        for bit in (1, 2):
            makes = self._axes & bit > 0
            severe = np.flatnonzero(makes.any(axis=1))
            if len(severe):
                found.append((bit, severe, makes[severe].T.astype(float)))
        return found

    def loss(self, rows: Rows, which: Which, logs: Floats | None = None) -> Floats:
        """Expected loss of a year of each set."""
        return (self.rates(rows, logs) * self._event(rows, which)).sum(axis=1)

    def _event(self, rows: Rows, which: Which) -> Floats:
        """Mean yen of an event, shape (sets, paths)."""
        means = self._means[which]
        return means[np.arange(len(means)), self.states(rows)]

    @cached_property
    def _means(self) -> dict[str, Floats]:
        return {
            which: np.array([getattr(path, which) for path in self.problem.paths], dtype=float).reshape(-1, 4)
            for which in ("gross", "retained")
        }

    def points(self, rows: Rows) -> Floats:
        """What is in place by the count of the premium."""
        return self.problem.premium.in_place + rows @ self._points

    def premiums(self, rows: Rows) -> Floats:
        """The premium of each set."""
        return self.problem.premium.at(self.points(rows))

    def costs(self, rows: Rows) -> Floats:
        """What the measures of each set cost a year."""
        return rows @ self._costs

    def other(self, rows: Rows) -> Floats:
        """What the objective adds to the loss."""
        return self.premiums(rows) + self.costs(rows)

    def values(self, rows: Rows, logs: Floats | None = None) -> Floats:
        """The expected objective of each set."""
        return self.loss(rows, "retained", logs) + self.other(rows)

    def judge(self, rows: Rows) -> Callable[[Floats], Floats]:
        """The expected objective of the same sets under other ln r^w, shape (paths, options)."""
        event, other = self._event(rows, "retained"), self.other(rows)
        return lambda logs: (self.rates(rows, logs) * event).sum(axis=1) + other

    def allowed(self, rows: Rows) -> Rows:
        """Whether each set fits the budget, its prerequisites and its exclusions; the empty set always does."""
        budget = self.problem.budget
        spent = rows @ self._first_year
        if budget.includes_premium:
            spent = spent + self.premiums(rows)
        found = np.ones(len(rows), dtype=bool)
        if budget.first_year is not None:
            found &= spent <= budget.first_year * SLACK
        if budget.yearly is not None:
            found &= rows @ self._yearly <= budget.yearly * SLACK
        for one, other in self.problem.needed:
            found &= ~rows[:, one] | rows[:, other]
        for one, other in self.problem.excluded:
            found &= ~(rows[:, one] & rows[:, other])
        return found | ~rows.any(axis=1)
