"""Sizes far narrower than a cell, far wider than the grid, or without any moment."""

import math

import pytest

from sonae_core.quant.losses import losses
from tests.core.losses.specs import compound, line, one, scenario, spec


def test_a_size_that_hardly_varies_answers_like_a_constant():
    found = compound(one({"poisson": 0.8}, {"lognormal": {"mu": 14.5, "sigma": 1e-9}}, quantiles=[0.5, 0.9, 0.99]))
    amount = math.exp(14.5)
    for level, count in (("0.5", 1), ("0.9", 2), ("0.99", 3)):
        assert found["gross"]["quantiles"][level] == pytest.approx(count * amount, rel=1e-4)


@pytest.mark.full
def test_a_size_over_hundreds_of_powers_of_ten_is_answered():
    found = compound(one({"poisson": 0.8}, {"lognormal": {"mu": 14.5, "sigma": 18}}, quantiles=[0.9, 0.99, 0.999]))
    values = list(found["gross"]["quantiles"].values())
    assert values == sorted(values)
    assert values[-1] == pytest.approx(math.exp(14.5 + 18 * 3.0233), rel=2e-2)


@pytest.mark.full
def test_lines_without_moments_have_none_together_either():
    lines = (
        line("a", {"gamma": {"shape": 0.01, "scale": 1e6}}),
        line("b", {"pareto": {"scale": 1e6, "alpha": 0.5}}),
    )
    asked = spec(scenario("s", {"poisson": 0.8}, *lines, correlation=[[1, 0.9], [0.9, 1]]))
    found = losses(asked, figures=("gross",))["gross"]
    assert (found["mean"], found["sd"], found["tvar"]["0.99"]) == (None, None, None)
    assert found["quantiles"]["0.99"] > 1e9
