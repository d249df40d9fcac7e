"""The reference job: Poisson(0.8) events of lognormal(14.5, 1.6); 100M xs 1M an event, 200M a year.

Expected figures: closed forms to 30 digits; quantiles and tails from a second program (an exponentially tilted
transform of 2^22 cells that keep the mean, with doubled cells as its check), which the engine never sees.
"""

import pytest

from tests.core.losses.specs import LAYER, LONG_TAIL, MILLION, compound, event, job, line, one, simulate

LEVELS = [0.9, 0.95, 0.99, 0.995, 0.999]


def near(value, rel):
    return pytest.approx(value, rel=rel, abs=0)


@pytest.fixture(scope="module")
def exact():
    return compound(job(quantiles=LEVELS, thresholds=[0, 100_000, 1e6, 1e7, 5e7, 1e8]))


@pytest.fixture(scope="module")
def million_years():
    thresholds = [0, 1e6, 1e7, 1e8, 1_999_000, 2_001_000, 3_368_000, 3_372_000, 8_360_000, 8_600_000]
    return simulate(job(quantiles=LEVELS, thresholds=thresholds), years=MILLION)


def test_mean_and_deviation_of_the_whole_loss_are_closed_forms(exact):
    assert exact["gross"]["mean"] == near(5_705_016.586784, 1e-11)
    assert exact["gross"]["sd"] == near(22_940_815.64, 1e-9)


def test_quantiles_of_the_whole_loss(exact):
    expected = {
        "0.9": 13_632_301.0,
        "0.95": 25_469_887.2,
        "0.99": 76_411_568.5,
        "0.995": 113_405_713.0,
        "0.999": 256_515_832.0,
    }
    assert exact["gross"]["quantiles"] == near(expected, 1e-5)


def test_tails_of_the_whole_loss(exact):
    expected = {
        "0.9": 41_181_718.32,
        "0.95": 63_868_977.18,
        "0.99": 154_306_792.0,
        "0.995": 216_773_590.0,
        "0.999": 447_619_627.0,
    }
    assert exact["gross"]["tvar"] == near(expected, 5e-5)


def test_distribution_of_the_whole_loss(exact):
    expected = {
        "0": 0.449328964117,
        "100000": 0.4604945525,
        "1000000": 0.5794602391,
        "10000000": 0.8671027043,
        "100000000": 0.9937254172,
    }
    found = exact["gross"]["cdf"]
    assert {key: found[key] for key in expected} == pytest.approx(expected, abs=1e-7)


def test_mean_of_what_is_paid_before_and_after_the_aggregate(exact):
    before = compound(job(cover={**LAYER, "aggregate_limit": None}))
    assert before["paid"]["mean"] == near(4_500_488.498211, 1e-11)
    assert exact["paid"]["mean"] == near(4_500_377.98293, 1e-7)  # by quadrature: the year is cut
    assert exact["paid"]["sd"] == near(12_957_383.26, 1e-7)


def test_quantiles_of_what_is_paid(exact):
    found = exact["paid"]["quantiles"]
    assert found["0.9"] == near(12_023_016.9, 1e-5)
    assert found["0.95"] == near(23_758_335.8, 1e-5)
    assert found["0.99"] == near(74_643_880.4, 1e-5)


def test_the_quantile_on_the_limit_of_an_event_is_the_limit_to_the_yen(exact):
    assert exact["paid"]["quantiles"]["0.995"] == 100_000_000


def test_tails_of_what_is_paid(exact):
    expected = {"0.9": 33_970_977.7, "0.95": 51_108_013.0, "0.99": 97_487_143.7, "0.995": 106_099_360.0}
    found = exact["paid"]["tvar"]
    assert {key: found[key] for key in expected} == near(expected, 5e-5)


def test_distribution_of_what_is_paid(exact):
    expected = {"0": 0.587145262441, "1000000": 0.6691737437, "10000000": 0.8832504644, "50000000": 0.9813002127}
    found = exact["paid"]["cdf"]
    assert {key: found[key] for key in expected} == pytest.approx(expected, abs=1e-7)


def test_chances_of_no_event_of_no_payment_and_of_an_exhausted_aggregate(exact):
    chances = exact["probabilities"]
    assert chances["no_event"] == near(0.449328964117, 1e-11)
    assert chances["no_payment"] == near(0.587145262441, 1e-11)
    assert chances["aggregate_exhausted"] == near(1.88572e-5, 1e-4)


@pytest.mark.parametrize(
    ("limit", "expected"), [(1e6, 817_428.754337), (101e6, 6_443_039.377101), (None, 7_131_270.733480)]
)
def test_limited_means_of_one_event_are_closed_forms(limit, expected):
    asked = event(line("x", LONG_TAIL), cover={"limit": limit})
    assert compound(asked)["paid"]["mean"] == near(expected, 1e-11)


def test_mean_of_the_layer_of_one_event_is_a_closed_form():
    asked = event(line("x", LONG_TAIL), cover={"retention": MILLION, "limit": 100 * MILLION})
    assert compound(asked)["paid"]["mean"] == near(5_625_610.622764, 1e-11)


def test_chances_of_one_event_to_pass_the_retention_and_the_limit():
    cdf = compound(event(line("x", LONG_TAIL), thresholds=[1e6, 101e6]))["gross"]["cdf"]
    assert 1 - cdf["1000000"] == near(0.665603779926, 1e-9)
    assert 1 - cdf["101000000"] == near(0.007012070985, 1e-9)


def test_mean_of_what_stays_is_whole_less_paid(exact):
    retained = exact["gross"]["mean"] - exact["paid"]["mean"]
    assert retained == near(1_204_638.6039, 4e-7)


def test_what_stays_has_its_quantiles_where_the_reference_says(million_years):
    def four_errors(level):
        return 4 * (level * (1 - level) / MILLION) ** 0.5

    at_most = million_years["retained"]["cdf"]
    assert million_years["retained"]["quantiles"]["0.9"] == near(2_000_000, 1e-11)
    assert at_most["3368000"] - four_errors(0.99) <= 0.99 <= at_most["3372000"] + four_errors(0.99)
    assert at_most["8360000"] - four_errors(0.995) <= 0.995 <= at_most["8600000"] + four_errors(0.995)


@pytest.mark.parametrize("figure", ["gross", "paid", "retained"])
def test_a_million_simulated_years_have_the_mean_within_four_standard_errors(million_years, figure):
    expected = {"gross": 5_705_016.586784, "paid": 4_500_377.98293, "retained": 1_204_638.6039}[figure]
    error = million_years["standard_error"][f"{figure}_mean"]
    assert error == near(million_years[figure]["sd"] / 1000, 1e-9)
    assert abs(million_years[figure]["mean"] - expected) < 4 * error


@pytest.mark.parametrize(
    ("figure", "amount", "expected"),
    [
        ("gross", "1000000", 0.5794602391),
        ("gross", "10000000", 0.8671027043),
        ("gross", "100000000", 0.9937254172),
        ("paid", "0", 0.587145262441),
        ("paid", "10000000", 0.8832504644),
        ("retained", "0", 0.449328964117),
    ],
)
def test_a_million_simulated_years_have_the_distribution(million_years, figure, amount, expected):
    error = (expected * (1 - expected) / MILLION) ** 0.5
    assert abs(million_years[figure]["cdf"][amount] - expected) < 4 * error


def test_the_simulated_quantile_on_the_limit_of_an_event_is_the_limit(million_years):
    assert million_years["paid"]["quantiles"]["0.995"] == near(100_000_000, 1e-12)


def test_twice_the_rate_leaves_the_size_of_an_event_alone():
    halves = [event(line("x", LONG_TAIL)), one({"poisson": 1.6}, LONG_TAIL), one({"poisson": 0.8}, LONG_TAIL)]
    single, twice, once = (compound(asked)["gross"] for asked in halves)
    assert twice["mean"] == near(2 * once["mean"], 1e-11)
    assert twice["sd"] ** 2 == near(2 * once["sd"] ** 2, 1e-9)
    assert twice["quantiles"]["0.995"] < 1.5 * once["quantiles"]["0.995"]
    assert single["mean"] == near(once["mean"] / 0.8, 1e-11)


def test_a_year_of_independent_events_is_not_one_size_times_a_count(exact):
    at_99_5 = exact["gross"]["quantiles"]["0.995"]
    assert at_99_5 == near(113.406e6, 1e-5)
    assert at_99_5 < 120e6  # sizes that repeat within a year would give 132 million
