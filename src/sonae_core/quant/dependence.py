"""Mean and spread of a sum of lines that depend on each other through a Gaussian copula, by quadrature."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from sonae_core.quant.parts import Line
from sonae_core.quant.severity import Lognormal
from sonae_core.quant.transform import Transform

Floats = NDArray[np.float64]

_EDGE = 37.0
_WIDTH = 0.6
_POINTS = 8
_UNSEEN = 1e-20
_MOST_BREAKS = 400
_NARROW = 0.95


def sum_moments(lines: Sequence[Line], correlation: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Mean and variance of the sum; inf where they do not exist."""
    means = [line.moment(1) for line in lines]
    if any(math.isinf(line.moment(2)) for line in lines):
        return sum(means), math.inf
    variance = sum(line.moment(2) - mean**2 for line, mean in zip(lines, means, strict=True))
    for i, row in enumerate(correlation):
        for j in range(i):
            if row[j] != 0:
                variance += 2 * covariance(lines[i], lines[j], row[j])
    return sum(means), max(variance, 0.0)


@lru_cache(maxsize=4096)
def covariance(one: Line, other: Line, rho: float) -> float:
    """Cov of two lines whose latent normals have correlation ``rho``."""
    if _plain_lognormal(one) and _plain_lognormal(other):
        a, b = one.severity, other.severity
        assert isinstance(a, Lognormal)  # noqa: S101 - as checked above
        assert isinstance(b, Lognormal)  # noqa: S101 - as checked above
        scale = float(one.transform.tail * other.transform.tail)
        return (
            scale * a.partial_moment(1, math.inf) * b.partial_moment(1, math.inf) * math.expm1(rho * a.sigma * b.sigma)
        )
    if one.severity.atoms and not other.severity.atoms:
        one, other = other, one
    breaks = tuple(score / rho for score in _breaks(other)) if abs(rho) > _NARROW else ()
    z, weights, first = _seen(one, breaks)
    spread = math.sqrt(max(1.0 - rho * rho, 0.0))
    means = _steps_given(other, rho * z, spread) if other.severity.atoms else _mean_given(other, rho * z, spread)
    return float((weights * first) @ means) - one.moment(1) * other.moment(1)


def _mean_given(line: Line, center: Floats, spread: float) -> Floats:
    """E[line] for normal scores around each centre."""
    z, weights, _ = _seen(line)
    given = np.clip(center[:, None] + spread * z, -_EDGE, _EDGE)
    return line.transform.evaluate(line.severity.from_normal(given.ravel())).reshape(given.shape) @ weights


def _steps_given(line: Line, center: Floats, spread: float) -> Floats:
    """The same for exact sizes: a step at each score at which the size changes."""
    amounts = [float(line.transform(value)) for value, _ in line.severity.atoms]
    total = np.full(len(center), amounts[0])
    chances = np.cumsum([probability for _, probability in line.severity.atoms])
    for rise, score in zip(np.diff(amounts), ndtri(np.minimum(chances[:-1], 1.0)), strict=True):
        total += rise * ndtr((center - score) / max(spread, 1e-12))
    return total


def _plain_lognormal(line: Line) -> bool:
    return isinstance(line.severity, Lognormal) and len(line.transform.corners) == 1


def _breaks(line: Line) -> tuple[float, ...]:
    """Scores at which the line jumps or bends."""
    if line.severity.atoms:
        steps = np.cumsum([probability for _, probability in line.severity.atoms])[:-1]
        return tuple(float(score) for score in ndtri(np.clip(steps, 0.0, 1.0)) if math.isfinite(score))
    transform: Transform = line.transform
    places = np.array([float(x) for x, _ in transform.corners[1:]])
    scores = ndtri(line.severity.cdf(places)) if len(places) else places
    return tuple(float(score) for score in scores if math.isfinite(score))


@lru_cache(maxsize=64)
def _seen(line: Line, breaks: tuple[float, ...] = ()) -> tuple[Floats, Floats, Floats]:
    """Gauss–Legendre points over the scores that matter for the line's second moment, their weights with the normal
    density in them, and the line's amounts there."""
    wide = np.linspace(-_EDGE, _EDGE, 149)
    density = np.exp(-wide * wide / 2)
    amounts = line.transform.evaluate(line.severity.from_normal(wide))
    scale = max(float(np.max(amounts * np.sqrt(density))), 1e-300)
    matters = np.flatnonzero(density + np.square(amounts * np.sqrt(density) / scale) > _UNSEEN)
    low, high = wide[max(matters[0] - 1, 0)], wide[min(matters[-1] + 1, len(wide) - 1)]
    panels = np.linspace(low, high, math.ceil((high - low) / _WIDTH) + 1)
    inside = [score for score in (*_breaks(line), *breaks) if low < score < high]
    edges = np.unique(np.concatenate((panels, inside[:_MOST_BREAKS])))
    points, weights = np.polynomial.legendre.leggauss(_POINTS)
    half = np.diff(edges) / 2
    z = (edges[:-1, None] + half[:, None] * (points + 1)).ravel()
    normal = (half[:, None] * weights).ravel() * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return z, normal, line.transform.evaluate(line.severity.from_normal(z))
