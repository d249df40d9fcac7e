"""At the edges of what the contract allows the answer comes quickly and is right."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from scipy import stats

from sonae_core.quant.losses import losses
from tests.core.losses.specs import (
    LONG_TAIL,
    constant,
    discrete,
    event,
    exponential,
    job,
    line,
    one,
    scenario,
    stop,
)
from tests.core.losses.specs import spec as whole_year

SECONDS = 3.0
FIGURES = ("gross", "paid", "retained")


def quickly(asked, seconds=SECONDS, **options):
    """The answer; about how many seconds it takes is for the reader, ``bench`` measures it."""
    del seconds
    return losses(asked, **options)


def exactly(asked, seconds=SECONDS):
    answer = quickly(asked, seconds, figures=("gross", "paid", "probabilities"))
    assert set(answer["solvers"].values()) == {"compound"}
    return answer


def near(value, rel=1e-9, absolute=0.0):
    return pytest.approx(value, rel=rel, abs=absolute)


@pytest.mark.parametrize("frequency", [{"poisson": 0}, {"bernoulli": 0}, {"fixed": 0}])
@pytest.mark.parametrize("solver", ["compound", "simulate"])
def test_a_scenario_that_never_happens_costs_nothing(frequency, solver):
    found = quickly(one(frequency, LONG_TAIL, cover={"retention": 1e6}, thresholds=[0]), solver=solver)
    for figure in FIGURES:
        assert found[figure]["mean"] == found[figure]["sd"] == 0
        assert set(found[figure]["quantiles"].values()) == {0}
        assert set(found[figure]["tvar"].values()) == {0}
        assert found[figure]["cdf"] == {"0": 1}
    assert found["probabilities"] == {"no_event": 1, "no_payment": 1, "aggregate_exhausted": None}


@pytest.mark.parametrize("size", [LONG_TAIL, exponential(1e6), constant(1e6)])
def test_a_chance_of_one_is_one_event_each_year(size):
    certain, fixed = (exactly(one(f, size, thresholds=[1e6])) for f in ({"bernoulli": 1}, {"fixed": 1}))
    assert certain["gross"] == fixed["gross"]
    assert certain["probabilities"]["no_event"] == 0


def test_an_event_in_a_billion_years():
    asked = one({"poisson": 1e-9}, exponential(1e6), thresholds=[0, 1e6], quantiles=[0.995, 1 - 1e-10])
    found = exactly({**asked, "cover": {"retention": 5e5}})
    assert found["gross"]["mean"] == near(1e-3)
    assert found["gross"]["sd"] ** 2 == near(2e3)
    assert found["gross"]["quantiles"]["0.995"] == 0
    assert found["gross"]["tvar"]["0.995"] == near(1e-3 / 0.005)
    assert found["gross"]["quantiles"]["0.9999999999"] == near(1e6 * math.log(1e-9 / 1.01e-10), 1e-4)
    assert found["paid"]["mean"] == near(1e-3 * math.exp(-0.5))
    assert found["probabilities"]["no_event"] == near(1 - 1e-9, 1e-12)


@pytest.mark.parametrize("rate", [1e3, 1e4, 1e5, 3e5, 1e6])
def test_very_many_events_are_nearly_normal_with_their_skewness(rate):
    levels = [0.5, 0.9, 0.99, 0.999]
    found = exactly(one({"poisson": rate}, exponential(1), quantiles=levels, thresholds=[rate]), seconds=8)["gross"]
    deviation, skewness, kurtosis = math.sqrt(2 * rate), 6 / (2**1.5 * rate**0.5), 24 / (4 * rate)
    assert (found["mean"], found["sd"]) == (near(rate), near(deviation))
    for level, value in zip(levels, found["quantiles"].values(), strict=True):
        z = stats.norm.ppf(level)
        z += (z * z - 1) * skewness / 6 + (z**3 - 3 * z) * kurtosis / 24 - (2 * z**3 - 5 * z) * skewness**2 / 36
        assert value == near(rate + deviation * z, 1e-5), level
    assert found["cdf"][f"{rate:.0f}"] == near(0.5 + skewness / 6 / math.sqrt(2 * math.pi), 1e-4)


def test_very_many_events_of_a_long_tail_under_a_layer():
    found = exactly(
        job(cover={"retention": 1e6, "limit": 1e8}) | {"scenarios": one({"poisson": 1e4}, LONG_TAIL)["scenarios"]}
    )
    assert found["gross"]["mean"] == near(1e4 * 7_131_270.733480)
    assert found["paid"]["mean"] == near(1e4 * 5_625_610.622764)
    assert found["paid"]["quantiles"]["0.9"] == near(
        found["paid"]["mean"] + found["paid"]["sd"] * 1.2815515655446004, 1e-3
    )


def test_a_hundred_thousand_fixed_events():
    found = exactly(one({"fixed": 100_000}, exponential(1), quantiles=[0.99]))["gross"]
    assert found["quantiles"]["0.99"] == near(stats.gamma.ppf(0.99, 1e5), 1e-5)


def test_many_simulated_events_in_few_years():
    found = quickly(one({"poisson": 1e5}, exponential(1)), solver="simulate", years=20)
    assert found["gross"]["mean"] == near(1e5, 0.01)


# --- narrow and wide sizes -------------------------------------------------------------------------------------------


def test_a_size_that_hardly_varies():
    size = {"lognormal": {"mu": 10, "sigma": 0.01}}
    single = exactly(event(line("x", size), quantiles=[0.01, 0.5, 0.99]))["gross"]["quantiles"]
    for level, value in zip((0.01, 0.5, 0.99), single.values(), strict=True):
        assert value == near(math.exp(10 + 0.01 * stats.norm.ppf(level)), 1e-6)
    typical = math.exp(10)
    between = [typical / 2, typical * 1.5, typical * 2.5, typical * 5.5]
    cdf = exactly(one({"poisson": 3}, size, thresholds=between))["gross"]["cdf"]
    assert list(cdf.values()) == near([stats.poisson.cdf(k, 3) for k in (0, 1, 2, 5)], absolute=1e-7)


def test_a_size_that_varies_beyond_measure():
    size = {"lognormal": {"mu": 10, "sigma": 5}}
    levels = [0.1, 0.5, 0.9, 0.99, 0.999]
    found = exactly(event(line("x", size), quantiles=levels))["gross"]
    assert found["mean"] == near(math.exp(22.5))
    for level, value in zip(levels, found["quantiles"].values(), strict=True):
        assert value == near(math.exp(10 + 5 * stats.norm.ppf(level)), 1e-4), level
    layered = exactly(one({"poisson": 0.8}, size, cover={"retention": 1e6, "limit": 1e8}, thresholds=[1e6, 1e8]))
    assert 0 < layered["paid"]["mean"] < 0.8e8
    assert layered["paid"]["cdf"]["100000000"] > layered["gross"]["cdf"]["100000000"]


def test_a_gamma_of_shape_one_hundredth():
    size = {"gamma": {"shape": 0.01, "scale": 1e8}}
    levels = [0.5, 0.9, 0.99, 0.999]
    found = exactly(event(line("x", size), quantiles=levels, thresholds=[1, 1e6, 1e8]))["gross"]
    assert found["mean"] == near(1e6)
    for level, value in zip(levels, found["quantiles"].values(), strict=True):
        assert value == near(stats.gamma.ppf(level, 0.01, scale=1e8), 1e-4, 1e-3), level
    assert list(found["cdf"].values()) == near([stats.gamma.cdf(x, 0.01, scale=1e8) for x in (1, 1e6, 1e8)], 1e-4)


def test_two_events_of_a_gamma_are_one_of_twice_the_shape():
    asked = one({"fixed": 2}, {"gamma": {"shape": 0.05, "scale": 1e8}}, quantiles=[0.9, 0.99], thresholds=[1e6])
    found = exactly(asked)["gross"]
    expected = [stats.gamma.ppf(level, 0.1, scale=1e8) for level in (0.9, 0.99)]
    assert list(found["quantiles"].values()) == near(expected, 1e-4)
    assert found["cdf"]["1000000"] == near(stats.gamma.cdf(1e6, 0.1, scale=1e8), absolute=1e-4)


def test_a_tail_without_a_mean():
    size = {"pareto": {"scale": 1e6, "alpha": 0.5}}
    levels = [0.5, 0.9, 0.99, 0.999]
    single = exactly(event(line("x", size), quantiles=levels))["gross"]
    assert list(single["quantiles"].values()) == near([1e6 * ((1 - p) ** -2 - 1) for p in levels], 1e-4)
    assert single["mean"] is single["sd"] is single["tvar"]["0.5"] is None
    layer = {"retention": 1e6, "limit": 1e8}
    year = exactly(one({"poisson": 0.5}, size, cover={**layer, "aggregate_limit": 2e8}, quantiles=[0.97]))
    assert 0 < year["paid"]["mean"] < 0.5e8
    assert year["paid"]["quantiles"]["0.97"] == 1e8  # 4.8 % of years have an event at its limit, 1.6 % pay more
    limited = 2e6 * (math.sqrt(102) - math.sqrt(2))  # the integral of (1 + x/1e6)^-1/2 from 1e6 to 101e6
    before = exactly(one({"poisson": 0.5}, size, cover=layer))
    assert before["paid"]["mean"] == near(0.5 * limited, 1e-9)


def test_one_yen_beside_a_hundred_billion():
    lines = line("small", exponential(1)), line("large", exponential(1e11))
    found = exactly(event(*lines, quantiles=[0.01, 0.5, 0.99]))["gross"]
    assert found["mean"] == near(1e11 + 1)
    expected = [-math.log(1 - p) * 1e11 for p in (0.01, 0.5, 0.99)]
    assert list(found["quantiles"].values()) == near(expected, 1e-5)


def test_a_frequent_small_scenario_beside_a_rare_large_one():
    both = (
        scenario("small", {"poisson": 50}, line("x", exponential(1000))),
        scenario("large", {"poisson": 0.001}, line("y", constant(1e12))),
    )
    found = exactly(whole_year(*both, quantiles=[0.5, 0.99, 0.9995], thresholds=[1e6, 1e11]))["gross"]
    assert found["cdf"]["100000000000"] == near(math.exp(-0.001), 1e-9)
    alone = exactly(whole_year(both[0], quantiles=[0.5, 0.99]))["gross"]["quantiles"]
    assert found["quantiles"]["0.5"] == near(alone["0.5"], 1e-3)
    assert found["quantiles"]["0.9995"] == near(1e12, 1e-6)


# --- cover -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cover", [{"limit": 0}, {"share": 0}, {"aggregate_limit": 0}, {"sublimits": {"x": 0}}, {"shares": {"x": 0}}]
)
@pytest.mark.parametrize("solver", ["compound", "simulate"])
def test_a_cover_of_nothing_pays_nothing(cover, solver):
    options = {"years": 20_000} if solver == "simulate" else {}
    found = quickly(job(cover=cover, thresholds=[0]), solver=solver, **options)
    assert found["paid"]["mean"] == found["paid"]["sd"] == found["paid"]["quantiles"]["0.995"] == 0
    assert found["paid"]["cdf"] == {"0": 1}
    assert found["probabilities"]["no_payment"] == 1
    assert found["retained"]["mean"] == found["gross"]["mean"]
    assert found["retained"]["quantiles"]["0.99"] == near(found["gross"]["quantiles"]["0.99"], 0.01)


def test_a_retention_above_everything_pays_nothing():
    found = exactly(one({"poisson": 2}, stop(exponential(50), cap_hours=10), cover={"retention": 1e15}))
    assert found["paid"]["mean"] == 0
    assert found["probabilities"]["no_payment"] == 1
    hardly = exactly(job(cover={"retention": 1e15}))
    assert 0 <= hardly["paid"]["mean"] < 1e-3
    assert hardly["paid"]["quantiles"]["0.995"] == 0


def test_a_retention_on_the_amount_of_an_event_pays_nothing_to_the_yen():
    found = exactly(one({"poisson": 3}, constant(1e6), cover={"retention": 1e6}, thresholds=[0]))
    assert (found["paid"]["mean"], found["paid"]["cdf"]["0"]) == (0, 1)


@pytest.mark.parametrize("solver", ["compound", "simulate"])
def test_an_outage_that_is_ended_at_once_costs_nothing(solver):
    found = quickly(one({"poisson": 2}, stop(exponential(50), cap_hours=0), cover={}), solver=solver)
    assert found["gross"]["mean"] == found["paid"]["mean"] == found["gross"]["quantiles"]["0.995"] == 0
    assert found["probabilities"]["no_event"] == near(math.exp(-2), 1e-11)


@pytest.mark.parametrize("size", [constant(0), discrete([0], [1]), stop(exponential(9), 0), stop(constant(0))])
def test_an_event_may_cost_nothing(size):
    found = exactly(one({"poisson": 2}, size, thresholds=[0]))["gross"]
    assert (found["mean"], found["sd"], found["cdf"]["0"], found["quantiles"]["0.99"]) == (0, 0, 1, 0)


def test_the_largest_amounts_of_the_contract():
    found = exactly(
        one({"fixed": 3}, constant(1e15), cover={"limit": 1e15, "aggregate_limit": 1e15}, thresholds=[1e15])
    )
    assert (found["gross"]["mean"], found["paid"]["mean"]) == (3e15, 1e15)
    assert found["paid"]["cdf"] == {"1000000000000000": 1}
    assert found["probabilities"]["aggregate_exhausted"] == 1
    assert exactly(event(line("x", exponential(1e15)), quantiles=[0.5]))["gross"]["quantiles"]["0.5"] == near(
        1e15 * math.log(2), 1e-5
    )


# --- many ------------------------------------------------------------------------------------------------------------


COVERS = pytest.mark.parametrize("cover", [None, {"limit": 1e5, "retention": 1e3}, {"aggregate_limit": 1e5}])


def crowd(scenarios, lines, cover):
    costs = [line(f"x{i}", exponential(1000 + i)) for i in range(lines)]
    return whole_year(*(scenario(f"s{i}", {"poisson": 0.01 + i / 1000}, *costs) for i in range(scenarios)), cover=cover)


def check_crowd(found, scenarios, lines):
    rate, event_mean = sum(0.01 + i / 1000 for i in range(scenarios)), sum(1000 + i for i in range(lines))
    assert found["gross"]["mean"] == near(rate * event_mean)
    assert found["probabilities"]["no_event"] == near(math.exp(-rate))
    assert found["gross"]["quantiles"]["0.99"] < found["gross"]["quantiles"]["0.995"] < 20 * event_mean


@COVERS
@pytest.mark.parametrize(("scenarios", "lines"), [(16, 1), (2, 8)])
def test_many_scenarios_and_many_lines(scenarios, lines, cover):
    check_crowd(exactly(crowd(scenarios, lines, cover)), scenarios, lines)


@pytest.mark.full
@COVERS
@pytest.mark.parametrize(("scenarios", "lines"), [(64, 1), (64, 2), (2, 64), (64, 64)])
def test_sixty_four_scenarios_and_sixty_four_lines(scenarios, lines, cover):
    check_crowd(exactly(crowd(scenarios, lines, cover), seconds=15), scenarios, lines)


def test_sixty_four_scenarios_of_sixty_four_lines_simulated():
    lines = [line(f"x{i}", exponential(1000)) for i in range(64)]
    asked = whole_year(*(scenario(f"s{i}", {"poisson": 0.05}, *lines) for i in range(64)))
    found = quickly(asked, seconds=5, solver="simulate", years=2_000)
    assert found["gross"]["mean"] == near(64 * 0.05 * 64_000, 0.1)


def test_a_thousand_levels_and_a_thousand_thresholds():
    levels = [(k + 0.5) / 1000 for k in range(1000)]
    thresholds = [10 ** (4 + k / 200) for k in range(1000)]
    found = exactly(job(quantiles=levels, thresholds=thresholds))
    few = exactly(job(quantiles=[levels[900], levels[990]], thresholds=thresholds[600:601]))
    for figure in ("gross", "paid"):
        values = list(found[figure]["quantiles"].values())
        assert values == sorted(values)
        assert [values[900], values[990]] == near(list(few[figure]["quantiles"].values()), 2e-5)
        chances = list(found[figure]["cdf"].values())
        assert all(low <= high + 1e-8 for low, high in pairwise(chances))
        assert chances[600] == near(next(iter(few[figure]["cdf"].values())), absolute=1e-6)


def test_levels_next_to_zero_and_to_one():
    levels = [1e-9, 1e-6, 1 - 1e-6, 1 - 1e-9]
    found = exactly(event(line("x", exponential(1e6)), quantiles=levels))["gross"]
    expected = [-1e6 * math.log1p(-(1e-9 - 1e-12)), -1e6 * math.log1p(-(1e-6 - 1e-12))]
    expected += [-1e6 * math.log(1e-6 + 1e-12), -1e6 * math.log(1e-9 + 1e-12)]
    assert list(found["quantiles"].values()) == near(expected, 1e-4, 1e-3)
    assert found["tvar"]["0.999999999"] == near(expected[-1] + 1e6, 1e-3)
    assert found["tvar"]["0.000000001"] == near(1e6, 1e-6)


def test_levels_next_to_zero_and_to_one_of_a_lattice():
    asked = one({"poisson": 1}, constant(1000), quantiles=[1e-9, 0.36, 0.37, 1 - 1e-9])
    found = exactly(asked)["gross"]["quantiles"]
    last = next(k for k in range(50) if stats.poisson.cdf(k, 1) >= 1 - 1e-9 - 1e-12)
    assert list(found.values()) == [0, 0, 1000, 1000 * last]


VALUES = [round(1000 * math.sqrt(2 + 7 * k) + k * k, 9) for k in range(300)]
CHANCES = [(1 + k % 7) / sum(1 + j % 7 for j in range(300)) for k in range(300)]


def test_three_hundred_amounts_without_a_common_step_are_hit_exactly():
    pairs = sorted(
        (a + b, p * q) for a, p in zip(VALUES, CHANCES, strict=True) for b, q in zip(VALUES, CHANCES, strict=True)
    )
    levels, expected, total = [0.1, 0.5, 0.9, 0.99], [], 0.0
    for amount, chance in pairs:
        total += chance
        while len(expected) < len(levels) and total >= levels[len(expected)] - 1e-12:
            expected.append(amount)
    found = exactly(one({"fixed": 2}, discrete(VALUES, CHANCES), quantiles=levels, thresholds=[50_000, 100_000]))
    assert list(found["gross"]["quantiles"].values()) == near(expected, 1e-11)
    at_most = [sum(chance for amount, chance in pairs if amount <= place) for place in (50_000, 100_000)]
    assert list(found["gross"]["cdf"].values()) == near(at_most, 1e-9)


def test_three_hundred_amounts_without_a_common_step_in_a_busy_year():
    found = exactly(one({"poisson": 20}, discrete(VALUES, CHANCES), quantiles=[0.5, 0.99]))["gross"]
    mean = sum(p * x for p, x in zip(CHANCES, VALUES, strict=True))
    assert found["mean"] == near(20 * mean)
    simulated = quickly(
        one({"poisson": 20}, discrete(VALUES, CHANCES), thresholds=list(found["quantiles"].values())),
        solver="simulate",
        years=50_000,
    )
    for level, share in zip((0.5, 0.99), simulated["gross"]["cdf"].values(), strict=True):
        assert abs(share - level) < 4 * math.sqrt(level * (1 - level) / 50_000) + 1e-4


@pytest.mark.parametrize("sign", [1, -1])
def test_lines_that_move_as_one_or_against_each_other(sign):
    lines = line("x", exponential(1e6)), line("y", exponential(1e6))
    asked = scenario("s", {"poisson": 0.2}, *lines, correlation=[[1, sign], [sign, 1]])
    found = quickly(whole_year(asked, cover={"retention": 1e6}), seconds=6)
    assert found["gross"]["mean"] == near(4e5)
    second = {1: 8e12, -1: 2 * (2e12 + (2 - math.pi**2 / 6) * 1e12)}[sign]
    assert found["gross"]["sd"] ** 2 == near(0.2 * second, 1e-6)


@pytest.mark.parametrize(("mean", "variance"), [(2, 2 * (1 + 1e-9)), (1, 1e4), (1e-6, 1), (5000, 1e7)])
def test_negative_binomials_of_hardly_any_and_of_very_much_excess(mean, variance):
    frequency = {"negative_binomial": {"mean": mean, "variance": variance}}
    asked = one(frequency, exponential(1000), quantiles=[0.5, 0.9999])
    found = exactly(asked)
    assert found["gross"]["mean"] == near(1000 * mean)
    assert found["gross"]["sd"] ** 2 == near(1e6 * (mean + variance), 1e-7)
    quiet = math.exp(-(mean**2) / (variance - mean) * math.log(variance / mean))
    assert found["probabilities"]["no_event"] == near(quiet, 1e-6)
    if (mean, variance) == (2, 2 * (1 + 1e-9)):
        poisson = exactly(one({"poisson": 2}, exponential(1000), quantiles=[0.5, 0.9999]))
        assert found["gross"]["quantiles"] == near(poisson["gross"]["quantiles"], 1e-5)
