"""What the answers so far leave open: the engine itself, asked for every company that could have answered so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sonae_core.assessment import prospect as module
from sonae_core.assessment.prospect import Prospect, prospect
from sonae_core.assessment.risk import Risk
from sonae_core.packs.loader import load
from sonae_core.profile.answers import read_answers
from sonae_core.profile.company import Company
from sonae_core.profile.exposure import Between, Situation
from sonae_core.quant.weighted import weighted_quantiles

ANSWERS: dict[str, Any] = {
    "works_by_hand": "partly",
    "persons_held": 3000,
    "data_class": "basic",
    "remote_access": "vpn",
    "web_presence": "site",
    "supplier_dependence": "medium",
    "mfa": "no",
    "backup": "partial",
    "updates": "yes",
}
MAKER = {"industry": "E", "employees": 28, "sales": 500_000_000}
CLINIC = {"industry": "P", "employees": 12, "sales": 150_000_000}


def situation(company: dict[str, Any], known: int, **changes: Any) -> Situation:
    """A company with the first ``known`` of its answers."""
    pack = load()
    answers = {**dict(list(ANSWERS.items())[:known]), **changes}
    return Situation(pack, Company(**company), read_answers(answers, pack.questions))


def width(found: Prospect) -> float:
    """How many times as large the upper end is."""
    return found.median[1] / found.median[0]


@pytest.mark.parametrize("company", [MAKER, CLINIC])
def test_with_every_answer_it_is_the_headline(company):
    asked = situation(company, 9)
    median, low, high = Risk(asked, 1).headline
    assert prospect(asked, 1) == Prospect((median, median), (low, high))


@pytest.mark.full
@pytest.mark.parametrize("company", [MAKER, CLINIC, {**MAKER, "employees": 300, "sales": 9_000_000_000}])
@pytest.mark.parametrize("known", [0, 3, 6, 8])
def test_it_is_what_the_engine_says_of_each_possible_company(company, known):
    asked = situation(company, known)
    risks = [Risk(each, 1) for each in module._companies(asked, 1, None)]
    middles = np.quantile([risk.headline[0] for risk in risks], (0.1, 0.9))
    costs = np.concatenate([risk.pool.gross[risk.serious] for risk in risks])
    rates = np.concatenate([risk.pool.weights[risk.serious] for risk in risks])
    found = prospect(asked, 1)
    assert found.median == pytest.approx(tuple(middles), rel=0.07)
    assert found.event == pytest.approx(tuple(weighted_quantiles(costs, rates, (0.1, 0.9))), rel=0.04)


def test_what_one_event_may_cost_lies_around_the_middle():
    found = prospect(situation(MAKER, 4), 1)
    assert 1_000_000 <= found.event[0] < found.median[0] < found.median[1] < found.event[1]


def test_not_knowing_how_one_is_reached_from_outside_leaves_more_open():
    known, open_ = (prospect(situation(MAKER, 9, remote_access=each), 1) for each in ("vpn", "unknown"))
    assert width(known) == 1.0
    assert width(open_) > 1.1


def test_not_every_answer_narrows_it():
    """So no page may say that it does."""
    before, after = (prospect(situation(MAKER, known), 1) for known in (7, 8))
    assert after.median[0] < before.median[0]


def test_sales_that_nobody_told_are_a_range_of_their_own():
    asked = situation(MAKER, 9)
    found = prospect(asked, 1, Between(420e6, 140e6, 1_680e6))
    assert width(found) > 1.0
    assert found.median[0] < Risk(asked, 1).headline[0] < found.median[1]


def test_the_same_answers_give_the_same_range():
    assert prospect(situation(CLINIC, 5), 1) == prospect(situation(CLINIC, 5), 1)


def test_a_company_without_personal_data_has_a_range_too():
    found = prospect(situation(CLINIC, 1, persons_held=0), 1)
    assert 0 < found.median[0] <= found.median[1]
