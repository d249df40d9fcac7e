"""What is nearly nothing is neither below nothing nor more than it can be."""

import math
from itertools import pairwise

import pytest
from hypothesis import given

from sonae_core.quant.losses import losses
from tests.core.losses.generated import covered_years, examples
from tests.core.losses.specs import compound, constant, event, exponential, line, one

SHORT = line("x", exponential(10_000)), line("y", exponential(10_000))


def paid_above(retention, **more):
    return compound(event(*SHORT, cover={"retention": retention, **more}), "paid")["paid"]


@pytest.mark.parametrize("units", [0.1, 1, 5, 10, 20, 100, 1000])
def test_two_lines_above_a_high_retention_pay_what_the_closed_form_says(units):
    expected = math.exp(-units) * (2 + units) * 10_000
    assert paid_above(units * 10_000)["mean"] == pytest.approx(expected, rel=2e-5, abs=1e-20)


def test_a_higher_retention_of_two_lines_never_pays_more_in_the_mean():
    means = [paid_above(retention)["mean"] for retention in (1e5, 2e5, 5e5, 1e6, 1e7)]
    assert all(low <= high for high, low in pairwise(means))


@pytest.mark.parametrize("aggregate", [None, 1e6])
def test_a_payment_that_hardly_ever_comes_has_no_mean_below_zero(aggregate):
    found = paid_above(1e7, aggregate_limit=aggregate)
    assert found["mean"] >= 0
    assert found["mean"] == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize(
    ("amount", "count", "share"), [(48_600_000, 1, 0.1), (58_500, 2, 0.3333), (10_000, 1, 0.1), (1e15, 3, 0.7)]
)
def test_a_share_of_a_constant_does_not_vary(amount, count, share):
    paid = compound(one({"fixed": count}, constant(amount), cover={"share": share}), "paid")["paid"]
    assert paid["mean"] == pytest.approx(amount * count * share, rel=1e-11)
    assert paid["sd"] == pytest.approx(0, abs=1e-9 * amount)


@examples(12)
@given(covered_years())
def test_no_exact_figure_is_below_zero_or_above_the_whole(asked):
    found = losses({**asked, "quantiles": [0.5, 0.99]}, figures=("gross", "paid"))
    for figure in ("gross", "paid"):
        values = [found[figure]["mean"], found[figure]["sd"], *found[figure]["quantiles"].values()]
        assert all(value >= 0 for value in values), found[figure]
    assert found["paid"]["mean"] <= found["gross"]["mean"] * (1 + 1e-9)


@pytest.mark.parametrize("share", [1e-6, 1e-30, 1e-300])
def test_a_share_of_next_to_nothing_is_answered(share):
    asked = event(*SHORT, cover={"shares": {"x": share, "y": 0.5}})
    assert compound(asked, "paid")["paid"]["mean"] == pytest.approx(5_000 + 10_000 * share, rel=1e-9)
    asked = event(*SHORT, cover={"share": share, "retention": 10_000})
    assert compound(asked, "paid")["paid"]["mean"] == pytest.approx(11_036.38323514327 * share, rel=1e-6, abs=1e-6)
