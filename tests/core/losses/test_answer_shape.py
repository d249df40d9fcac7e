"""The JSON of ``losses``: which keys in which order, how numbers become keys, what is null."""

import json

import pytest

from sonae_core.quant.losses import losses
from sonae_core.values.document import parse_document
from tests.core.losses.specs import LAYER, compound, constant, event, exponential, job, line, one, scenario, simulate
from tests.core.losses.specs import spec as whole_year

HEAVY = {"pareto": {"scale": 1_000_000, "alpha": 0.8}}
WIDE = {"pareto": {"scale": 1_000_000, "alpha": 1.8}}
SOLVERS = pytest.mark.parametrize("solver", ["compound", "simulate"])


def answer(asked, solver):
    return losses(asked, solver=solver, years=20_000 if solver == "simulate" else None)


@pytest.fixture(scope="module")
def exact():
    return losses(job(thresholds=[500, 1000]))


def test_keys_and_their_order(exact):
    assert list(exact) == [
        "solvers",
        "version",
        "seed",
        "years",
        "gross",
        "paid",
        "retained",
        "probabilities",
        "standard_error",
    ]
    assert list(exact["solvers"]) == ["gross", "paid", "retained"]
    for figure in ("gross", "paid", "retained"):
        assert list(exact[figure]) == ["mean", "sd", "quantiles", "tvar", "cdf"]
    assert list(exact["probabilities"]) == ["no_event", "no_payment", "aggregate_exhausted"]
    assert list(exact["standard_error"]) == ["gross_mean", "paid_mean", "retained_mean"]


def test_both_solvers_and_all_three_figures_have_the_same_keys(exact):
    simulated = simulate(job(thresholds=[500, 1000]))
    for figure in ("gross", "paid", "retained"):
        for key in ("quantiles", "tvar"):
            assert list(exact[figure][key]) == list(simulated[figure][key]) == ["0.9", "0.95", "0.99", "0.995"]
        assert list(exact[figure]["cdf"]) == list(simulated[figure]["cdf"]) == ["500", "1000"]


def test_the_answer_is_json_with_finite_numbers_only(exact):
    assert json.loads(json.dumps(exact, allow_nan=False)) == exact


@pytest.mark.parametrize(
    ("given", "key"),
    [(0.9, "0.9"), (0.995, "0.995"), (0.5, "0.5"), (1e-9, "0.000000001"), (0.999999, "0.999999")],
)
def test_a_level_is_written_in_its_shortest_form(given, key):
    asked = one({"bernoulli": 0.1}, constant(1), quantiles=[given])
    for block in ("quantiles", "tvar"):
        assert list(losses(asked)["gross"][block]) == [key]


@pytest.mark.parametrize(
    ("given", "key"),
    [(500, "500"), (1e6, "1000000"), (0, "0"), (0.5, "0.5"), (1e15, "1000000000000000"), (100.0, "100"), (-0.0, "0")],
)
def test_a_threshold_is_written_in_its_shortest_form(given, key):
    assert list(losses(one({"bernoulli": 0.1}, constant(1), thresholds=[given]))["gross"]["cdf"]) == [key]


def test_levels_and_thresholds_keep_the_order_in_which_they_were_asked():
    asked = one({"poisson": 1}, constant(1), quantiles=[0.99, 0.5, 0.9], thresholds=[7, 1, 3])
    gross = losses(asked)["gross"]
    assert (list(gross["quantiles"]), list(gross["cdf"])) == (["0.99", "0.5", "0.9"], ["7", "1", "3"])


def test_nothing_asked_is_nothing_answered():
    gross = losses(one({"poisson": 1}, exponential(1), quantiles=[], thresholds=[]))["gross"]
    assert (gross["quantiles"], gross["tvar"], gross["cdf"]) == ({}, {}, {})


def test_a_file_in_yaml_spells_numbers_as_people_do():
    text = """
    scenarios:
      - id: ransomware
        frequency: {fixed: 1}
        lines:
          - {id: repair, constant: {value: 1_000_000}}
          - {id: stop, interruption: {hours: {constant: {value: 2.4e1}}, yen_per_day: 5e5}}
    cover: {shares: {repair: 0.90}}
    quantiles: [0.90]
    thresholds: [1.5e6, 500_000]
    """
    found = losses(parse_document(text.encode(), "spec.yaml"))
    assert found["gross"]["mean"] == 1_500_000
    assert found["paid"]["mean"] == 1_400_000
    assert found["gross"]["cdf"] == {"1500000": 1, "500000": 0}
    assert found["gross"]["quantiles"] == {"0.9": 1_500_000}


def test_the_seed_is_echoed_and_exact_answers_have_no_years():
    found = losses(one({"poisson": 1}, constant(1)), seed=2**64 - 1)
    assert (found["seed"], found["years"]) == (2**64 - 1, None)
    assert losses(one({"poisson": 1}, constant(1)))["seed"] == 1


def test_years_are_those_that_were_asked_and_a_million_otherwise():
    asked = one({"poisson": 0.1}, constant(1))
    assert simulate(asked, years=777)["years"] == 777
    assert losses(asked, solver="simulate")["years"] == 1_000_000


def test_a_joint_figure_asked_of_the_exact_solver_takes_a_million_years_and_the_seed(exact):
    assert exact["solvers"] == {"gross": "compound", "paid": "compound", "retained": "simulate"}
    assert exact["years"] == 1_000_000
    again = simulate(job(thresholds=[500, 1000]), years=1_000_000)
    for key in ("sd", "quantiles", "tvar", "cdf"):
        assert exact["retained"][key] == again["retained"][key]


def test_the_mean_that_stays_is_whole_less_paid_with_either_solver(exact):
    for found in (exact, simulate(job())):
        difference = found["gross"]["mean"] - found["paid"]["mean"]
        assert found["retained"]["mean"] == pytest.approx(difference, rel=1e-10)


# --- standard errors -------------------------------------------------------------------------------------------------


def test_an_exact_answer_has_no_standard_error(exact):
    assert exact["standard_error"] == {"gross_mean": None, "paid_mean": None, "retained_mean": None}


def test_a_simulation_says_how_far_its_means_may_be_off():
    found = simulate(job(), years=20_000)
    for figure in ("gross", "paid", "retained"):
        error = found["standard_error"][f"{figure}_mean"]
        assert error == pytest.approx(found[figure]["sd"] / 20_000**0.5, rel=1e-9)


def test_nothing_paid_without_a_cover_is_exact_in_a_simulation_too():
    found = simulate(one({"poisson": 1}, exponential(1)))["standard_error"]
    assert found["paid_mean"] is None
    assert found["gross_mean"] == found["retained_mean"] > 0


def test_paid_by_the_joint_solver_has_an_error_and_the_closed_whole_has_none():
    lines = line("x", exponential(1e6)), line("y", exponential(1e6))
    asked = whole_year(
        scenario("s", {"poisson": 0.1}, *lines, correlation=[[1, 0.5], [0.5, 1]]), cover={"retention": 500_000}
    )
    found = losses(asked)
    assert found["standard_error"]["gross_mean"] is None
    assert found["standard_error"]["paid_mean"] == pytest.approx(found["paid"]["sd"] / 1000, rel=1e-9)
    assert found["standard_error"]["retained_mean"] > 0


# --- what does not exist ---------------------------------------------------------------------------------------------


@SOLVERS
def test_a_mean_that_does_not_exist_is_null_and_so_are_its_tails(solver):
    gross = answer(one({"poisson": 0.5}, HEAVY), solver)["gross"]
    assert gross["mean"] is None
    assert gross["sd"] is None
    assert set(gross["tvar"].values()) == {None}
    assert all(value is not None for value in gross["quantiles"].values())


@SOLVERS
def test_a_deviation_that_does_not_exist_is_null_and_the_mean_stands(solver):
    gross = answer(one({"poisson": 0.5}, WIDE), solver)["gross"]
    assert gross["sd"] is None
    assert gross["mean"] > 0
    assert all(value > 0 for value in gross["tvar"].values())


@SOLVERS
def test_the_deviation_of_a_tail_with_alpha_two_does_not_exist(solver):
    assert answer(one({"poisson": 0.5}, {"pareto": {"scale": 1e6, "alpha": 2}}), solver)["gross"]["sd"] is None


@SOLVERS
def test_the_mean_of_a_tail_with_alpha_one_does_not_exist(solver):
    assert answer(one({"poisson": 0.5}, {"pareto": {"scale": 1e6, "alpha": 1}}), solver)["gross"]["mean"] is None


@SOLVERS
def test_a_limit_gives_what_is_paid_all_its_moments_and_leaves_the_rest_without(solver):
    found = answer(one({"poisson": 0.5}, HEAVY, cover={"limit": 5e6}), solver)
    assert found["paid"]["mean"] > 0
    assert found["paid"]["sd"] > 0
    assert found["gross"]["mean"] is found["retained"]["mean"] is found["retained"]["tvar"]["0.9"] is None


@SOLVERS
def test_a_full_cover_above_a_retention_leaves_all_moments_with_the_insured(solver):
    found = answer(one({"poisson": 0.5}, HEAVY, cover={"retention": 5e6}), solver)
    assert found["paid"]["mean"] is None
    assert found["retained"]["mean"] > 0
    assert found["retained"]["sd"] > 0


@SOLVERS
def test_an_event_that_never_happens_has_all_its_moments(solver):
    found = answer(one({"poisson": 0}, HEAVY), solver)["gross"]
    assert (found["mean"], found["sd"], found["tvar"]["0.99"]) == (0, 0, 0)


# --- probabilities ---------------------------------------------------------------------------------------------------


@SOLVERS
def test_no_event_is_exact_for_every_frequency(solver):
    frequencies = [{"poisson": 0.5}, {"bernoulli": 0.2}, {"negative_binomial": {"mean": 1, "variance": 2}}]
    scenarios = [scenario(f"s{i}", f, line("x", constant(1))) for i, f in enumerate(frequencies)]
    chances = answer(whole_year(*scenarios), solver)["probabilities"]
    assert chances["no_event"] == pytest.approx(2.718281828459045**-0.5 * 0.8 * 0.5, rel=1e-11)
    with_fixed = whole_year(*scenarios, scenario("f", {"fixed": 1}, line("x", constant(1))))
    assert answer(with_fixed, solver)["probabilities"]["no_event"] == 0


@SOLVERS
def test_no_payment_counts_events_that_stay_below_the_retention(solver):
    asked = one({"bernoulli": 0.5}, constant(100), cover={"retention": 100})
    assert answer(asked, solver)["probabilities"] == {"no_event": 0.5, "no_payment": 1, "aggregate_exhausted": None}


def test_an_event_without_loss_is_an_event_without_payment():
    found = compound(one({"fixed": 1}, constant(0), cover={}))["probabilities"]
    assert found == {"no_event": 0, "no_payment": 1, "aggregate_exhausted": None}


@SOLVERS
def test_the_aggregate_is_exhausted_when_it_is_reached_to_the_yen(solver):
    asked = one({"fixed": 2}, constant(100), cover={"aggregate_limit": 200})
    assert answer(asked, solver)["probabilities"]["aggregate_exhausted"] == 1
    asked["cover"]["aggregate_limit"] = 200.5
    assert answer(asked, solver)["probabilities"]["aggregate_exhausted"] == 0


def test_an_aggregate_that_nothing_can_reach_is_never_exhausted():
    asked = one({"bernoulli": 0.3}, exponential(1e6), cover={"limit": 1e6, "aggregate_limit": 2e6})
    assert compound(asked)["probabilities"]["aggregate_exhausted"] == 0


@SOLVERS
def test_the_chance_to_exhaust_an_aggregate_in_one_event(solver):
    asked = one({"fixed": 1}, constant(5), cover={"aggregate_limit": 5})
    assert answer(asked, solver)["probabilities"]["aggregate_exhausted"] == 1
    small = one({"bernoulli": 0.01}, exponential(1e6), cover={"aggregate_limit": 3e6})
    expected, found = 0.01 * 2.718281828459045**-3, answer(small, solver)["probabilities"]["aggregate_exhausted"]
    assert found == pytest.approx(
        expected, rel=1e-6 if solver == "compound" else None, abs=4e-4 * (solver != "compound")
    )


def test_a_section_aggregate_is_not_the_aggregate_of_the_policy():
    cover = {"product": "invented", "sections": [{"id": "all", "lines": ["x"], "aggregate_limit": 100}]}
    found = losses(event(line("x", constant(500)), cover=cover))
    assert found["paid"]["mean"] == 100
    assert found["probabilities"]["aggregate_exhausted"] is None
    assert losses({**job(cover=LAYER)}, figures=["gross"])["solvers"] == {"gross": "compound"}
