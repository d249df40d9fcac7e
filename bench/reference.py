"""The reference job, and what is known of it to more digits than anyone needs.

N ~ Poisson(0.8), X ~ lognormal(14.5, 1.6), layer 100M xs 1M per event, 200M in a year. Means are closed forms.
Quantiles and TVaR: tilted FFT of local moments with steps 8,000/4,000/2,000 yen (gross) and 1,000/500/250 yen (paid),
extrapolated; ``python -m bench.reference`` computes them again (6 s), sharing no code with the product.
"""

from __future__ import annotations

import math
from typing import Any

RATE, MU, SIGMA = 0.8, 14.5, 1.6
RETENTION, LIMIT, AGGREGATE = 1_000_000, 100_000_000, 200_000_000
LEVELS = (0.99, 0.995)

GROSS = {
    "mean": 5_705_016.586784,
    "sd": 22_940_815.64,
    "q99": 76_411_568.46,
    "q995": 113_405_712.78,
    "t99": 154_306_792.06,
    "t995": 216_773_590.11,
}
PAID = {
    "mean": 4_500_377.98293,
    "q99": 74_643_880.44,
    "q995": 100_000_000.0,
    "t99": 97_487_143.74,
    "t995": 106_099_359.59,
}

JOB: dict[str, Any] = {
    "scenarios": [
        {
            "id": "job",
            "frequency": {"poisson": RATE},
            "lines": [{"id": "loss", "lognormal": {"mu": MU, "sigma": SIGMA}}],
        }
    ],
    "cover": {"retention": RETENTION, "limit": LIMIT, "aggregate_limit": AGGREGATE},
    "quantiles": list(LEVELS),
}
TINY: dict[str, Any] = {
    "scenarios": [{"id": "tiny", "frequency": {"poisson": 0.1}, "lines": [{"id": "loss", "constant": {"value": 1}}]}],
    "cover": {"retention": 0, "aggregate_limit": 2},
}


def _compute() -> None:
    """Print the figures above from scratch."""
    steps = {"gross": (8000.0, 4000.0, 2000.0), "paid": (1000.0, 500.0, 250.0)}
    for name, sizes in steps.items():
        rows = [_read(name, step) for step in sizes]
        for row in rows:
            print(name, [f"{value:.3f}" for value in row])
        print(name, "extrapolated", [f"{b + (b - a) / 3:.2f}" for a, b in zip(rows[-2], rows[-1], strict=True)])


def _read(name: str, step: float) -> list[float]:
    """VaR 99 and 99.5, TVaR 99 and 99.5, mean of one grid; the year of ``paid`` stops at the aggregate limit."""
    import numpy as np

    if name == "gross":
        span, top, lower, upper = 2**33, math.inf, 0.0, math.inf
    else:
        span, top, lower, upper = 2**30, float(AGGREGATE), float(RETENTION), float(RETENTION + LIMIT)
    masses = _year(round(span / step), step, lower, upper)
    places = np.arange(len(masses)) * step
    mean = RATE * (_limited_mean(math.inf) if name == "gross" else _limited_mean(upper) - _limited_mean(lower))
    kept = _capped(masses, places, top) if top < math.inf else mean
    quantiles = [_quantile(masses, step, level) for level in LEVELS]
    if name == "paid":
        quantiles[1] = float(LIMIT)  # an atom: between the grids' points a curve means nothing
    tails = [q + (kept - _capped(masses, places, q)) / (1 - p) for p, q in zip(LEVELS, quantiles, strict=True)]
    return [*quantiles, *tails, kept]


def _capped(masses: Any, places: Any, top: float) -> float:
    """E[min(year, top)], from the masses below ``top`` alone: far out they hold rounding noise."""
    return top - float((masses * (top - places).clip(0.0)).sum())


def _limited_mean(x: Any) -> Any:
    """E[min(X, x)]."""
    import numpy as np
    from scipy.special import ndtr

    x = np.asarray(x, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (np.log(x) - MU) / SIGMA
        beyond = np.where(np.isinf(x), 0.0, x * ndtr(-score))
    return math.exp(MU + SIGMA**2 / 2) * ndtr(score - SIGMA) + beyond


def _year(count: int, step: float, lower: float, upper: float) -> Any:
    """The masses of a year: local moments of the event, tilted against what wraps around."""
    import numpy as np
    from scipy.fft import irfft, rfft

    heights = _limited_mean(np.minimum(lower + np.arange(count + 1) * step, upper)) - _limited_mean(lower)
    event = np.empty(count)
    event[0] = 1.0 - (heights[1] - heights[0]) / step
    event[1:] = (2 * heights[1:count] - heights[: count - 1] - heights[2:]) / step
    tilt = np.exp(-20.0 / count * np.arange(count))
    return irfft(np.exp(RATE * (rfft(event * tilt) - 1.0)), count) / tilt


def _quantile(masses: Any, step: float, level: float) -> float:
    """Where the distribution function crosses the level, by a spline through the middles between points."""
    import numpy as np
    from scipy.interpolate import CubicSpline
    from scipy.optimize import brentq

    cumulative = np.cumsum(masses)
    place = int(np.searchsorted(cumulative, level))
    near = slice(place - 3, place + 4)
    middles = (np.arange(place - 3, place + 4) + 0.5) * step
    return float(brentq(CubicSpline(middles, cumulative[near] - level), middles[2], middles[4]))


if __name__ == "__main__":
    _compute()
