"""A number of millions of digits is refused before anything is computed with it."""

import math

import pytest

from sonae_core.quant.losses import losses
from sonae_core.values.document import parse_document
from sonae_core.values.errors import InputError

FILE = """
scenarios: [{{id: a, frequency: {{poisson: {rate}}}, lines: [{{id: x, constant: {{value: {value}}}}}]}}]
thresholds: [{threshold}]
cover: {{shares: {{x: {share}}}, retention: {retention}}}
"""
USUAL = {"rate": "1", "value": "1", "threshold": "1", "share": "1", "retention": "1"}
PLACES = {
    "rate": "scenarios[0].frequency.poisson（2行目）",
    "value": "scenarios[0].lines[0].constant.value（2行目）",
    "threshold": "thresholds[0]（3行目）",
    "share": "cover.shares.x（4行目）",
    "retention": "cover.retention（4行目）",
}


@pytest.mark.parametrize("field", PLACES)
def test_a_number_with_an_endless_fraction_is_refused_by_name(field):
    document = parse_document(FILE.format(**{**USUAL, field: "1e-999999999"}).encode(), "spec.yaml")
    with pytest.raises(InputError) as refused:
        losses(document)
    assert str(refused.value).startswith(f"spec.yaml: {PLACES[field]}: 小さすぎる数です")


def test_a_number_of_a_hundred_decimals_is_read():
    document = parse_document(FILE.format(**{**USUAL, "value": "1e-100"}).encode(), "spec.yaml")
    assert losses(document)["gross"]["mean"] == 1e-100


@pytest.mark.parametrize("share", [1e-160, 3.7e-271, 3.5e-308])
def test_a_share_so_small_that_its_retention_is_never_reached_pays_nothing(share):
    asked = {
        "scenarios": [
            {
                "id": "a",
                "frequency": {"poisson": 1},
                "lines": [
                    {"id": "x", "lognormal": {"mu": 11, "sigma": 1}},
                    {"id": "h", "interruption": {"hours": {"exponential": {"mean": 60}}, "yen_per_day": 300_000}},
                ],
            }
        ],
        "cover": {
            "waiting_hours": {"h": 1.4e-45},
            "shares": {"x": 3.5e-308, "h": share},
            "retention": 78_300_000,
            "limit": 1e8,
        },
    }
    found = losses(asked, figures=("gross", "paid"))
    assert found["paid"]["mean"] == pytest.approx(0.0, abs=1.0)
    assert found["gross"]["mean"] == pytest.approx(math.exp(11.5) + 60 * 300_000 / 24)


@pytest.mark.parametrize("share", [1e-160, 3.7e-271, 3.5e-308])
def test_a_vanishing_share_of_a_heavy_size_under_a_sublimit_pays_nothing(share):
    asked = {
        "scenarios": [
            {
                "id": "a",
                "frequency": {"bernoulli": 0.2},
                "lines": [
                    {"id": "x", "gamma": {"shape": 5, "scale": 3_840_000}},
                    {"id": "y", "pareto": {"scale": 12_300, "alpha": 4.9}},
                ],
            }
        ],
        "cover": {"shares": {"y": share}, "sublimits": {"y": 67_100_000}, "uncovered": ["x"]},
    }
    found = losses(asked, figures=("gross", "paid"))
    assert found["paid"]["mean"] == pytest.approx(0.0, abs=1e-100)
