"""The policy in force, from the three figures that stand on its certificate."""

from __future__ import annotations

import pytest

from sonae.assessments.case import company_file

FIGURES = {"policy_limit": 50_000_000, "policy_retention": 100_000}


def policy(**more):
    return company_file({**FIGURES, **more})["policy"]


def lines(found):
    return {line for section in found["sections"] for line in section["lines"]}


def test_money_that_was_tricked_away_and_ransom_are_not_counted_as_insured():
    assert not lines(policy()) & {"diverted_funds", "ransom"}


def test_standstill_is_insured_only_where_hours_of_waiting_are_known():
    assert "interruption" not in lines(policy())
    stop = policy(policy_waiting_hours=12)["sections"][-1]
    assert (stop["lines"], stop["waiting_hours"]) == (["interruption"], 12)


@pytest.mark.parametrize("limit", [None, 0])
def test_without_a_limit_there_is_no_policy(limit):
    assert "policy" not in company_file({"policy_limit": limit})
