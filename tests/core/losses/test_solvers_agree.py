"""The two solvers, which share no formula, against each other: within four standard errors on varied files."""

from __future__ import annotations

import math

import pytest

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
    policy,
    scenario,
    section,
    simulate,
    stop,
)
from tests.core.losses.specs import spec as whole_year

YEARS = 100_000
LEVELS = [0.5, 0.9, 0.99]
THRESHOLDS = [0, 100_000, 1_000_000, 3_000_000, 10_000_000, 50_000_000]
GAMMA = {"gamma": {"shape": 0.7, "scale": 2_000_000}}
PARETO = {"pareto": {"scale": 3_000_000, "alpha": 3.2}}
STEPS = discrete([0, 500_000, 2_000_000, 7_500_000], [0.1, 0.4, 0.3, 0.2])
OUTAGE = stop({"lognormal": {"mu": 3.5, "sigma": 1}}, 480_000)
NEGATIVE = {"negative_binomial": {"mean": 0.8, "variance": 1.6}}
LAYERED = {"retention": 500_000, "limit": 8_000_000}
TWO = (line("x", exponential(2e6)), line("y", GAMMA))

CASES = {
    "lognormal": job(cover=None),
    "the reference job": job(),
    "exponential, negative binomial": one(NEGATIVE, exponential(3e6), cover=LAYERED),
    "gamma, Bernoulli": one({"bernoulli": 0.3}, GAMMA, cover=LAYERED),
    "Pareto, fixed": one({"fixed": 2}, PARETO, cover=LAYERED),
    "discrete, Poisson": one({"poisson": 1.3}, STEPS, cover=LAYERED),
    "constant, many events": one({"poisson": 12}, constant(750_000), cover={"aggregate_limit": 6_000_000}),
    "many small events": one({"poisson": 60}, exponential(1e5), cover={"retention": 50_000}),
    "a wide negative binomial": one({"negative_binomial": {"mean": 3, "variance": 20}}, GAMMA, cover=LAYERED),
    "outage with waiting and maximum": one(
        {"poisson": 0.6}, OUTAGE, cover={"waiting_hours": {"x": 12}, "max_hours": {"x": 72}, "retention": 100_000}
    ),
    "outage with a cap": one(
        {"poisson": 0.6}, stop(exponential(60), 480_000, cap_hours=96), cover={"waiting_hours": {"x": 24}}
    ),
    "outage of whole days": one(
        {"bernoulli": 0.5}, stop(discrete([24, 72, 240], [0.5, 0.3, 0.2])), cover={"waiting_hours": {"x": 48}}
    ),
    "line terms": one(
        {"poisson": 0.8}, LONG_TAIL, cover={"shares": {"x": 0.9}, "sublimits": {"x": 5e6}, **LAYERED, "share": 0.8}
    ),
    "two lines under one retention": whole_year(scenario("s", {"poisson": 0.7}, *TWO), cover=LAYERED),
    "two lines, each with its terms": whole_year(
        scenario("s", NEGATIVE, *TWO), cover={"shares": {"x": 0.5}, "sublimits": {"y": 1e6}, **LAYERED}
    ),
    "an uncovered line": whole_year(scenario("s", {"poisson": 1}, *TWO), cover={**LAYERED, "uncovered": ["x"]}),
    "three scenarios": whole_year(
        scenario("s", {"poisson": 0.5}, *TWO),
        scenario("t", {"bernoulli": 0.2}, line("z", STEPS)),
        scenario("u", {"fixed": 1}, line("x", exponential(4e5))),
        cover={**LAYERED, "aggregate_limit": 12e6},
    ),
    "correlated lines": whole_year(
        scenario("s", {"poisson": 0.8}, *TWO, correlation=[[1, 0.6], [0.6, 1]]), cover=LAYERED
    ),
    "correlated money and hours": whole_year(
        scenario("s", NEGATIVE, line("x", LONG_TAIL), line("h", OUTAGE), correlation=[[1, -0.4], [-0.4, 1]]),
        cover={"waiting_hours": {"h": 12}, **LAYERED},
    ),
    "a policy of two sections": whole_year(
        scenario("s", {"poisson": 0.8}, *TWO),
        cover=policy(section("a", "x", retention=2e5, limit=3e6), section("b", "y", limit=2e6, shares={"y": 0.9})),
    ),
    "a policy with an event limit": whole_year(
        scenario("s", {"poisson": 0.8}, *TWO),
        cover=policy(section("a", "x", retention=2e5), section("b", "y"), event_limit=4e6),
    ),
    "a policy with an event limit and an aggregate": whole_year(
        scenario("s", {"poisson": 1.5}, *TWO, line("h", OUTAGE)),
        cover=policy(
            section("a", "x", "y", retention=2e5),
            section("c", "h", waiting_hours=12, max_hours=72),
            event_limit=4e6,
            aggregate_limit=6e6,
        ),
    ),
    "one section with an aggregate of its own": whole_year(
        scenario("s", {"poisson": 1.5}, *TWO), cover=policy(section("a", "x", "y", retention=2e5, aggregate_limit=5e6))
    ),
    "two aggregates of a section and of the policy": whole_year(
        scenario("s", {"poisson": 1.5}, *TWO),
        cover=policy(section("a", "x", "y", aggregate_limit=5e6), aggregate_limit=4e6),
    ),
    "a rare large event": one({"poisson": 0.01}, LONG_TAIL, cover={"retention": 5e6, "aggregate_limit": 30e6}),
    "a policy without a term": event(line("x", PARETO), cover=policy(section("a", "x"))),
}
KEPT = (
    "lognormal",
    "exponential, negative binomial",
    "Pareto, fixed",
    "outage with waiting and maximum",
    "line terms",
    "two lines under one retention",
    "an uncovered line",
    "a policy without a term",
)
"""Cases whose retained loss the exact solver answers too."""
LIGHT_TAILS = [name for name in CASES if "lognormal" not in str(CASES[name]) and "correlated" not in name]


@pytest.fixture(scope="module", params=CASES)
def pair(request):
    asked = {**CASES[request.param], "quantiles": LEVELS, "thresholds": THRESHOLDS}
    figures = ("gross", "paid", "retained") if request.param in KEPT else ("gross", "paid")
    return losses(asked, figures=(*figures, "probabilities")), simulate(asked, years=YEARS, seed=11)


def exact_figures(exact):
    return [figure for figure, solver in exact["solvers"].items() if solver == "compound"]


def test_means_agree(pair):
    exact, simulated = pair
    for figure in {*exact_figures(exact), "gross"}:
        error = simulated[figure]["sd"] / math.sqrt(YEARS)
        assert abs(exact[figure]["mean"] - simulated[figure]["mean"]) <= 4 * error + 1e-6, figure


@pytest.mark.parametrize(
    "name", [name for name in CASES if "lognormal" not in str(CASES[name]) and "correl" not in name]
)
def test_deviations_agree(name):
    exact = losses({**CASES[name], "quantiles": []}, figures=("gross", "paid"))
    simulated = simulate(CASES[name], years=YEARS, seed=12)
    for figure in {*exact_figures(exact), "gross"}:
        assert exact[figure]["sd"] == pytest.approx(simulated[figure]["sd"], rel=0.06, abs=1e-6), figure


def test_distributions_agree(pair):
    exact, simulated = pair
    for figure in exact_figures(exact):
        for amount, chance in exact[figure]["cdf"].items():
            error = math.sqrt(max(chance * (1 - chance), 1e-12) / YEARS)
            assert abs(simulated[figure]["cdf"][amount] - chance) <= 4 * error + 2e-6, (figure, amount)


def test_tails_agree(pair):
    exact, simulated = pair
    for figure in exact_figures(exact):
        for level in LEVELS:
            one, other = (each[figure]["tvar"][str(level)] for each in pair)
            # the mean of the worst share 1 - p of the years spreads at most as sd / sqrt(n) / (1 - p)
            assert abs(one - other) <= 4 * simulated[figure]["sd"] / math.sqrt(YEARS) / (1 - level) + 1e-6, figure


def test_chances_agree(pair):
    exact, simulated = pair
    chance = exact["probabilities"]["no_payment"]
    error = math.sqrt(max(chance * (1 - chance), 1e-12) / YEARS)
    if exact["solvers"]["paid"] == "compound":
        assert abs(simulated["probabilities"]["no_payment"] - chance) <= 4 * error + 2e-6
        if (exhausted := exact["probabilities"]["aggregate_exhausted"]) is not None:
            error = math.sqrt(max(exhausted * (1 - exhausted), 1e-9) / YEARS)
            assert abs(simulated["probabilities"]["aggregate_exhausted"] - exhausted) <= 4 * error + 1e-5
    assert simulated["probabilities"]["no_event"] == exact["probabilities"]["no_event"]


@pytest.mark.parametrize("name", ["the reference job", "line terms", "three scenarios", "many small events"])
def test_quantiles_agree_by_the_share_of_years_at_or_below_them(name):
    asked = CASES[name]
    exact = losses({**asked, "quantiles": LEVELS}, figures=("gross", "paid"))
    for figure in ("gross", "paid"):
        places = [value * (1 + 1e-9) for value in exact[figure]["quantiles"].values()]
        cdf = simulate({**asked, "thresholds": places}, years=YEARS, seed=5)[figure]["cdf"]
        for level, share in zip(LEVELS, [cdf[key] for key in dict.fromkeys(cdf)], strict=False):
            assert share >= level - 4 * math.sqrt(level * (1 - level) / YEARS), (figure, level)


def test_draws_of_one_line_have_their_distribution_far_out():
    """The lower and upper thousandths of each size, against its closed form."""
    sizes = {
        "lognormal": (
            {"lognormal": {"mu": 0, "sigma": 1}},
            [math.exp(-3.090232306167813), math.exp(3.090232306167813)],
        ),
        "exponential": (exponential(1), [0.0010005003335835344, 6.907755278982137]),
        "pareto": ({"pareto": {"scale": 1, "alpha": 2}}, [0.0005003753127737, 30.622776601683793]),
        "gamma": ({"gamma": {"shape": 2, "scale": 1}}, [0.0454020, 9.2334130]),
    }
    for name, (size, places) in sizes.items():
        cdf = simulate(event(line("x", size), thresholds=places), years=YEARS, seed=3)["gross"]["cdf"]
        low, high = cdf.values()
        error = 4 * math.sqrt(0.001 / YEARS)
        assert (low, high) == (pytest.approx(0.001, abs=error), pytest.approx(0.999, abs=error)), name


def test_aggregates_of_two_sections_act_each_on_its_own_scenario():
    """What two sections pay, each with its aggregate, is what two policies would pay."""
    first, second = scenario("s", {"poisson": 1.5}, TWO[0]), scenario("t", NEGATIVE, TWO[1])
    one_section, other = section("a", "x", aggregate_limit=4e6), section("b", "y", limit=2e6, aggregate_limit=3e6)
    apart = [
        losses(whole_year(each, cover=policy(terms)), figures=("paid",))
        for each, terms in ((first, one_section), (second, other))
    ]
    assert all(each["solvers"] == {"paid": "compound"} for each in apart)
    together = simulate(whole_year(first, second, cover=policy(one_section, other)), years=YEARS)
    expected = sum(each["paid"]["mean"] for each in apart)
    assert abs(together["paid"]["mean"] - expected) < 4 * together["standard_error"]["paid_mean"]


@pytest.mark.parametrize("size", [exponential(1e6), GAMMA, PARETO, LONG_TAIL, STEPS])
def test_two_lines_that_move_as_one_are_one_line_of_twice_the_size(size):
    places = [100_000, 1_000_000, 10_000_000]
    asked = scenario("s", {"fixed": 1}, line("x", size), line("y", size), correlation=[[1, 1], [1, 1]])
    joint = simulate(whole_year(asked, thresholds=[2 * place for place in places]), years=YEARS)["gross"]
    single = losses(event(line("x", size), thresholds=places))["gross"]
    for chance, found in zip(single["cdf"].values(), joint["cdf"].values(), strict=True):
        assert abs(found - chance) <= 4 * math.sqrt(chance * (1 - chance) / YEARS) + 1e-6


def test_two_lognormal_lines_that_move_against_each_other_keep_their_product():
    sizes = [line(name, {"lognormal": {"mu": 10, "sigma": 0.5}}) for name in ("x", "y")]
    asked = scenario("s", {"fixed": 1}, *sizes, correlation=[[1, -1], [-1, 1]])
    found = simulate(whole_year(asked, quantiles=[0.000_01, 0.5]), years=YEARS)["gross"]
    assert found["quantiles"]["0.00001"] >= 2 * math.exp(10) * (1 - 1e-9)  # x + e^20/x has its least value at e^10


@pytest.mark.full
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", CASES)
def test_means_agree_over_a_million_years(name, seed):
    exact = losses({**CASES[name], "quantiles": []}, figures=("gross", "paid"))
    simulated = simulate(CASES[name], years=1_000_000, seed=seed + 100)
    for figure in {*exact_figures(exact), "gross"}:
        error = simulated[figure]["sd"] / 1000
        assert abs(exact[figure]["mean"] - simulated[figure]["mean"]) <= 4.5 * error + 1e-6, figure
