"""The measures part of an answer: the year with and without them, and what more money would bring."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.assessment.people import NAMES, answer, company


@pytest.fixture(scope="module", params=NAMES)
def measures(request: pytest.FixtureRequest) -> dict[str, Any]:
    return answer({**company(request.param), "budget": 300_000}, uncertain=False)["measures"]


def test_what_stays_and_premium_and_measures_add_up(measures: dict[str, Any]) -> None:
    for year in (measures["nothing"], measures["best"]):
        assert year["total"] == year["retained"] + year["premium"] + year["measures"]


def test_the_best_year_costs_no_more_than_doing_nothing(measures: dict[str, Any]) -> None:
    assert measures["chosen"]
    assert measures["best"]["total"] < measures["nothing"]["total"]
    assert measures["nothing"]["measures"] == 0


@pytest.mark.parametrize("part", ["gross", "retained", "premium"])
def test_the_steps_lead_from_nothing_to_the_best_year(measures: dict[str, Any], part: str) -> None:
    changed = sum(step["change"][part] for step in measures["chosen"])
    apart = measures["best"][part] - measures["nothing"][part]
    assert changed == pytest.approx(apart, abs=len(measures["chosen"]) + 1)


def test_more_money_is_only_spent_where_it_saves(measures: dict[str, Any]) -> None:
    assert measures["next"]["saves"] >= 0
    assert bool(measures["next"]["buys"]) <= (measures["next"]["saves"] > 0)


def test_no_answer_of_a_company_is_unproved(measures: dict[str, Any]) -> None:
    assert measures["proved"] is True
