"""A year of a million events is narrow: its cdf against Edgeworth's series, and the refusal beyond."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from sonae_core.quant.losses import losses
from sonae_core.values.errors import InputError

PLACES = (-3.0, -1.0, 0.0, 1.0, 2.5, 4.0)
EXPONENTIAL = {"exponential": {"mean": 1000}}, [1e3**k * math.factorial(k) for k in (1, 2, 3, 4)]
LOGNORMAL = {"lognormal": {"mu": 10, "sigma": 1}}, [math.exp(10 * k + k * k / 2) for k in (1, 2, 3, 4)]


def year(rate: float, size: dict, **more: object) -> dict:
    scenario = {"id": "many", "frequency": {"poisson": rate}, "lines": [{"id": "x", **size}]}
    return losses({"scenarios": [scenario], **more}, figures=("gross",))["gross"]


def edgeworth(z: float, rate: float, moments: list[float]) -> float:
    """P(year ≤ mean + z sd), from the cumulants rate × E[X^k] (Kolassa 2006, Series Approximation Methods, 3.5)."""
    spread = math.sqrt(rate * moments[1])
    skew, bulge = rate * moments[2] / spread**3, rate * moments[3] / spread**4
    second, third, fifth = z**2 - 1, z**3 - 3 * z, z**5 - 10 * z**3 + 15 * z
    return float(
        stats.norm.cdf(z) - stats.norm.pdf(z) * (skew / 6 * second + bulge / 24 * third + skew**2 / 72 * fifth)
    )


@pytest.mark.full
@pytest.mark.parametrize(("size", "moments"), [EXPONENTIAL, LOGNORMAL], ids=["exponential", "lognormal"])
def test_a_million_events_follow_edgeworths_series_to_a_millionth(size, moments):
    rate = 1e6
    spread = math.sqrt(rate * moments[1])
    found = year(rate, size, thresholds=[rate * moments[0] + z * spread for z in PLACES])["cdf"]
    expected = [edgeworth(z, rate, moments) for z in PLACES]
    assert list(found.values()) == pytest.approx(expected, abs=1e-6)


def test_more_than_a_million_events_of_continuous_size_are_refused_in_one_line():
    with pytest.raises(InputError, match="1,000,000 以下"):
        year(1e7, EXPONENTIAL[0])


def test_ten_million_constants_are_still_exact():
    found = losses(
        {
            "scenarios": [
                {"id": "c", "frequency": {"fixed": 10_000_000}, "lines": [{"id": "x", "constant": {"value": 7}}]}
            ]
        }
    )["gross"]
    assert (found["mean"], found["sd"], found["quantiles"]["0.99"]) == (70_000_000, 0, 70_000_000)
