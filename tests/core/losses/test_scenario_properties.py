"""What holds for every set of scenarios: splitting, scaling, order, and draws that stay where they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.losses.generated import between, covered_years, examples, in_unit, never_above, sample, years
from tests.core.losses.specs import compound, simulate

some = examples(20)
few = examples(12)

poisson = between(0.1, 4).map(lambda rate: {"poisson": rate})
rates = between(0, 6)


def renamed(asked, **changes):
    return {**asked["scenarios"][0], **changes}


def near(value, rel):
    return pytest.approx(value, rel=rel, abs=1e-6)


@few
@given(years(poisson, most_lines=1))
def test_splitting_a_scenario_in_two_halves_changes_nothing(asked):
    first, *others = asked["scenarios"]
    half = {"poisson": first["frequency"]["poisson"] / 2}
    halves = [{**first, "id": name, "frequency": half} for name in ("left", "right")]
    asked["thresholds"] = [0, 1e5, 1e6, 1e7]
    whole, split = (compound(each)["gross"] for each in (asked, {**asked, "scenarios": halves + others}))
    assert split["mean"] == near(whole["mean"], 1e-11)
    assert split["sd"] == near(whole["sd"], 1e-9)
    assert split["quantiles"] == near(whole["quantiles"], 2e-5)
    assert split["tvar"] == near(whole["tvar"], 1e-4)
    assert split["cdf"] == pytest.approx(whole["cdf"], abs=2e-6)


@few
@given(years(most_lines=1), st.sampled_from([1000, 0.125, 7]))
def test_another_unit_of_money_scales_every_exact_yen_and_no_probability(asked, factor):
    thresholds = [0, 1e5, 1e6, 1e7]
    asked["thresholds"] = thresholds
    other = {**in_unit(asked, factor), "thresholds": [amount * factor for amount in thresholds]}
    one, scaled = (compound(each)["gross"] for each in (asked, other))
    assert scaled["mean"] == near(one["mean"] * factor, 1e-10)
    assert scaled["sd"] == near(one["sd"] * factor, 1e-9)
    for key, rel in (("quantiles", 2e-5), ("tvar", 1e-4)):
        assert list(scaled[key].values()) == [near(value * factor, rel) for value in one[key].values()]
    assert list(scaled["cdf"].values()) == pytest.approx(list(one["cdf"].values()), abs=2e-6)


@some
@given(covered_years(), st.sampled_from([1000, 0.125, 7]))
def test_another_unit_of_money_scales_every_simulated_year(asked, factor):
    one, scaled = sample(asked), sample(in_unit(asked, factor))
    for figure in one:
        assert scaled[figure] == [near(value * factor, 1e-9) for value in one[figure]]


@some
@given(covered_years(), st.randoms(use_true_random=False))
def test_the_order_of_scenarios_and_of_keys_changes_no_year(asked, random):
    shuffled = {**asked, "scenarios": random.sample(asked["scenarios"], len(asked["scenarios"]))}
    shuffled = {key: shuffled[key] for key in random.sample(list(shuffled), len(shuffled))}
    shuffled["cover"] = dict(reversed(shuffled["cover"].items()))
    shuffled["scenarios"] = [dict(reversed(each.items())) for each in shuffled["scenarios"]]
    one, other = sample(asked), sample(shuffled)
    for figure in one:
        assert other[figure] == near(one[figure], 1e-9)


@few
@given(years(most_lines=1), st.randoms(use_true_random=False))
def test_the_order_of_scenarios_changes_no_exact_figure(asked, random):
    one = compound(asked)["gross"]
    other = compound({**asked, "scenarios": random.sample(asked["scenarios"], len(asked["scenarios"]))})["gross"]
    assert other["mean"] == near(one["mean"], 1e-11)
    assert other["quantiles"] == near(one["quantiles"], 1e-5)


@some
@given(years(), years())
def test_an_unrelated_scenario_beside_it_shifts_no_draw(asked, more):
    others = [{**each, "id": f"other_{each['id']}"} for each in more["scenarios"]]
    alone, beside = (simulate({"scenarios": each}, years=300)["gross"]["mean"] for each in (asked["scenarios"], others))
    together = simulate({"scenarios": asked["scenarios"] + others}, years=300)["gross"]["mean"]
    assert together == near(alone + beside, 1e-10)


@some
@given(years(st.just({"fixed": 1})), years(st.just({"fixed": 1})))
def test_a_scenario_of_no_loss_beside_it_changes_no_year(asked, more):
    quiet = [{**each, "id": f"quiet_{each['id']}", "frequency": {"poisson": 0}} for each in more["scenarios"]]
    assert sample({"scenarios": asked["scenarios"] + quiet}) == sample(asked)


@some
@given(covered_years(poisson), rates, rates)
def test_a_lower_rate_keeps_some_of_the_same_events(asked, one, other):
    first, *others = asked["scenarios"]
    low, high = (
        sample({**asked, "scenarios": [{**first, "frequency": {"poisson": rate}}, *others]})
        for rate in sorted((one, other))
    )
    assert never_above(low["gross"], high["gross"])
    assert never_above(low["paid"], high["paid"])


@some
@given(years(), between(0, 1), between(0, 1))
def test_a_lower_chance_keeps_some_of_the_same_events(asked, one, other):
    first, *others = asked["scenarios"]
    low, high = (
        sample({"scenarios": [{**first, "frequency": {"bernoulli": chance}}, *others]})
        for chance in sorted((one, other))
    )
    assert never_above(low["gross"], high["gross"])


@some
@given(years(poisson), between(0, 6))
def test_the_other_scenarios_stay_as_they_are_when_one_rate_changes(asked, rate):
    first, *others = asked["scenarios"]

    def mean(*scenarios):
        return simulate({"scenarios": list(scenarios)}, years=300)["gross"]["mean"] if scenarios else 0.0

    changed = {**first, "frequency": {"poisson": rate}}
    before, after = mean(first, *others), mean(changed, *others)
    digits = 1e-11 * (before + after)  # each mean is printed with 12 significant digits
    assert after - mean(changed) == pytest.approx(before - mean(first), rel=1e-7, abs=digits)


@some
@given(years(st.just({"poisson": 1}), most_lines=1))
def test_a_line_that_costs_nothing_beside_it_changes_no_year(asked):
    with_nothing = [
        {**one, "lines": [*one["lines"], {"id": "nothing", "constant": {"value": 0}}]} for one in asked["scenarios"]
    ]
    assert sample({"scenarios": with_nothing}) == sample(asked)
