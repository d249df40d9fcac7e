"""The quantile of a year's retained loss for every subset of measures.

Independent scenarios add in the logarithm of the characteristic function: ln φ = Σ λ_s (φ_s − 1). With the transform
of each (scenario, state) cached, a subset costs one exponential and one inverse transform on a tilted grid. The
subsets that come near the best are then computed again by the compound solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sonae_core.measures.local import Moves
from sonae_core.measures.problem import Problem
from sonae_core.measures.proof import prove
from sonae_core.measures.sets import Floats, Indices, Row, Rows, Sets
from sonae_core.quant.compound import Compound
from sonae_core.quant.frequency import Poisson
from sonae_core.quant.grid import Peril, event_transform, grid_frame
from sonae_core.quant.parts import Part

CELLS = 2**9
_CHUNK = 256
_NEAR = 4e-3
_MOST_CHECKED = 40
_MULTIPLES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""How many times the expected loss a tail may weigh, to begin the search beyond 16 options."""

States = Sequence[Sequence[Part]]
"""For each scenario the retained amount of one event in its states 0–3."""


def tail_losses(problem: Problem, events: States, level: float, other: Floats) -> Floats:
    """The ``level`` quantile of every subset that can be best, inf for the rest.

    ``other``: what the objective adds to the quantile, per subset. Measures only ever lower rates and amounts, so no
    subset has a smaller quantile than all measures together: subsets whose ``other`` exceeds what is already reached
    by more than that are left out. What comes near the best is computed again to the compound solver's accuracy.
    """
    found = np.full(len(problem.subsets), np.inf)
    rates = np.stack([problem.rates(path) for path in problem.paths])
    states = np.stack([problem.states(path) for path in problem.paths])
    scan = _Scan(events, level, rates[:, 0], states)
    least = scan.exact(rates[:, -1], states[:, -1]) * (1 - _NEAR)
    allowed = np.flatnonzero(problem.feasible)
    allowed = allowed[np.argsort(other[allowed], kind="stable")]
    reached = np.inf
    for start in range(0, len(allowed), _CHUNK):
        piece = allowed[start : start + _CHUNK]
        if other[piece[0]] + least > reached * (1 + _NEAR) + 1.0:
            break
        found[piece] = scan.rough(rates[:, piece], states[:, piece])
        reached = min(reached, float((found[piece] + other[piece]).min()))
    values = found + other
    near = np.flatnonzero(values <= reached * (1 + _NEAR) + 1.0)
    for subset in near[np.argsort(values[near], kind="stable")][:_MOST_CHECKED]:
        found[subset] = scan.exact(rates[:, subset], states[:, subset])
    found[0] = scan.exact(rates[:, 0], states[:, 0])
    return found


def good_by_tail(problem: Problem, events: States, level: float) -> tuple[Row, float, float]:
    """A good set of many options, its objective, and the objective of doing nothing.

    A quantile moves much like a multiple of the mean, so it begins at the proved best sets for some multiples, and at
    nothing. From each it moves on while a move helps, on one grid; the sets it ends at are computed by the compound
    solver, and the best of them is the answer.
    """
    sets = Sets(problem)
    moves, search = Moves(sets), _Search(sets, events, level)
    nothing = np.zeros(sets.count, dtype=bool)
    starts = [nothing, *(prove(_heavier(problem, factor)).row for factor in _MULTIPLES)]
    ends = np.unique([moves.improve(start, search.judge)[0] for start in starts], axis=0)
    rows = np.concatenate((nothing[None, :], ends))
    values = search.exact(rows)
    least = int(np.argmin(values))
    return rows[least], float(values[least]), float(values[0])


def _heavier(problem: Problem, factor: float) -> Problem:
    """The problem with so many times the retained loss."""
    return replace(problem, paths=tuple(replace(path, rate=factor * path.rate) for path in problem.paths))


class _Search:
    """The tail objective of one problem's sets; what was read once is not read again."""

    def __init__(self, sets: Sets, events: States, level: float) -> None:
        nothing = np.zeros((1, sets.count), dtype=bool)
        states = np.arange(4)[None, :].repeat(len(events), axis=0)
        self._sets, self._scan = sets, _Scan(events, level, sets.rates(nothing)[0], states)
        self._seen: dict[bytes, float] = {}

    def judge(self, rows: Rows) -> Floats:
        """Roughly."""
        new = {row.tobytes(): row for row in rows if row.tobytes() not in self._seen}
        if new:
            fresh = np.stack(list(new.values()))
            values = self._scan.tails(self._sets, fresh) + self._sets.other(fresh)
            self._seen.update(zip(new, values.tolist(), strict=True))
        return np.array([self._seen[row.tobytes()] for row in rows])

    def exact(self, rows: Rows) -> Floats:
        """To the compound solver's accuracy."""
        rates, states = self._sets.rates(rows), self._sets.states(rows)
        tails = [self._scan.exact(*each) for each in zip(rates, states, strict=True)]
        return np.array(tails) + self._sets.other(rows)


class _Scan:
    """Quantiles of sets: roughly for many on one grid, exactly for one."""

    def __init__(self, events: States, level: float, highest: Floats, states: Indices) -> None:
        """``highest``: the rates that no set exceeds; ``states``: for each path those that sets can be in."""
        self._events, self._level = events, level
        self._step = (1.5 * self.exact(highest, np.zeros(len(events), dtype=np.int64)) + 1.0) / (CELLS - 8)
        self._used = sorted({(s, int(state)) for s in range(len(events)) for state in np.unique(states[s])})
        transforms = [event_transform((events[s][state],), self._step, CELLS, 2) - 1.0 for s, state in self._used]
        self._real = np.stack([transform.real for transform in transforms])
        self._imaginary = np.stack([transform.imag for transform in transforms])

    def exact(self, rates: Floats, states: Indices) -> float:
        """Of one set, by the compound solver."""
        perils = [
            Peril(Poisson(float(rate)), (parts[state],))
            for rate, state, parts in zip(rates, states, self._events, strict=True)
        ]
        return Compound(perils).quantiles([self._level])[0][0]

    def tails(self, sets: Sets, rows: Rows) -> Floats:
        """Roughly, of any number of sets."""
        pieces = [rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK)]
        return np.concatenate([self.rough(sets.rates(piece).T, sets.states(piece).T) for piece in pieces])

    def rough(self, rates: Floats, states: Indices) -> Floats:
        """On one grid, shapes (paths, sets)."""
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
