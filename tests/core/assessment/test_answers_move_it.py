"""Better answers, more cover and more money move the figures the way a person expects."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.assessment.people import answer, company, of


def with_answers(name: str, **changes: Any) -> dict[str, Any]:
    given = company(name)
    return company(name, answers={**given["answers"], **changes})


def mean_loss(result: dict[str, Any]) -> int:
    return int(result["year"]["gross"]["mean"])


@pytest.mark.parametrize("question", ["mfa", "backup", "updates"])
def test_a_defence_in_place_lowers_the_yearly_loss(question: str) -> None:
    losses = [
        mean_loss(answer(with_answers("manufacturer", **{question: value}))) for value in ("no", "partial", "yes")
    ]
    assert losses[0] > losses[1] > losses[2]


def test_an_unknown_answer_lies_between_the_best_and_the_worst() -> None:
    worst, unknown, best = (mean_loss(answer(with_answers("manufacturer", mfa=v))) for v in ("no", "unknown", "yes"))
    assert best < unknown < worst


def test_an_unknown_answer_is_listed_with_whom_to_ask() -> None:
    result = of("manufacturer")
    assert [each["question"] for each in result["unknown"]] == ["supplier_dependence"]
    assert result["unknown"][0]["ask"]
    assert result["unknown"][0]["effect_on_range"] > 0


def test_unknown_answers_widen_the_range() -> None:
    known, unknown = (
        answer(with_answers("manufacturer", mfa=value, updates=value), uncertain=True)["band"]["frequency"]
        for value in ("partial", "unknown")
    )
    assert unknown[1] / unknown[0] > known[1] / known[0]


def test_a_company_that_knows_nothing_still_gets_an_answer() -> None:
    result = answer(company("manufacturer", answers=None, budget=None, cash=None), uncertain=True)
    assert len(result["unknown"]) == 9
    assert result["event"]["median"] > 0


def test_without_a_policy_nothing_is_paid() -> None:
    result = of("manufacturer")
    assert result["year"]["paid"]["mean"] == 0
    assert all(line["paid"] == 0 for line in result["event"]["lines"])


def test_a_larger_plan_leaves_less_with_the_company() -> None:
    by_id = {plan["id"]: plan["retained"]["mean"] for plan in of("manufacturer")["plans"]}
    assert by_id["none"] > by_id["a"] > by_id["b"] > by_id["c"]


def test_more_people_working_make_events_more_frequent() -> None:
    small, large = (
        answer(company("manufacturer", company={"industry": "E", "employees": count, "sales": 500_000_000}))
        for count in (10, 200)
    )
    assert large["frequency"]["any"] > small["frequency"]["any"]


def test_own_figures_replace_the_ratio_of_the_industry() -> None:
    facts = {"industry": "E", "employees": 28, "sales": 500_000_000}
    loss_making = {**facts, "operating_profit": -200_000_000, "continuing_costs": 100_000_000}
    lines = answer(company("manufacturer", company=loss_making))["event"]["lines"]
    assert "interruption" not in {line["id"] for line in lines}


def test_a_larger_budget_never_leaves_more_risk() -> None:
    def after(budget: int) -> int:
        chosen = answer(company("manufacturer", budget=budget))["measures"]["chosen"]
        return sum(step["change"]["retained"] for step in chosen)

    assert after(0) >= after(100_000) >= after(2_000_000)


def test_a_budget_of_0_buys_only_what_is_free() -> None:
    chosen = answer(company("manufacturer", budget=0))["measures"]["chosen"]
    assert chosen
    assert all(step["cost"]["one_off"] == step["cost"]["yearly"] == 0 for step in chosen)


def test_a_policy_that_pays_nothing_changes_nothing() -> None:
    nothing = {"product": "x", "sections": [{"id": "l", "lines": ["damages"], "limit": 0}]}
    plain, insured = answer(company("manufacturer")), answer(company("manufacturer", policy=nothing))
    assert insured["year"]["retained"] == plain["year"]["retained"]
