"""How many events a year brings: Poisson, negative binomial, Bernoulli or a fixed number.

Each frequency knows its moments, its probability generating function, and the coefficients of that function around
any point, which give the probability of exactly ``k`` events of one kind when others weigh nothing (thinning).
Klugman, Panjer, Willmot, *Loss Models*, ch. 6 ("(a, b, 0) class").
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

Complex = NDArray[np.complex128]
Floats = NDArray[np.float64]


class Frequency(Protocol):
    """Number of events in a year."""

    @property
    def mean(self) -> float:
        """Expected events a year."""

    @property
    def variance(self) -> float:
        """Variance of the number of events in a year."""

    @property
    def largest(self) -> int | None:
        """The largest number of events a year can have, None if there is none."""

    def pgf(self, z: Complex) -> Complex:
        """E[z^N]."""

    def log_pgf(self, z: float) -> float:
        """ln E[z^N] for a real z ≥ 0; inf where it does not exist."""

    def log_pgf_below(self, gap: float) -> float:
        """ln E[(1 − gap)^N], to all digits for a small gap."""

    def coefficients(self, a: float, count: int, scale: float = 1.0) -> Floats:
        """Taylor coefficients of the pgf at ``a``: for k < count, pgf^(k)(a) scale^k / k!.

        With ``a`` and ``scale`` the chances that an event is of no kind that counts, or of one that does, this is the
        probability of exactly ``k`` events that count and no other.
        """


def _polar(size: Floats, angle: Floats) -> Complex:
    """Size × e^{i angle}, from real functions, which are several times faster than the complex one."""
    value = np.empty(np.shape(size), dtype=complex)
    np.multiply(size, np.cos(angle), out=value.real)
    np.multiply(size, np.sin(angle), out=value.imag)
    return value


@dataclass(frozen=True)
class Poisson:
    """Independent events at a constant rate a year."""

    rate: float

    @property
    def mean(self) -> float:
        """Expected events a year."""
        return self.rate

    @property
    def variance(self) -> float:
        """Variance of the number of events in a year."""
        return self.rate

    @property
    def largest(self) -> int | None:
        """None: any number can happen."""
        return None if self.rate else 0

    def log_pgf(self, z: float) -> float:
        """λ(z − 1)."""
        return self.rate * (z - 1.0)

    def log_pgf_below(self, gap: float) -> float:
        """−λ gap."""
        return -self.rate * gap

    def pgf(self, z: Complex) -> Complex:
        """exp(λ(z − 1))."""
        return _polar(np.exp(self.rate * (z.real - 1.0)), self.rate * z.imag)

    def coefficients(self, a: float, count: int, scale: float = 1.0) -> Floats:
        """e^{λ(a−1)} (λ scale)^k / k!."""
        if self.rate * scale == 0:
            return np.eye(1, count)[0] * math.exp(self.rate * (a - 1.0))
        k = np.arange(count)
        return np.exp(self.rate * (a - 1.0) + k * math.log(self.rate * scale) - gammaln(k + 1.0))


@dataclass(frozen=True)
class NegativeBinomial:
    """Events whose rate itself is uncertain (gamma): more quiet and more bad years than Poisson."""

    mean: float
    variance: float

    @property
    def size(self) -> float:
        """r of the (r, β) form: mean² / (variance − mean)."""
        return self.mean**2 / (self.variance - self.mean)

    @property
    def beta(self) -> float:
        """β of the (r, β) form: variance / mean − 1."""
        return (self.variance - self.mean) / self.mean

    @property
    def largest(self) -> int | None:
        """None: any number can happen."""
        return None

    def log_pgf(self, z: float) -> float:
        """−r ln(1 + β(1 − z)), inf from z = 1 + 1/β on."""
        apart = self.beta * (1.0 - z)
        return -self.size * math.log1p(apart) if apart > -1.0 else math.inf

    def log_pgf_below(self, gap: float) -> float:
        """−r ln(1 + β gap)."""
        return -self.size * math.log1p(self.beta * gap)

    def pgf(self, z: Complex) -> Complex:
        """(1 + β(1 − z))^{−r}, to all digits also where β is tiny and r huge."""
        spread = self.beta * (1.0 - z)
        squares = spread.real**2 + spread.imag**2
        size = np.exp(-self.size / 2.0 * np.log1p(2.0 * spread.real + squares))
        angle = -self.size * np.arctan2(spread.imag, 1.0 + spread.real)
        return _polar(size, angle)

    def coefficients(self, a: float, count: int, scale: float = 1.0) -> Floats:
        """C(r+k−1, k) (β scale)^k (1 + β(1−a))^{−r−k}."""
        base = 1.0 + self.beta * (1.0 - a)
        k = np.arange(1, count)
        steps = np.log((self.size + k - 1) / k * self.beta / base * scale)
        logs = -self.size * math.log1p(self.beta * (1.0 - a)) + np.concatenate(([0.0], np.cumsum(steps)))
        return np.exp(logs)


@dataclass(frozen=True)
class Bernoulli:
    """At most one event a year."""

    probability: float

    @property
    def mean(self) -> float:
        """Expected events a year."""
        return self.probability

    @property
    def variance(self) -> float:
        """Variance of the number of events in a year."""
        return self.probability * (1.0 - self.probability)

    @property
    def largest(self) -> int | None:
        """One."""
        return 1

    def log_pgf(self, z: float) -> float:
        """ln(1 − p + p z)."""
        inner = 1.0 - self.probability + self.probability * z
        return math.log(inner) if inner > 0 else -math.inf

    def log_pgf_below(self, gap: float) -> float:
        """ln(1 − p gap)."""
        return math.log1p(-self.probability * gap) if self.probability * gap < 1 else -math.inf

    def pgf(self, z: Complex) -> Complex:
        """1 − p + p z."""
        return 1.0 - self.probability + self.probability * z

    def coefficients(self, a: float, count: int, scale: float = 1.0) -> Floats:
        """1 − p + p a, then p scale, then nothing."""
        terms = np.zeros(max(count, 2))
        terms[:2] = 1.0 - self.probability + self.probability * a, self.probability * scale
        return terms[:count]


@dataclass(frozen=True)
class Fixed:
    """The same number of events every year."""

    count: int

    @property
    def mean(self) -> float:
        """Expected events a year."""
        return float(self.count)

    @property
    def variance(self) -> float:
        """Variance of the number of events in a year."""
        return 0.0

    @property
    def largest(self) -> int | None:
        """n."""
        return self.count

    def log_pgf(self, z: float) -> float:
        """n ln z, and 0 where n is 0."""
        if self.count == 0:
            return 0.0
        return self.count * math.log(z) if z > 0 else -math.inf

    def log_pgf_below(self, gap: float) -> float:
        """n ln(1 − gap)."""
        return self.count * math.log1p(-gap) if self.count and gap < 1 else -math.inf if self.count else 0.0

    def pgf(self, z: Complex) -> Complex:
        """z^n."""
        return np.asarray(z, dtype=complex) ** self.count

    def coefficients(self, a: float, count: int, scale: float = 1.0) -> Floats:
        """C(n, k) a^{n−k} scale^k."""
        k = np.arange(min(count, self.count + 1), dtype=float)
        logs = gammaln(self.count + 1.0) - gammaln(k + 1.0) - gammaln(self.count - k + 1.0)
        terms = np.zeros(count)
        terms[: len(k)] = np.exp(logs + xlogy(self.count - k, a) + xlogy(k, scale))
        return terms
