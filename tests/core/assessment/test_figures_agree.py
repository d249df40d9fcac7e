"""One answer never contradicts itself: sums add up to the yen, and every chance is a chance."""

from __future__ import annotations

import pytest

from tests.core.assessment.people import NAMES, of


@pytest.mark.parametrize("name", NAMES)
def test_lines_add_up_to_the_headline(name: str) -> None:
    event = of(name)["event"]
    assert sum(line["gross"] for line in event["lines"]) == event["median"]


@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_paid_or_retained(name: str) -> None:
    for line in of(name)["event"]["lines"]:
        assert line["gross"] == line["paid"] + line["retained"]
        assert 0 <= line["paid"] <= line["gross"]


@pytest.mark.parametrize("name", NAMES)
def test_every_line_names_the_facts_it_is_made_of(name: str) -> None:
    known = {source["id"] for source in of(name)["sources"]}
    for line in of(name)["event"]["lines"]:
        assert set(line["facts"]) <= known
        assert line["facts"] or line["id"] == "interruption"


@pytest.mark.parametrize("name", NAMES)
def test_the_range_holds_the_median(name: str) -> None:
    event = of(name)["event"]
    assert event["threshold"] <= event["p10"] < event["median"] < event["p90"]


@pytest.mark.parametrize("name", NAMES)
def test_a_serious_event_is_rarer_than_any_event(name: str) -> None:
    frequency = of(name)["frequency"]
    assert 0 < frequency["serious"] < frequency["any"] < 1


@pytest.mark.parametrize("name", NAMES)
def test_gross_is_paid_plus_retained_in_the_mean_of_a_year(name: str) -> None:
    year = of(name)["year"]
    total = year["paid"]["mean"] + year["retained"]["mean"]
    # Simulated years (an aggregate limit) are 100,000: their mean lies within a few per cent.
    assert total == pytest.approx(year["gross"]["mean"], rel=0.06)


@pytest.mark.parametrize("name", NAMES)
def test_the_curve_falls_and_retained_never_exceeds_gross(name: str) -> None:
    curve = of(name)["year"]["curve"]
    assert [point["gross"] for point in curve] == sorted((point["gross"] for point in curve), reverse=True)
    assert all(0 <= point["retained"] <= point["gross"] <= 1 for point in curve)


@pytest.mark.parametrize("name", NAMES)
def test_the_band_holds_the_answer(name: str) -> None:
    answer = of(name)
    low, high = answer["band"]["event_median"]
    assert low < answer["event"]["median"] < high
    low, high = answer["band"]["frequency"]
    assert low < answer["frequency"]["serious"] < high


@pytest.mark.parametrize("name", NAMES)
def test_chosen_measures_fit_the_budget(name: str) -> None:
    measures = of(name)["measures"]
    spent = sum(step["cost"]["one_off"] + step["cost"]["yearly"] for step in measures["chosen"])
    assert measures["proved"]
    assert measures["budget"]["first_year"] is not None
    assert spent <= measures["budget"]["first_year"]


@pytest.mark.parametrize("name", NAMES)
def test_no_insurance_stands_first_and_examples_say_that_they_are_invented(name: str) -> None:
    plans = of(name)["plans"]
    assert plans[0]["id"] == "none"
    assert plans[0]["paid"]["mean"] == 0
    assert [plan["fictional"] for plan in plans if plan["id"] in ("a", "b", "c")] == [True, True, True]


@pytest.mark.parametrize("name", NAMES)
def test_a_premium_is_a_band_with_conditions_and_a_basis(name: str) -> None:
    premium = of(name)["premium"]
    assert 0 < premium["low"] < premium["high"]
    assert premium["conditions"]
    assert "見積もりではありません" in premium["basis"]
