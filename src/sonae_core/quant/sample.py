"""Statistics of simulated years, as the contract defines them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVEL = 1e-12
_STRIDE = 97


@dataclass(frozen=True)
class Years:
    """Amounts of simulated years: those recorded, and how many more were 0."""

    amounts: Floats
    zeros: int

    @property
    def count(self) -> int:
        """All years."""
        return len(self.amounts) + self.zeros

    @property
    def mean(self) -> float:
        """Their mean."""
        return float(self.amounts.sum()) / self.count

    @property
    def sd(self) -> float:
        """Their standard deviation, divided by n."""
        mean = self.mean
        apart = self.amounts - mean
        with np.errstate(over="ignore"):  # sizes without a variance may be too large to square
            squares = float(np.multiply(apart, apart, out=apart).sum()) + self.zeros * mean**2
        return math.sqrt(squares / self.count)

    def share_at_most(self, amount: float) -> float:
        """The share of years ≤ amount; values within 1e-12 relative count as equal."""
        if amount < 0:
            return 0.0
        return (self.zeros + int(np.count_nonzero(self.amounts <= amount * (1 + LEVEL)))) / self.count

    def tails(self, levels: Sequence[float]) -> list[tuple[float, float]]:
        """For each level the quantile (the ⌈(p − 1e-12) n⌉-th smallest year) and the TVaR."""
        ranks = [max(math.ceil((level - LEVEL) * self.count), 1) for level in levels]
        if not ranks:
            return []
        top = self._from_rank(min(ranks))
        above = np.concatenate((np.cumsum(top[::-1])[::-1], [0.0]))
        found = []
        for level, rank in zip(levels, ranks, strict=True):
            index = rank - (self.count - len(top)) - 1
            value = float(top[index]) if index >= 0 else 0.0
            beyond = float(above[index + 1]) if index >= 0 else float(above[0])
            part = (rank / self.count - level) * value
            found.append((value, (beyond / self.count + part) / (1.0 - level)))
        return found

    def _from_rank(self, rank: int) -> Floats:
        """The years from this rank (1 is the smallest) upward, sorted; zeros may be left out."""
        wanted = self.count - rank + 1
        amounts = self.amounts
        if wanted < 0.6 * len(amounts):
            sample = np.sort(amounts[::_STRIDE])
            place = len(sample) - int(wanted / _STRIDE * 1.03) - 8
            if place > 0:
                candidates = amounts[amounts >= sample[place]]
                amounts = candidates if len(candidates) >= wanted else amounts
        ordered: Floats = np.sort(amounts)
        return ordered[max(len(ordered) - wanted, 0) :]
