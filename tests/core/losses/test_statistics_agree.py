"""The figures of one answer hold together: mean, deviation, quantiles, tails and distribution are one distribution."""

import itertools
import statistics

import pytest
from hypothesis import given

from tests.core.losses.generated import ORDERS, YEARS, covered_years, exactly_covered_years, examples, years
from tests.core.losses.specs import compound, simulate

some = examples(20)
few = examples(10)
LEVELS = [0.05, 0.5, 0.75, 0.9, 0.99, 0.999]
FIGURES = ("gross", "paid", "retained")


def near(value, rel=1e-9):
    return pytest.approx(value, rel=rel, abs=1e-6)


@some
@given(covered_years())
def test_mean_and_deviation_are_those_of_the_simulated_years(asked):
    found = simulate({**asked, "quantiles": ORDERS}, years=YEARS)
    for figure in FIGURES:
        sample = list(found[figure]["quantiles"].values())
        assert found[figure]["mean"] == near(statistics.fmean(sample))
        assert found[figure]["sd"] == pytest.approx(statistics.pstdev(sample), rel=1e-7, abs=1e-3)


@some
@given(covered_years())
def test_tails_are_the_mean_of_the_quantiles_above(asked):
    found = simulate({**asked, "quantiles": ORDERS}, years=YEARS)
    for figure in FIGURES:
        sample, tails = (list(found[figure][key].values()) for key in ("quantiles", "tvar"))
        for order in range(1, YEARS, 7):
            assert tails[order - 1] == near(statistics.fmean(sample[order:]))


@some
@given(covered_years())
def test_a_level_between_two_years_counts_the_year_in_part(asked):
    found = simulate({**asked, "quantiles": [*ORDERS, 0.9975, 0.9925]}, years=YEARS)
    for figure in FIGURES:
        top, under = found[figure]["quantiles"]["0.9975"], found[figure]["quantiles"]["0.995"]
        assert found[figure]["tvar"]["0.9975"] == near(top)
        assert found[figure]["tvar"]["0.9925"] == near((top + under / 2) / 1.5)


@some
@given(covered_years())
def test_the_distribution_counts_the_simulated_years(asked):
    sample = list(simulate({**asked, "quantiles": ORDERS}, years=YEARS)["paid"]["quantiles"].values())
    places = sorted({0.0, *(round(value, 2) for value in sample[::20]), sample[-1] * 2})
    cdf = simulate({**asked, "thresholds": places}, years=YEARS)["paid"]["cdf"]
    counted = [sum(value <= place * (1 + 1e-12) for value in sample) / YEARS for place in places]
    above = [sum(value <= place * (1 + 1e-9) + 1e-9 for value in sample) / YEARS for place in places]
    for found, least, most in zip(cdf.values(), counted, above, strict=True):
        assert least - 1e-12 <= found <= most + 1e-12


@few
@given(years(most_lines=1))
def test_an_exact_quantile_is_the_least_amount_that_reaches_its_level(asked):
    quantiles = compound({**asked, "quantiles": LEVELS}, "gross")["gross"]["quantiles"].values()
    for level, value in zip(LEVELS, quantiles, strict=True):
        place, under = value * (1 + 1e-11), value * (1 - 1e-4)  # a quantile is printed with 12 digits
        at, below = compound({**asked, "thresholds": [place, under + 1e-9]}, "gross")["gross"]["cdf"].values()
        assert at >= level - 2e-6, (level, value)
        assert value == 0 or below < level + 2e-6, (level, value)


@few
@given(exactly_covered_years())
def test_exact_quantiles_and_tails_rise_with_the_level(asked):
    found = compound({**asked, "quantiles": LEVELS}, *FIGURES)
    for figure in FIGURES:
        quantiles, tails = (list(found[figure][key].values()) for key in ("quantiles", "tvar"))
        for values in (quantiles, tails):
            assert all(low <= high * (1 + 2e-5) + 1e-6 for low, high in itertools.pairwise(values))
        assert all(value <= tail * (1 + 1e-9) + 1e-6 for value, tail in zip(quantiles, tails, strict=True))
        assert tails[0] * 0.95 <= found[figure]["mean"] * (1 + 1e-6) + 1e-6


@examples(8)
@given(exactly_covered_years())
def test_the_exact_distribution_rises_to_one(asked):
    places = [0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e12]
    found = compound({**asked, "thresholds": places}, *FIGURES)
    for figure in FIGURES:
        chances = list(found[figure]["cdf"].values())
        assert all(low <= high + 1e-6 for low, high in itertools.pairwise(chances))
        assert chances[-1] == pytest.approx(1, abs=1e-6)
        assert chances[0] >= 0
    assert found["paid"]["cdf"]["0"] == pytest.approx(found["probabilities"]["no_payment"], abs=1e-9)
    assert found["gross"]["cdf"]["0"] >= found["probabilities"]["no_event"] - 1e-9


@few
@given(exactly_covered_years())
def test_the_exact_tail_of_nearly_everything_is_the_mean(asked):
    found = compound({**asked, "quantiles": [0.000_001]}, *FIGURES)
    for figure in FIGURES:
        mean = found[figure]["mean"]
        assert found[figure]["tvar"]["0.000001"] == pytest.approx(mean, rel=1e-5, abs=1e-6)


@few
@given(exactly_covered_years())
def test_what_is_asked_beside_it_moves_no_exact_figure(asked):
    few_levels = compound({**asked, "quantiles": [0.9]}, *FIGURES)
    many = compound({**asked, "quantiles": [0.5, 0.9, 0.999], "thresholds": [1e6]}, *FIGURES)
    for figure in FIGURES:
        assert many[figure]["mean"] == few_levels[figure]["mean"]
        assert many[figure]["quantiles"]["0.9"] == pytest.approx(
            few_levels[figure]["quantiles"]["0.9"], rel=2e-5, abs=1e-6
        )
        assert many[figure]["tvar"]["0.9"] == pytest.approx(few_levels[figure]["tvar"]["0.9"], rel=1e-4, abs=1e-6)
