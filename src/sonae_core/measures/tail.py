"""The quantile of a year's retained loss for every subset of measures.

Independent scenarios add in the logarithm of the characteristic function: ln φ = Σ λ_s (φ_s − 1). With the transform
of each (scenario, state) cached, a subset costs one exponential and one inverse transform on a tilted grid. The
subsets that come near the best are then computed again by the compound solver.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sonae_core.measures.problem import Problem
from sonae_core.quant.compound import Compound
from sonae_core.quant.frequency import Poisson
from sonae_core.quant.grid import Peril, event_transform, grid_frame
from sonae_core.quant.parts import Part

Floats = NDArray[np.float64]

CELLS = 2**9
_CHUNK = 256
_NEAR = 4e-3
_MOST_CHECKED = 40

States = Sequence[Sequence[Part]]
"""For each scenario the retained amount of one event in its states 0–3."""


def tail_losses(problem: Problem, events: States, level: float, other: Floats) -> Floats:
    """The ``level`` quantile of every subset that can be best, inf for the rest.

    ``other``: what the objective adds to the quantile, per subset. Measures only ever lower rates and amounts, so no
    subset has a smaller quantile than all measures together: subsets whose ``other`` exceeds what is already reached
    by more than that are left out. What comes near the best is computed again to the compound solver's accuracy.
    """
    found = np.full(len(problem.subsets), np.inf)
    scan = _Scan(problem, events, level)
    least = scan.exact(len(problem.subsets) - 1) * (1 - _NEAR)
    allowed = np.flatnonzero(problem.feasible)
    allowed = allowed[np.argsort(other[allowed], kind="stable")]
    reached = np.inf
    for start in range(0, len(allowed), _CHUNK):
        piece = allowed[start : start + _CHUNK]
        if other[piece[0]] + least > reached * (1 + _NEAR) + 1.0:
            break
        found[piece] = scan.rough(piece)
        reached = min(reached, float((found[piece] + other[piece]).min()))
    values = found + other
    near = np.flatnonzero(values <= reached * (1 + _NEAR) + 1.0)
    for subset in near[np.argsort(values[near], kind="stable")][:_MOST_CHECKED]:
        found[subset] = scan.exact(int(subset))
    found[0] = scan.exact(0)
    return found


class _Scan:
    """Quantiles of subsets: roughly for many on one grid, exactly for one."""

    def __init__(self, problem: Problem, events: States, level: float) -> None:
        self._events, self._level = events, level
        self._rates = np.stack([problem.rates(path) for path in problem.paths])
        self._states = np.stack([problem.states(path) for path in problem.paths])
        self._step = (1.5 * self.exact(0) + 1.0) / (CELLS - 8)
        self._used = sorted({(s, int(state)) for s in range(len(events)) for state in np.unique(self._states[s])})
        transforms = [event_transform((events[s][state],), self._step, CELLS, 2) - 1.0 for s, state in self._used]
        self._real = np.stack([transform.real for transform in transforms])
        self._imaginary = np.stack([transform.imag for transform in transforms])

    def exact(self, subset: int) -> float:
        """By the compound solver."""
        rates, states = self._rates[:, subset], self._states[:, subset]
        perils = [
            Peril(Poisson(float(rate)), (parts[state],))
            for rate, state, parts in zip(rates, states, self._events, strict=True)
        ]
        return Compound(perils).quantiles([self._level])[0][0]

    def rough(self, subsets: NDArray[np.int64]) -> Floats:
        """On one grid."""
        rates, states = self._rates[:, subsets], self._states[:, subsets]
        weights = np.stack([rates[s] * (states[s] == state) for s, state in self._used], axis=1)
        phi = np.exp(weights @ self._real + 1j * (weights @ self._imaginary))
        _, untilt, _ = grid_frame(CELLS, 2)
        masses = np.fft.irfft(phi, n=2 * CELLS, axis=1)[:, :CELLS] * untilt
        return _crossing(np.cumsum(masses, axis=1), self._level) * self._step


def _crossing(cumulative: Floats, level: float) -> Floats:
    """Where each row first reaches the level, between cells."""
    index = np.argmax(cumulative >= level, axis=1)
    rows = np.arange(len(cumulative))
    high = cumulative[rows, index]
    low = np.where(index > 0, cumulative[rows, index - 1], 0.0)
    share = np.clip((level - low) / np.maximum(high - low, 1e-300), 0.0, 1.0)
    return np.maximum(index - 0.5 + share, 0.0) * (index > 0)
