"""The policy in force, from the three figures that stand on its certificate."""

from __future__ import annotations

from datetime import date

import pytest

from sonae.assessments.actions import answer_for
from sonae.assessments.case import company_file
from sonae.assessments.plans import OWN_NOTE, offers
from sonae.assessments.sheet import further, pack
from tests.product.conftest import MAKER

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


def test_what_a_certificate_does_not_tell_is_taken_from_the_packs():
    certificate = pack().certificate
    stop = policy(policy_waiting_hours=12)["sections"][-1]
    assert stop["max_hours"] == pack().point(certificate.max_hours)
    costs = {name for name, line in pack().lines.items() if line.insurable}
    covered = lines(policy(policy_waiting_hours=12))
    assert covered == costs - set(certificate.not_counted)


def test_every_figure_of_the_packs_is_asked():
    assert [asked.id for asked in further("money")] == list(pack().figures)


def test_only_a_profit_can_be_below_zero():
    assert [asked.id for asked in further("money") if asked.low < 0] == ["operating_profit"]


@pytest.mark.parametrize(("more", "told"), [({"policy_waiting_hours": 12}, True), ({}, False)])
def test_what_was_assumed_of_the_policy_is_told_beside_it(more, told):
    inputs = company_file({**MAKER, **FIGURES, **more})
    answer = answer_for(inputs, date(2026, 11, 24), uncertain=False)
    own = next(card for card in offers(answer, pack(), own_before=False)["cards"] if card["id"] == "own")
    assert own["note"].startswith(OWN_NOTE)
    assert ("720時間まで払われると仮定しました" in own["note"]) is told


@pytest.mark.parametrize("limit", [None, 0])
def test_without_a_limit_there_is_no_policy(limit):
    assert "policy" not in company_file({"policy_limit": limit})
