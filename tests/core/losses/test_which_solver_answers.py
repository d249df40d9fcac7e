"""Who answers which figure: the exact solver exactly where the contract says, the joint one elsewhere."""

import pytest

from sonae_core.quant.losses import losses
from tests.core.losses.specs import constant, exponential, line, policy, scenario, section, simulate, stop
from tests.core.losses.specs import spec as whole_year

HALF = [[1, 0.5], [0.5, 1]]
NONE = [[1, 0], [0, 1]]
REPAIR, LAW = line("repair", exponential(1e6)), line("law", exponential(2e5))
STOP, CLOUD = line("stop", stop(exponential(48))), line("cloud", stop(exponential(20)))
ALL, NOT_KEPT, GROSS_ONLY, NOTHING = "gross paid retained", "gross paid", "gross", ""


def rare(*lines, correlation=None, **more):
    return whole_year(scenario("s", {"poisson": 0.002}, *lines, correlation=correlation), **more)


CASES = {
    "one line, no cover": (rare(REPAIR), ALL),
    "two lines, no cover": (rare(REPAIR, LAW), ALL),
    "a correlation of nothing": (rare(REPAIR, LAW, correlation=NONE, cover={"limit": 1e6}), ALL),
    "correlated lines": (rare(REPAIR, LAW, correlation=HALF, cover={"limit": 1e6}), NOTHING),
    "one covered line with every term of an event": (
        rare(
            REPAIR,
            cover={
                "shares": {"repair": 0.9},
                "sublimits": {"repair": 5e6},
                "retention": 1e5,
                "limit": 3e6,
                "share": 0.5,
            },
        ),
        ALL,
    ),
    "an interruption with waiting and maximum": (
        rare(STOP, cover={"waiting_hours": {"stop": 12}, "max_hours": {"stop": 72}, "retention": 1e5}),
        ALL,
    ),
    "an aggregate": (rare(REPAIR, cover={"aggregate_limit": 5e6}), NOT_KEPT),
    "an aggregate over two lines with every term": (
        rare(REPAIR, STOP, cover={"waiting_hours": {"stop": 12}, "retention": 1e5, "aggregate_limit": 5e6}),
        NOT_KEPT,
    ),
    "two lines under a retention, no terms on lines": (rare(REPAIR, LAW, cover={"retention": 1e5, "limit": 1e6}), ALL),
    "two lines with terms, no retention and limit": (
        rare(REPAIR, LAW, cover={"shares": {"repair": 0.9}, "sublimits": {"law": 1e5}}),
        ALL,
    ),
    "two lines with terms under a retention": (
        rare(REPAIR, LAW, cover={"shares": {"repair": 0.9}, "retention": 1e5}),
        NOT_KEPT,
    ),
    "two lines with terms under a limit": (
        rare(REPAIR, LAW, cover={"sublimits": {"repair": 1e6}, "limit": 2e6}),
        NOT_KEPT,
    ),
    "one covered line beside an uncovered one": (
        rare(REPAIR, LAW, cover={"shares": {"repair": 0.9}, "retention": 1e5, "uncovered": ["law"]}),
        ALL,
    ),
    "a policy of one section": (rare(REPAIR, cover=policy(section("a", "repair", retention=1e5, limit=1e6))), ALL),
    "a policy of one section with an aggregate of its own": (
        rare(REPAIR, cover=policy(section("a", "repair", aggregate_limit=1e6))),
        NOT_KEPT,
    ),
    "a policy of two sections, one with an aggregate": (
        rare(REPAIR, LAW, cover=policy(section("a", "repair", aggregate_limit=1e6), section("b", "law"))),
        GROSS_ONLY,
    ),
    "a policy of two sections with an event limit": (
        rare(
            REPAIR,
            LAW,
            cover=policy(section("a", "repair", retention=1e5), section("b", "law", limit=1e5), event_limit=1e6),
        ),
        NOT_KEPT,
    ),
    "one interruption in a section with waiting": (
        rare(STOP, cover=policy(section("a", "stop", waiting_hours=12, max_hours=72))),
        ALL,
    ),
    "two interruptions in a section with waiting": (
        rare(STOP, CLOUD, cover=policy(section("a", "stop", "cloud", waiting_hours=12))),
        GROSS_ONLY,
    ),
    "two interruptions in a section with a maximum": (
        rare(STOP, CLOUD, cover=policy(section("a", "stop", "cloud", max_hours=72))),
        GROSS_ONLY,
    ),
    "two interruptions in a section without a clock": (
        rare(STOP, CLOUD, cover=policy(section("a", "stop", "cloud", limit=1e6))),
        ALL,
    ),
    "two interruptions in two sections with waiting": (
        rare(STOP, CLOUD, cover=policy(section("a", "stop", waiting_hours=9), section("b", "cloud", waiting_hours=9))),
        ALL,
    ),
    "two interruptions of a section in two scenarios": (
        whole_year(
            scenario("s", {"poisson": 0.001}, STOP),
            scenario("t", {"poisson": 0.001}, CLOUD),
            cover=policy(section("a", "stop", "cloud", waiting_hours=12)),
        ),
        ALL,
    ),
    "correlated lines of one scenario beside independent ones": (
        whole_year(
            scenario("s", {"poisson": 0.001}, REPAIR),
            scenario("t", {"poisson": 0.001}, REPAIR, LAW, correlation=HALF),
            cover={"limit": 1e6},
        ),
        NOTHING,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_exact_solver_answers_alone_where_it_is_exact(name):
    asked, exact = CASES[name]
    found = losses(asked)
    expected = {key: "compound" if key in exact.split() else "simulate" for key in ("gross", "paid", "retained")}
    assert found["solvers"] == expected
    assert found["years"] == (None if exact == ALL else 1_000_000)


def test_the_joint_solver_answers_everything_when_it_is_asked():
    assert simulate(rare(REPAIR))["solvers"] == dict.fromkeys(("gross", "paid", "retained"), "simulate")


def test_the_mean_and_deviation_of_correlated_lines_are_closed_all_the_same():
    lines = [line(name, {"lognormal": {"mu": 14, "sigma": 1}}) for name in ("x", "y")]
    found = losses(whole_year(scenario("s", {"poisson": 0.2}, *lines, correlation=HALF)))
    mean = 2.718281828459045**14.5
    second = 2 * 2.718281828459045**30 + 2 * 2.718281828459045 ** (29 + 0.5)
    assert found["solvers"]["gross"] == "simulate"
    assert found["gross"]["mean"] == pytest.approx(0.2 * 2 * mean, rel=1e-11)
    assert found["gross"]["sd"] == pytest.approx((0.2 * second) ** 0.5, rel=1e-9)
    assert found["standard_error"]["gross_mean"] is None


def test_correlated_hours_and_gammas_have_their_mean_and_deviation_by_quadrature():
    """Two exponentials with latent correlation 1 are one and the same size, so the sum is twice one of them."""
    lines = line("x", exponential(1000)), line("y", exponential(1000))
    found = losses(whole_year(scenario("s", {"fixed": 1}, *lines, correlation=[[1, 1], [1, 1]])))["gross"]
    assert found["mean"] == pytest.approx(2000, rel=1e-11)
    assert found["sd"] == pytest.approx(2000, rel=1e-7)


def test_a_bound_on_events_that_leaves_too_few_years_is_refused():
    from sonae_core.values.errors import InputError

    asked = whole_year(
        scenario("s", {"poisson": 300_000}, REPAIR, line("x", constant(1)), correlation=HALF), cover={"limit": 1e6}
    )
    with pytest.raises(InputError):
        losses(asked)
