"""Published figures of the literature, and closed forms, by the exact solver.

Sources: D. Bahnemann, "Distributions for Actuaries" (CAS monograph 2), 4.2 and 4.4; S. Klugman, H. Panjer,
G. Willmot, "Loss Models", chapter 9; P. Embrechts, M. Frei, "Panjer recursion versus FFT for compound
distributions". Digits beyond the printed ones come from 30-digit arithmetic.
"""

import math

import pytest

from tests.core.losses.specs import (
    LONG_TAIL,
    compound,
    constant,
    discrete,
    event,
    exponential,
    line,
    one,
    scenario,
    stop,
)
from tests.core.losses.specs import spec as whole_year


def near(value, rel):
    return pytest.approx(value, rel=rel, abs=0)


@pytest.fixture(scope="module")
def gamma_year():
    asked = one({"poisson": 2.5}, {"gamma": {"shape": 3, "scale": 400}})
    thresholds = [0, 500, 1000, 3000, 5000, 10000]
    return compound({**asked, "quantiles": [0.9, 0.99, 0.995, 0.999], "thresholds": thresholds})["gross"]


def test_poisson_gamma_moments(gamma_year):
    assert gamma_year["mean"] == near(3000, 1e-11)
    assert gamma_year["sd"] ** 2 == near(4.8e6, 1e-9)


def test_poisson_gamma_distribution(gamma_year):
    expected = {
        "0": 0.0820849986239,
        "500": 0.109550010837,
        "1000": 0.186724732396,
        "3000": 0.561277464466,
        "5000": 0.827283430517,
        "10000": 0.99343773326,
    }
    assert gamma_year["cdf"] == pytest.approx(expected, abs=1e-7)
    assert gamma_year["cdf"]["0"] == near(math.exp(-2.5), 1e-11)


def test_poisson_gamma_quantiles(gamma_year):
    expected = {"0.9": 5977.02242145, "0.99": 9435.32883924, "0.995": 10356.916092, "0.999": 12371.1777741}
    assert gamma_year["quantiles"] == near(expected, 2e-6)


def test_poisson_number_of_small_claims_is_exact_on_its_lattice():
    sizes = discrete([1, 2, 3, 4, 5], [0.2, 0.4, 0.2, 0.15, 0.05])
    cdf = compound(one({"poisson": 1.75}, sizes, thresholds=[0, 1, 2, 3, 4, 5, 10]))["gross"]["cdf"]
    steps = [cdf["0"], *(cdf[str(k)] - cdf[str(k - 1)] for k in range(1, 6))]
    assert steps == pytest.approx(
        [0.1737739435, 0.06082088021, 0.1322854145, 0.104637256, 0.1170367962, 0.09324854934], abs=1e-10
    )
    assert cdf["10"] == pytest.approx(0.9394627982, abs=1e-10)


def test_chance_of_exactly_six_hundred():
    sizes = discrete([100, 500, 1000], [0.8, 0.16, 0.04])
    cdf = compound(one({"poisson": 5}, sizes, thresholds=[599, 600]))["gross"]["cdf"]
    assert cdf["600"] - cdf["599"] == pytest.approx(0.0598928622141, abs=1e-11)


def test_two_portfolios_together_lose_exactly_two():
    first = scenario("first", {"poisson": 2}, line("x", discrete([1, 2], [0.6, 0.4])))
    second = scenario("second", {"poisson": 1}, line("y", discrete([1, 3], [0.7, 0.3])))
    cdf = compound(whole_year(first, second, thresholds=[1, 2]))["gross"]["cdf"]
    assert cdf["2"] - cdf["1"] == pytest.approx(0.129695313098, abs=1e-11)
    assert cdf["2"] - cdf["1"] == pytest.approx(2.605 * math.exp(-3), abs=1e-12)


def test_an_employer_that_keeps_the_first_five_thousand_of_a_binomial_number_of_deaths():
    lives = [scenario(f"life_{i}", {"bernoulli": 0.5}, line("x", discrete([2000, 3000], [0.4, 0.6]))) for i in range(4)]
    answer = compound(whole_year(*lives, cover={"aggregate_limit": 5000}))
    assert answer["gross"]["mean"] == near(5200, 1e-11)
    assert answer["paid"]["mean"] == near(4027.5, 1e-11)
    assert answer["paid"]["mean"] + 1472 == near(5499.5, 1e-11)


def test_poisson_exponential_far_into_the_tail():
    asked = one({"poisson": 50}, exponential(1), quantiles=[0.99, 0.995, 0.999, 0.999999])
    expected = {"0.99": 75.4145063958, "0.995": 78.5154509257, "0.999": 85.1059553927, "0.999999": 108.227485755}
    assert compound(asked)["gross"]["quantiles"] == near(expected, 1e-6)


def test_layer_of_exponential_events():
    asked = one({"poisson": 0.8}, exponential(1e7), cover={"retention": 1e6, "limit": 100e6})
    assert compound(asked)["paid"]["mean"] == near(7_238_370.7078459, 1e-11)


def test_excess_of_exponential_events_and_its_limited_mean():
    asked = one({"poisson": 0.8}, exponential(1e7), cover={"retention": 1e6}, quantiles=[0.99, 0.995])
    paid = compound(asked)["paid"]
    assert paid["quantiles"] == near({"0.99": 53_613_382.58, "0.995": 62_529_685.48}, 1e-6)
    asked["cover"]["aggregate_limit"] = 30e6
    assert compound(asked)["paid"]["mean"] == near(6_447_968.44, 1e-8)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (exponential(120), 2_256_486.37579),
        ({"lognormal": {"mu": math.log(72), "sigma": 1}}, 2_149_815.98746),
    ],
)
def test_outage_after_twelve_hours_of_waiting_for_at_most_thirty_days(hours, expected):
    cover = {"waiting_hours": {"x": 12}, "max_hours": {"x": 720}}
    paid = compound(event(line("x", stop(hours, 500_000)), cover=cover))["paid"]
    assert paid["mean"] == near(expected, 1e-11)


def test_hours_that_count_end_with_the_outage_or_with_the_maximum_whichever_is_first():
    """720 hours in all, or 720 paid hours after the waiting: two wordings, two figures."""
    mean, wait, day = 120.0, 12.0, 500_000
    capped = compound(
        event(line("x", stop(exponential(mean), day, cap_hours=720)), cover={"waiting_hours": {"x": wait}})
    )
    longest = compound(
        event(line("x", stop(exponential(mean), day)), cover={"waiting_hours": {"x": wait}, "max_hours": {"x": 720}})
    )
    tail = mean * (math.exp(-wait / mean) - math.exp(-720 / mean))
    assert capped["paid"]["mean"] == near(tail * day / 24, 1e-11)
    assert longest["paid"]["mean"] == near(mean * (math.exp(-0.1) - math.exp(-732 / mean)) * day / 24, 1e-11)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (1e6, 0.23077644),
        (3e6, 0.51805246),
        (5e6, 0.70637273),
        (30e6, 1.4642842),
        (50e6, 1.6405245),
        (100e6, 1.8170017),
        (300e6, 1.9604623),
    ],
)
def test_increased_limit_factors_over_ten_million(limit, expected):
    def limited(amount):
        return compound(event(line("x", LONG_TAIL), cover={"limit": amount}))["paid"]["mean"]

    assert limited(limit) / limited(10e6) == near(expected, 3e-8)


def test_one_loss_in_ten_years_between_a_hundred_thousand_and_a_million():
    low, high = math.log(1e5), math.log(1e6)
    size = {"lognormal": {"mu": (low + high) / 2, "sigma": (high - low) / (2 * 1.6448536269514722)}}
    assert compound(one({"bernoulli": 0.1}, size))["gross"]["mean"] == near(40_400.128269457266, 1e-11)


@pytest.mark.parametrize(
    ("size", "mean", "second"),
    [
        (constant(3), 3, 9),
        (exponential(5), 5, 50),
        ({"gamma": {"shape": 2.5, "scale": 4}}, 10, 140),
        ({"pareto": {"scale": 10, "alpha": 3}}, 5, 100),
        ({"lognormal": {"mu": 1, "sigma": 0.5}}, math.exp(1.125), math.exp(2.5)),
        (discrete([1, 10], [0.75, 0.25]), 3.25, 25.75),
    ],
)
@pytest.mark.parametrize(
    ("frequency", "events", "variance"),
    [
        ({"poisson": 2.5}, 2.5, 2.5),
        ({"negative_binomial": {"mean": 2, "variance": 5}}, 2, 5),
        ({"bernoulli": 0.2}, 0.2, 0.16),
        ({"fixed": 3}, 3, 0),
    ],
)
def test_mean_and_deviation_for_every_frequency_and_size(size, mean, second, frequency, events, variance):
    gross = compound(one(frequency, size))["gross"]
    assert gross["mean"] == near(events * mean, 1e-11)
    assert gross["sd"] ** 2 == pytest.approx(events * (second - mean**2) + variance * mean**2, rel=1e-9, abs=1e-9)


def test_negative_binomial_number_of_constant_claims_is_exact():
    size, chance = 4 / 3, 2 / 5  # mean 2, variance 5
    asked = one({"negative_binomial": {"mean": 2, "variance": 5}}, constant(7), thresholds=[0, 7, 14, 20, 21])
    cdf = compound(asked)["gross"]["cdf"]
    first = chance**size
    second = first * size * (1 - chance)
    third = second * (size + 1) / 2 * (1 - chance)
    assert cdf["0"] == near(first, 1e-11)
    assert cdf["7"] == near(first + second, 1e-11)
    assert cdf["14"] == cdf["20"] == near(first + second + third, 1e-11)


def test_one_event_reads_the_distribution_of_its_size():
    asked = event(line("x", {"pareto": {"scale": 1000, "alpha": 1.5}}), quantiles=[0.5, 0.99], thresholds=[1000, 9000])
    gross = compound(asked)["gross"]
    assert gross["mean"] == near(2000, 1e-11)
    assert gross["sd"] is None
    expected = {"0.5": 1000 * (0.5 ** (-1 / 1.5) - 1), "0.99": 1000 * (0.01 ** (-1 / 1.5) - 1)}
    assert gross["quantiles"] == near(expected, 1e-6)
    assert gross["cdf"] == pytest.approx({"1000": 1 - 2**-1.5, "9000": 1 - 10**-1.5}, abs=1e-9)


def test_sum_of_two_exponential_lines_is_erlang():
    lines = line("x", exponential(10)), line("y", exponential(10))
    gross = compound(event(*lines, quantiles=[0.99], thresholds=[10, 50]))["gross"]
    expected = {"10": 1 - 2 * math.exp(-1), "50": 1 - 6 * math.exp(-5)}
    assert gross["cdf"] == pytest.approx(expected, abs=1e-7)
    assert gross["quantiles"]["0.99"] == near(66.38352067993813, 1e-6)
