"""A mixed-integer linear program that grows by rows, solved by HiGHS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sonae_core.measures.silence import silenced

Floats = NDArray[np.float64]

MOST_NODES = 2_000
"""Bounds the search by its steps, not by a clock, so that the answer is the same everywhere."""
_GAP = 1e-8
_INFEASIBLE = 2
_UNIT = 1000.0
"""The objective is scaled to this size: the solver's tolerances are absolute."""


@dataclass(frozen=True)
class Solved:
    """``bound``: no solution is below it; inf when there is no solution. ``values``: the best found, if any."""

    bound: float
    values: Floats | None


@dataclass
class Program:
    """Columns with their price and bounds, rows between two numbers."""

    prices: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)
    _factors: list[float] = field(default_factory=list)
    _least: list[float] = field(default_factory=list)
    _most: list[float] = field(default_factory=list)

    def column(self, price: float, lower: float, upper: float, *, whole: bool = False) -> int:
        """A new variable; its number."""
        self.prices.append(price)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(int(whole))
        return len(self.prices) - 1

    def row(self, factors: Mapping[int, float], least: float = -np.inf, most: float = np.inf) -> None:
        """least ≤ Σ factor × column ≤ most."""
        self._places.extend([len(self._least)] * len(factors))
        self._columns.extend(factors)
        self._factors.extend(factors.values())
        self._least.append(least)
        self._most.append(most)

    def solve(self, size: float) -> Solved:
        """The least price; ``size`` is about what it will be. Without presolve, which saves no time at this size."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # a tenth of a second that few answers need
        from scipy.sparse import csr_array

        shape = (len(self._least), len(self.prices))
        matrix = csr_array((self._factors, (self._places, self._columns)), shape=shape)
        scale = _UNIT / max(abs(size), 1.0)
        with silenced():
            found = milp(
                np.array(self.prices) * scale,
                integrality=self.whole,
                bounds=Bounds(self.lower, self.upper),
                constraints=LinearConstraint(matrix, self._least, self._most),
                options={"mip_rel_gap": _GAP, "node_limit": MOST_NODES, "presolve": False},
            )
        if found.status == _INFEASIBLE:
            return Solved(float("inf"), None)
        bound = found.mip_dual_bound
        return Solved(float("-inf") if bound is None else float(bound) / scale, found.x)
