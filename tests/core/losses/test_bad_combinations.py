"""What is right field by field and wrong together: correlations, doubled kinds, covers, bounds, options."""

from __future__ import annotations

import pytest

from sonae_core.quant.losses import losses
from sonae_core.values.document import parse_document
from sonae_core.values.errors import InputError
from tests.core.losses.specs import constant, discrete, event, exponential, line, one, policy, scenario, section, stop
from tests.core.losses.specs import spec as whole_year

X, Y, Z = (line(name, exponential(1e6)) for name in "xyz")
STOP = line("h", stop(exponential(48)))


def refused(asked, path, **options):
    with pytest.raises(InputError) as caught:
        losses(asked, **options)
    error = caught.value
    assert len(str(error).splitlines()) == 1
    assert error.path.startswith(path), error
    return error


def correlated(matrix, *lines):
    return whole_year(scenario("s", {"poisson": 1}, *(lines or (X, Y)), correlation=matrix))


@pytest.mark.parametrize(
    "matrix",
    [
        [],
        [[1]],
        [[1, 0.5]],
        [[1, 0.5], [0.5]],
        [[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]],
        [[1, 0.5], [0.4, 1]],
        [[0.9, 0.5], [0.5, 1]],
        [[1, 1.0001], [1.0001, 1]],
        [[1, -2], [-2, 1]],
        [[0, 0], [0, 0]],
    ],
)
def test_a_matrix_that_is_no_correlation_is_refused(matrix):
    refused(correlated(matrix), "scenarios[0]")


def test_correlations_that_cannot_all_hold_are_refused():
    impossible = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]
    refused(correlated(impossible, X, Y, Z), "scenarios[0]")
    barely = [[1, -0.51, -0.51], [-0.51, 1, -0.51], [-0.51, -0.51, 1]]
    refused(correlated(barely, X, Y, Z), "scenarios[0]")
    just = [[1, -0.5, -0.5], [-0.5, 1, -0.5], [-0.5, -0.5, 1]]
    assert losses(correlated(just, X, Y, Z), solver="simulate", years=100)["gross"]["mean"] > 0


@pytest.mark.parametrize(
    ("frequency", "path"),
    [
        ({}, "scenarios[0].frequency"),
        ({"poisson": 1, "fixed": 1}, "scenarios[0].frequency"),
        ({"poisson": None}, "scenarios[0].frequency"),
        ({"negative_binomial": {"mean": 1, "variance": 1}}, "scenarios[0].frequency.negative_binomial"),
        ({"negative_binomial": {"mean": 2, "variance": 1}}, "scenarios[0].frequency.negative_binomial"),
    ],
)
def test_exactly_one_possible_frequency(frequency, path):
    refused(one(frequency, exponential(1)), path)


@pytest.mark.parametrize(
    "size",
    [
        {},
        {**exponential(1), **constant(1)},
        {"exponential": None},
        {**constant(1), **stop(exponential(1))},
        stop({}),
        stop({**exponential(1), **constant(1)}),
    ],
)
def test_exactly_one_size(size):
    refused(one({"poisson": 1}, size), "scenarios[0].lines[0]")


@pytest.mark.parametrize(
    ("values", "chances"),
    [([], []), ([1, 2], [1]), ([1], [0.5, 0.5]), ([1, 2], [0.5, 0.4]), ([1, 2], [0.5, 0.5 + 2e-9]), ([1], [0])],
)
def test_discrete_values_that_are_no_distribution_are_refused(values, chances):
    refused(one({"poisson": 1}, discrete(values, chances)), "scenarios[0].lines[0].discrete")


def test_probabilities_a_billionth_off_are_divided_by_their_sum():
    found = losses(event(line("x", discrete([0, 10], [0.5, 0.5 + 9e-10])), thresholds=[10]))
    assert found["gross"]["cdf"]["10"] == 1
    assert found["gross"]["mean"] == pytest.approx(5, rel=1e-9)


def test_an_outage_of_an_outage_is_refused():
    refused(one({"poisson": 1}, stop(stop(exponential(1)))), "scenarios[0].lines[0].interruption.hours.interruption")


def test_no_scenario_and_no_line_are_refused():
    refused(whole_year(), "scenarios")
    refused(whole_year(scenario("s", {"poisson": 1})), "scenarios[0].lines")


def test_a_name_given_twice_is_refused():
    refused(whole_year(scenario("s", {"poisson": 1}, X), scenario("s", {"poisson": 1}, X)), "").problem.index("s")
    refused(whole_year(scenario("s", {"poisson": 1}, X, X)), "scenarios[0]")


def test_one_line_that_is_both_money_and_outage_is_refused():
    both = scenario("s", {"poisson": 1}, X), scenario("t", {"poisson": 1}, line("x", stop(exponential(1))))
    assert "x" in refused(whole_year(*both), "").problem


# --- bounds ----------------------------------------------------------------------------------------------------------


def test_sixty_four_scenarios_are_the_most():
    scenarios = [scenario(f"s{i}", {"poisson": 1}, line("x", constant(1))) for i in range(65)]
    refused(whole_year(*scenarios), "scenarios")
    assert losses(whole_year(*scenarios[:64], quantiles=[]))["gross"]["mean"] == 64


def test_sixty_four_lines_are_the_most():
    lines = [line(f"x{i}", constant(1)) for i in range(65)]
    refused(whole_year(scenario("s", {"fixed": 1}, *lines)), "scenarios[0].lines")
    assert losses(whole_year(scenario("s", {"fixed": 1}, *lines[:64])))["gross"]["mean"] == 64


@pytest.mark.parametrize("field", ["quantiles", "thresholds"])
def test_a_thousand_questions_are_the_most(field):
    asked = one({"poisson": 1}, constant(1))
    refused({**asked, field: [(k + 1) / 1002 for k in range(1001)]}, field)
    assert losses({**asked, field: [(k + 1) / 1002 for k in range(1000)]})["gross"]["mean"] == 1


@pytest.mark.parametrize(
    "frequency", [{"poisson": 2001}, {"fixed": 2001}, {"negative_binomial": {"mean": 2001, "variance": 2002}}]
)
def test_more_than_two_billion_expected_events_are_refused_at_once(frequency):
    asked = one(frequency, exponential(1))
    refused(asked, "--years", solver="simulate")
    refused(asked, "--years", solver="simulate", years=1_000_000)


def test_events_of_all_scenarios_count_together():
    scenarios = [scenario(f"s{i}", {"poisson": 1001}, X) for i in range(2)]
    refused(whole_year(*scenarios), "--years", solver="simulate")


def test_an_expected_number_of_events_beyond_the_bound_is_refused_by_the_exact_solver_too():
    refused(one({"poisson": 2.1e9}, exponential(1)), "")
    refused(one({"poisson": 1e300}, exponential(1)), "")


def test_joint_figures_that_would_have_too_few_years_are_refused_at_once():
    asked = whole_year(scenario("s", {"poisson": 300_000}, X, Y, correlation=[[1, 0.5], [0.5, 1]]))
    refused(asked, "scenarios")


# --- options ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("years", [0, -1, 1.5, "10", True, float("nan"), 2_000_000_001])
def test_years_that_cannot_be_are_refused(years):
    refused(one({"poisson": 0.1}, constant(1)), "--years", solver="simulate", years=years)


def test_years_of_the_exact_solver_are_refused():
    refused(one({"poisson": 0.1}, constant(1)), "--years", years=1000)


@pytest.mark.parametrize("seed", [-1, 2**64, 1.5, "1", True, None, float("inf")])
def test_a_seed_that_cannot_be_is_refused(seed):
    for solver in ("compound", "simulate"):
        refused(one({"poisson": 0.1}, constant(1)), "--seed", solver=solver, seed=seed)


@pytest.mark.parametrize("seed", [0, 2**64 - 1])
def test_the_least_and_the_largest_seed_are_seeds(seed):
    asked = one({"poisson": 0.5}, constant(1))
    assert losses(asked, solver="simulate", years=100, seed=seed)["seed"] == seed


# --- covers ----------------------------------------------------------------------------------------------------------


def covered(cover, *lines):
    return whole_year(scenario("s", {"poisson": 0.01}, *(lines or (X, STOP))), cover=cover)


@pytest.mark.parametrize(
    ("cover", "path"),
    [
        ({"shares": {"ransom": 0.5}}, "cover.shares"),
        ({"sublimits": {"ransom": 1}}, "cover.sublimits"),
        ({"waiting_hours": {"ransom": 1}}, "cover.waiting_hours"),
        ({"max_hours": {"ransom": 1}}, "cover.max_hours"),
        ({"uncovered": ["ransom"]}, "cover.uncovered"),
    ],
)
def test_a_term_for_a_line_that_no_scenario_has_is_refused(cover, path):
    error = refused(covered(cover), path)
    assert "ransom" in str(error)


@pytest.mark.parametrize("term", ["waiting_hours", "max_hours"])
def test_hours_for_a_line_of_money_are_refused(term):
    error = refused(covered({term: {"x": 12}}), f"cover.{term}")
    assert "x" in str(error)


@pytest.mark.parametrize(
    "flat", [{"retention": 1}, {"limit": 1}, {"share": 0.5}, {"shares": {"x": 1}}, {"waiting_hours": {"h": 1}}]
)
def test_the_two_forms_of_a_cover_are_not_mixed(flat):
    refused(covered({**policy(section("a", "x")), **flat}), "cover")


@pytest.mark.parametrize(
    ("cover", "path"),
    [
        (policy(section("a", "x", per_head={"x": 1000})), "cover"),
        (policy(section("a", "x"), already_paid={"policy": 1}), "cover"),
        (policy(section("a", "x", aggregate_limit=9), already_paid={"sections": {"a": 1}}), "cover"),
        (policy(section("a", "x", waiting_hours=12)), "cover"),
        (policy(section("a", "x", "h", max_hours=12)), "cover"),
        (policy(section("a", "x"), section("b", "x")), "cover"),
        (policy(section("a", "x"), section("a", "h")), "cover"),
        (policy(section("a", "x", shares={"h": 0.5})), "cover"),
        (policy(section("a", "x", sublimits={"h": 1})), "cover"),
        (policy(section("a", "x", colour=1)), "cover.sections[0].colour"),
        ({**policy(section("a", "x")), "colour": 1}, "cover.colour"),
        ({"product": "invented", "sections": 5}, "cover.sections"),
    ],
)
def test_a_policy_that_cannot_be_simulated_is_refused(cover, path):
    for solver in ("compound", "simulate"):
        refused(covered(cover), path, solver=solver)


def test_a_policy_may_name_lines_that_no_scenario_has_and_nothing_already_paid():
    cover = policy(
        section("a", "x", "damages", needs_consent=["damages"]),
        section("b", "h", waiting_hours=1),
        already_paid={"policy": 0, "sections": {"a": 0}},
    )
    assert losses(covered(cover))["paid"]["mean"] > 0


# --- as a file -------------------------------------------------------------------------------------------------------

FILE = """scenarios:
  - id: s
    frequency: {poisson: 0.1}
    lines:
      - {id: x, constant: {value: 5}}
"""


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("0.1", "-0.1", "spec.yaml: scenarios[0].frequency.poisson（3行目）"),
        ("5}", ".nan}", "spec.yaml: scenarios[0].lines[0].constant.value（5行目）"),
        ("5}", ".inf}", "spec.yaml: scenarios[0].lines[0].constant.value（5行目）"),
        ("5}", "yes}", "spec.yaml: scenarios[0].lines[0].constant.value（5行目）"),
        ("5}", "12:30}", "spec.yaml: scenarios[0].lines[0].constant.value（5行目）"),
        ("value", "valeu", "spec.yaml: scenarios[0].lines[0].constant.v"),
        ("id: s", "id: S", "spec.yaml: scenarios[0].id（2行目）"),
    ],
)
def test_an_error_in_a_file_names_the_file_the_field_and_the_line(old, new, path):
    refused(parse_document(FILE.replace(old, new).encode(), "spec.yaml"), path)
