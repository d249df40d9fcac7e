"""How many events each simulated year has, the same on every machine.

The cumulative probabilities are computed with ``decimal`` and rounded to 53-bit whole numbers, so a word decides a
count without any floating point. A Poisson rate is built from layers (0–1, 1–2, 2–4, …), each with its own draws; the
layer that the rate ends in is thinned by marks. A lower rate thus keeps a subset of the events of a higher one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.frequency import Bernoulli, Fixed, Frequency, NegativeBinomial, Poisson
from sonae_core.quant.streams import BITS, Words
from sonae_core.values.errors import InputError

Counts = NDArray[np.int64]

MOST_PER_LAYER = 4096.0
MOST_STEPS = 2_000_000
_GUIDE_BITS = 11
_DIGITS = Context(prec=40, Emin=-(10**15), Emax=10**15)


@dataclass(frozen=True)
class CountTable:
    """``steps[k]`` is P(N ≤ k) in units of 2^-53; a year has as many events as steps its word reaches."""

    steps: Words
    guide: Counts
    """For the top bits of a word its count, or −1 where they do not decide."""

    @property
    def typical(self) -> int:
        """The median count."""
        return int(np.searchsorted(self.steps, 2 ** (BITS - 1)))

    def counts(self, words: Words) -> Counts:
        """The number of events of each word."""
        counts = self.guide[np.right_shift(words, np.uint64(BITS - _GUIDE_BITS)).astype(np.int64)]
        open_places = np.flatnonzero(counts < 0)
        counts[open_places] = np.searchsorted(self.steps, words[open_places], side="right")
        return counts


def _table(cumulative: Iterator[Decimal]) -> CountTable:
    steps: list[int] = []
    top = 2**BITS
    for probability in cumulative:
        step = int((probability * top).to_integral_value())
        if step >= top:
            break
        steps.append(step)
        if len(steps) > MOST_STEPS:
            raise InputError("frequency", "1年の件数が多すぎて計算できません", "平均か分散を小さくしてください")
    words = np.array(steps, dtype=np.uint64)
    edges = np.arange(2**_GUIDE_BITS + 1, dtype=np.uint64) << np.uint64(BITS - _GUIDE_BITS)
    low = np.searchsorted(words, edges[:-1], side="right")
    high = np.searchsorted(words, edges[1:] - np.uint64(1), side="right")
    return CountTable(words, np.where(low == high, low, -1).astype(np.int64))


@lru_cache(maxsize=64)
def poisson_table(rate: float) -> CountTable:
    """Of a Poisson number."""

    def cumulative() -> Iterator[Decimal]:
        exact = Decimal(rate)
        mass = total = (-exact).exp(_DIGITS)
        for k in range(1, 10**9):
            yield total
            mass = _DIGITS.divide(_DIGITS.multiply(mass, exact), Decimal(k))
            total = _DIGITS.add(total, mass)
            if k > rate and mass < Decimal(2) ** -60:
                break

    with localcontext(_DIGITS):
        return _table(cumulative())


@lru_cache(maxsize=64)
def negative_binomial_table(mean: float, variance: float) -> CountTable:
    """Of a negative binomial number."""

    def cumulative() -> Iterator[Decimal]:
        m, v = Decimal(mean), Decimal(variance)
        size, ratio = m * m / (v - m), (v - m) / v
        mass = total = ((m / v).ln() * size).exp()
        for k in range(1, 10**9):
            yield total
            mass = mass * ratio * (size + k - 1) / k
            total += mass
            if k > mean and mass < Decimal(2) ** -60 * (1 - ratio):
                break

    with localcontext(_DIGITS):
        return _table(cumulative())


@dataclass(frozen=True)
class Layer:
    """Events that are drawn together: a table of counts (or the same count every year) and the share kept by mark."""

    index: int
    table: CountTable | None
    fixed: int = 0
    keep: int = 2**BITS
    """An event stays when its mark is below this."""

    @property
    def thinned(self) -> bool:
        """Whether marks decide."""
        return self.keep < 2**BITS


def layers(frequency: Frequency) -> list[Layer]:
    """The layers of a frequency."""
    if isinstance(frequency, Poisson):
        return list(_poisson_layers(frequency.rate))
    if isinstance(frequency, Bernoulli):
        return [Layer(0, None, fixed=1, keep=round(frequency.probability * 2**BITS))]
    if isinstance(frequency, Fixed):
        return [Layer(0, None, fixed=frequency.count)] if frequency.count else []
    assert isinstance(frequency, NegativeBinomial)  # noqa: S101 - the four kinds are closed
    return [Layer(0, negative_binomial_table(frequency.mean, frequency.variance))]


def _poisson_layers(rate: float) -> Iterator[Layer]:
    start, width, index = 0.0, 1.0, 0
    while start < rate:
        share = min((rate - start) / width, 1.0)
        yield Layer(index, poisson_table(width), keep=math.floor(share * 2**BITS) if share < 1 else 2**BITS)
        start += width
        width = min(start, MOST_PER_LAYER)
        index += 1
