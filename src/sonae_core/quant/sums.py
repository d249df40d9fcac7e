"""The sum of the parts of one event, read as the year that has exactly one event."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.compound import Compound, event_moments
from sonae_core.quant.exact import event_atoms
from sonae_core.quant.frequency import Fixed
from sonae_core.quant.grid import Peril
from sonae_core.quant.parts import Layered, Part
from sonae_core.quant.sparse import Atoms
from sonae_core.quant.transform import Transform

Floats = NDArray[np.float64]

CELLS = 2**15
FEWER = 2**13  # for events of many lines, whose sums are smooth
_ROUNDING = 1e-11


class EventSum:
    """A sum of independent parts, with its exact amounts as fractions."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._peril = Peril(Fixed(1), parts)
        self._year = Compound([self._peril])

    @cached_property
    def atoms(self) -> Atoms:
        """Exact amounts and their probabilities."""
        return event_atoms(self._peril)

    @cached_property
    def rest(self) -> float:
        """The probability outside the exact amounts."""
        rest = 1.0 - sum(self.atoms.values())
        return rest if rest > _ROUNDING else 0.0

    @cached_property
    def moments(self) -> tuple[float, float]:
        """E[sum], E[sum²]."""
        mean, variance = event_moments(self._peril)
        return mean, variance + mean**2 if math.isfinite(mean) else math.inf

    def continuous_cdf(self, x: Floats) -> Floats:
        """P(sum ≤ x and not an exact amount)."""
        top = float(x[np.isfinite(x)].max(initial=0.0))
        if top <= 0.0 or self.rest == 0.0:
            return np.zeros_like(x)
        return np.maximum(
            self._year.grid_cdf(np.minimum(x, top), top, CELLS if len(self._peril.parts) <= 8 else FEWER), 0.0
        )

    def limited_moments(self, limit: float) -> tuple[float, float]:
        """E[min(sum, limit)], E[min(sum, limit)²]."""
        return self._year.limited_moments(limit) if limit > 0 else (0.0, 0.0)


def layered(parts: tuple[Part, ...], transform: Transform) -> Layered:
    """A transform of the sum of the parts."""
    return Layered(parts, transform, EventSum(parts))
