"""The worked examples of the contract of ``losses``, by both solvers, to the last digit."""

import pytest

from sonae_core.quant.losses import losses
from tests.core.losses.specs import constant, event, line, one, policy, section, spec, stop

SOLVERS = pytest.mark.parametrize("solver", ["compound", "simulate"])
SUM_OF_TERMS = {
    "shares": {"x": 0.9},
    "sublimits": {"x": 8_000_000},
    "retention": 1_000_000,
    "limit": 6_000_000,
    "share": 0.5,
}


def answer(asked, solver):
    return losses(asked, solver=solver, years=1_000 if solver == "simulate" else None)


@SOLVERS
def test_share_then_sublimit_then_retention_then_limit_then_share_of_the_event(solver):
    found = answer(event(line("x", constant(10_000_000)), cover=SUM_OF_TERMS), solver)
    assert found["paid"]["mean"] == 3_000_000
    assert found["paid"]["quantiles"] == dict.fromkeys(["0.9", "0.95", "0.99", "0.995"], 3_000_000)
    assert found["retained"]["mean"] == 7_000_000


def test_a_loss_in_one_year_of_ten_has_its_quantiles_and_tails_on_the_step():
    asked = one({"bernoulli": 0.1}, constant(1_000_000), quantiles=[0.9, 0.8], thresholds=[0, 1_000_000])
    gross = losses(asked)["gross"]
    assert gross["quantiles"] == {"0.9": 0, "0.8": 0}
    assert gross["tvar"] == {"0.9": pytest.approx(1_000_000, rel=1e-9), "0.8": pytest.approx(500_000, rel=1e-9)}
    assert gross["cdf"] == {"0": pytest.approx(0.9, rel=1e-12), "1000000": 1.0}


@SOLVERS
def test_cap_hours_end_the_outage_itself_so_that_gross_falls_too(solver):
    asked = event(line("x", stop(constant(100), cap_hours=48)), cover={"waiting_hours": {"x": 12}})
    found = answer(asked, solver)
    assert (found["gross"]["mean"], found["paid"]["mean"]) == (480_000, 360_000)


@SOLVERS
def test_max_hours_end_only_what_is_paid(solver):
    asked = event(line("x", stop(constant(100))), cover={"waiting_hours": {"x": 12}, "max_hours": {"x": 48}})
    found = answer(asked, solver)
    assert (found["gross"]["mean"], found["paid"]["mean"]) == (1_000_000, 480_000)


@SOLVERS
def test_waiting_longer_than_the_outage_pays_nothing(solver):
    found = answer(event(line("x", stop(constant(12))), cover={"waiting_hours": {"x": 12}}), solver)
    assert found["paid"]["mean"] == 0
    assert found["probabilities"]["no_payment"] == 1


@SOLVERS
def test_an_uncovered_line_pays_nothing_and_uses_up_no_retention(solver):
    lines = line("x", constant(3_000_000)), line("ransom", constant(9_000_000))
    found = answer(event(*lines, cover={"uncovered": ["ransom"], "retention": 1_000_000}), solver)
    assert (found["gross"]["mean"], found["paid"]["mean"]) == (12_000_000, 2_000_000)


@SOLVERS
def test_retention_and_limit_act_on_the_sum_of_the_lines(solver):
    lines = [line(name, constant(800_000)) for name in ("x", "y", "z")]
    found = answer(event(*lines, cover={"retention": 1_000_000, "limit": 1_200_000}), solver)
    assert found["paid"]["mean"] == 1_200_000


@SOLVERS
def test_retention_and_limit_act_again_on_every_event_and_the_aggregate_once(solver):
    asked = one({"fixed": 3}, constant(2_000_000), cover={"retention": 500_000, "limit": 1_000_000})
    assert answer(asked, solver)["paid"]["mean"] == 3_000_000
    asked["cover"]["aggregate_limit"] = 2_500_000
    found = answer(asked, solver)
    assert found["paid"]["mean"] == 2_500_000
    assert found["retained"]["mean"] == 3_500_000
    assert found["probabilities"]["aggregate_exhausted"] == 1


@SOLVERS
def test_the_event_share_comes_before_the_aggregate(solver):
    asked = one({"fixed": 3}, constant(2_000_000), cover={"share": 0.5, "aggregate_limit": 2_500_000})
    assert answer(asked, solver)["paid"]["mean"] == 2_500_000


@SOLVERS
def test_the_same_line_in_two_scenarios_has_the_same_terms(solver):
    both = [
        {"id": name, "frequency": {"fixed": 1}, "lines": [line("x", constant(1_000_000))]} for name in ("one", "two")
    ]
    found = answer(spec(*both, cover={"shares": {"x": 0.25}}), solver)
    assert found["paid"]["mean"] == 500_000


@SOLVERS
def test_a_policy_pays_section_by_section(solver):
    lines = [line("repair", constant(10_000_000)), line("law", constant(300_000)), line("x", stop(constant(60)))]
    cover = policy(
        section("costs", "repair", retention=300_000, limit=8_000_000, shares={"repair": 0.9}),
        section("liability", "law", "never", retention=200_000),
        section("stop", "x", waiting_hours=12, max_hours=24),
    )
    assert answer(event(*lines, cover=cover), solver)["paid"]["mean"] == 8_000_000 + 100_000 + 240_000
    cover["event_limit"] = 5_000_000
    assert answer(event(*lines, cover=cover), solver)["paid"]["mean"] == 5_000_000


@SOLVERS
def test_a_policy_in_the_file_is_not_rounded_to_the_yen(solver):
    cover = policy(section("all", "x", "y", shares={"x": 0.9}))
    lines = line("x", constant(1.5)), line("y", stop(constant(1), 100))
    assert answer(event(*lines, cover=cover), solver)["paid"]["mean"] == pytest.approx(1.35 + 100 / 24, rel=1e-11)


def test_a_section_aggregate_is_used_up_by_the_events_of_the_year():
    cover = policy(
        section("costs", "x", aggregate_limit=2_500_000), section("law", "y", retention=100_000), aggregate_limit=None
    )
    asked = spec(
        {
            "id": "s",
            "frequency": {"fixed": 3},
            "lines": [line("x", constant(1_000_000)), line("y", constant(300_000))],
        },
        cover=cover,
    )
    assert answer(asked, "simulate")["paid"]["mean"] == 2_500_000 + 600_000


def test_without_a_cover_nothing_is_paid_and_everything_is_retained():
    found = losses(one({"poisson": 0.8}, constant(1_000_000), thresholds=[0]))
    assert found["paid"]["mean"] == found["paid"]["sd"] == 0
    assert found["paid"]["quantiles"]["0.995"] == found["paid"]["tvar"]["0.995"] == 0
    assert found["paid"]["cdf"] == {"0": 1.0}
    assert found["retained"] == found["gross"]
    assert found["probabilities"] == {
        "no_event": pytest.approx(0.449328964117, abs=1e-12),
        "no_payment": 1.0,
        "aggregate_exhausted": None,
    }
