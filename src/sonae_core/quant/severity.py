"""Sizes of one thing in one event: yen of a cost line, or hours of an outage.

Each distribution gives its cdf, its quantiles and its partial moments in closed form, so that the mean of every
deductible, cap and share follows without sampling. Moments that do not exist are ``inf``.
Klugman, Panjer, Willmot, *Loss Models*, appendix A.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc, gammaincc, gammainccinv, gammaincinv, ndtr, ndtri

Floats = NDArray[np.float64]


class Severity(Protocol):
    """A size that is never negative."""

    @property
    def atoms(self) -> tuple[tuple[Fraction, float], ...]:
        """Exact values with their probabilities; empty when continuous."""

    def cdf(self, x: Floats) -> Floats:
        """P(X ≤ x)."""

    def sf(self, x: Floats) -> Floats:
        """P(X > x), exact in the tail."""

    def quantile(self, u: Floats) -> Floats:
        """The size at probability ``u``, 0 < u < 1."""

    def from_normal(self, z: Floats) -> Floats:
        """The size at the normal score ``z``: quantile(Φ(z)), exact in both tails."""

    def partial_moment(self, order: int, limit: float) -> float:
        """E[X^order; X ≤ limit]; with limit inf the moment itself, ``inf`` where it does not exist."""

    def upper_moment(self, order: int, limit: float) -> float:
        """E[X^order; X > limit], to all digits also where it is small; ``inf`` where it does not exist."""


class Continuous:
    """What all continuous sizes share."""

    @property
    def atoms(self) -> tuple[tuple[Fraction, float], ...]:
        """None: continuous."""
        return ()


@dataclass(frozen=True)
class Lognormal(Continuous):
    """exp(mu + sigma Z)."""

    mu: float
    sigma: float

    def _score(self, x: Floats) -> Floats:
        with np.errstate(divide="ignore"):
            return (np.log(x) - self.mu) / self.sigma

    def cdf(self, x: Floats) -> Floats:
        """Φ((ln x − μ)/σ)."""
        return ndtr(self._score(x))

    def sf(self, x: Floats) -> Floats:
        """Φ(−(ln x − μ)/σ)."""
        return ndtr(-self._score(x))

    def quantile(self, u: Floats) -> Floats:
        """exp(μ + σ Φ⁻¹(u))."""
        return self.from_normal(ndtri(u))

    def from_normal(self, z: Floats) -> Floats:
        """exp(μ + σ z)."""
        scores = np.asarray(self.sigma * z)
        scores += self.mu
        return np.exp(scores, out=scores)

    def partial_moment(self, order: int, limit: float) -> float:
        """exp(kμ + k²σ²/2) Φ((ln d − μ)/σ − kσ)."""
        if limit <= 0:
            return 0.0
        whole = math.exp(order * self.mu + 0.5 * (order * self.sigma) ** 2)
        return whole * float(ndtr((math.log(limit) - self.mu) / self.sigma - order * self.sigma))

    def upper_moment(self, order: int, limit: float) -> float:
        """exp(kμ + k²σ²/2) Φ(kσ − (ln d − μ)/σ)."""
        whole = math.exp(order * self.mu + 0.5 * (order * self.sigma) ** 2)
        return whole * float(ndtr(order * self.sigma - (math.log(limit) - self.mu) / self.sigma))


@dataclass(frozen=True)
class Gamma(Continuous):
    """Gamma with shape and scale; an exponential is shape 1."""

    shape: float
    scale: float

    def cdf(self, x: Floats) -> Floats:
        """P(shape, x / scale)."""
        return gammainc(self.shape, np.asarray(x) / self.scale)

    def sf(self, x: Floats) -> Floats:
        """Q(shape, x / scale)."""
        return gammaincc(self.shape, np.asarray(x) / self.scale)

    def quantile(self, u: Floats) -> Floats:
        """Scale × P⁻¹(shape, u)."""
        if self.shape == 1.0:
            return -self.scale * np.log1p(-u)
        return self.scale * gammaincinv(self.shape, u)

    def from_normal(self, z: Floats) -> Floats:
        """The quantile of Φ(z), from the nearer tail."""
        if self.shape == 1.0:
            return -self.scale * np.log(ndtr(-z))
        low, high = self.scale * gammaincinv(self.shape, ndtr(z)), self.scale * gammainccinv(self.shape, ndtr(-z))
        return np.where(z < 0, low, high)

    def partial_moment(self, order: int, limit: float) -> float:
        """Scale^k Γ(a+k)/Γ(a) P(a + k, d / scale)."""
        if limit <= 0:
            return 0.0
        whole = self.scale**order * math.prod(self.shape + j for j in range(order))
        return whole * float(gammainc(self.shape + order, limit / self.scale))

    def upper_moment(self, order: int, limit: float) -> float:
        """Scale^k Γ(a+k)/Γ(a) Q(a + k, d / scale)."""
        whole = self.scale**order * math.prod(self.shape + j for j in range(order))
        return whole * float(gammaincc(self.shape + order, limit / self.scale))


@dataclass(frozen=True)
class Pareto(Continuous):
    """Lomax: P(X > x) = (scale / (scale + x))^alpha."""

    scale: float
    alpha: float

    def cdf(self, x: Floats) -> Floats:
        """1 − (s/(s+x))^α."""
        return -np.expm1(-self.alpha * np.log1p(np.asarray(x) / self.scale))

    def sf(self, x: Floats) -> Floats:
        """(s/(s+x))^α."""
        return np.exp(-self.alpha * np.log1p(np.asarray(x) / self.scale))

    def quantile(self, u: Floats) -> Floats:
        """s((1−u)^{−1/α} − 1)."""
        return self.scale * np.expm1(-np.log1p(-u) / self.alpha)

    def from_normal(self, z: Floats) -> Floats:
        """s(Φ(−z)^{−1/α} − 1)."""
        return self.scale * np.expm1(-np.log(ndtr(-z)) / self.alpha)

    def partial_moment(self, order: int, limit: float) -> float:
        """∫ k x^{k−1} sf(x) dx up to the limit, less limit^k sf(limit)."""
        if limit <= 0:
            return 0.0
        if math.isinf(limit):
            return self._moment(order)
        span = math.log1p(limit / self.scale)
        if order == 0:
            return -math.expm1(-self.alpha * span)
        first = self.scale * _growth(1.0 - self.alpha, span)
        tail = math.exp(-self.alpha * span)
        if order == 1:
            return first - limit * tail
        second = 2.0 * self.scale**2 * (_growth(2.0 - self.alpha, span) - _growth(1.0 - self.alpha, span))
        return second - limit**2 * tail

    def upper_moment(self, order: int, limit: float) -> float:
        """Beyond d the rest is a Pareto again, of scale s + d."""
        if self.alpha <= order:
            return math.inf
        above = math.exp(-self.alpha * math.log1p(limit / self.scale))
        first = (self.scale + limit) / (self.alpha - 1.0) if order else 0.0
        if order < 2:
            return above * (limit + first if order else 1.0)
        second = 2.0 * (self.scale + limit) * first / (self.alpha - 2.0)
        return above * (limit**2 + 2.0 * limit * first + second)

    def _moment(self, order: int) -> float:
        if order == 0:
            return 1.0
        if self.alpha <= order:
            return math.inf
        first = self.scale / (self.alpha - 1.0)
        return first if order == 1 else 2.0 * self.scale * first / (self.alpha - 2.0)


def _growth(power: float, span: float) -> float:
    """(e^{power·span} − 1) / power, also where power is 0."""
    return span if abs(power) < 1e-12 else math.expm1(power * span) / power


@dataclass(frozen=True)
class Discrete:
    """Given values with given probabilities; a constant is one value."""

    atoms: tuple[tuple[Fraction, float], ...]
    _values: Floats = field(init=False, repr=False, compare=False)
    _steps: Floats = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        merged: dict[Fraction, float] = {}
        for value, probability in self.atoms:
            merged[value] = merged.get(value, 0.0) + probability
        total = sum(merged.values())
        ordered = tuple(sorted((value, p / total) for value, p in merged.items() if p > 0))
        object.__setattr__(self, "atoms", ordered)
        object.__setattr__(self, "_values", np.array([float(value) for value, _ in ordered]))
        object.__setattr__(self, "_steps", np.minimum(np.cumsum([p for _, p in ordered]), 1.0))

    def cdf(self, x: Floats) -> Floats:
        """Sum of the probabilities of values ≤ x."""
        return np.concatenate(([0.0], self._steps))[np.searchsorted(self._values, x, side="right")]

    def sf(self, x: Floats) -> Floats:
        """1 − cdf."""
        return 1.0 - self.cdf(x)

    def quantile(self, u: Floats) -> Floats:
        """The smallest value whose cdf reaches ``u``."""
        return self._values[np.minimum(np.searchsorted(self._steps, u), len(self._values) - 1)]

    def from_normal(self, z: Floats) -> Floats:
        """The quantile of Φ(z)."""
        return self.quantile(ndtr(z))

    def partial_moment(self, order: int, limit: float) -> float:
        """Σ p v^k over values ≤ limit."""
        return sum(p * float(v) ** order for v, p in self.atoms if float(v) <= limit)

    def upper_moment(self, order: int, limit: float) -> float:
        """Σ p v^k over values > limit."""
        return sum(p * float(v) ** order for v, p in self.atoms if float(v) > limit)
