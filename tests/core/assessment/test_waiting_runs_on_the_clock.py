"""Waiting hours are hours of the clock: the model's events are paid what the ledger pays, however much stands still."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from sonae_core.assessment.risk import Risk
from sonae_core.cover.ledger import Entry, Ledger
from sonae_core.cover.payout import payout
from sonae_core.cover.terms import Policy
from sonae_core.cover.vector import YearCover
from sonae_core.packs import load
from sonae_core.profile.answers import read_answers
from sonae_core.profile.company import Company
from sonae_core.profile.exposure import Situation
from sonae_core.quant.pool import line_kinds, section_payments

PACK = load()
A_DAY = 1_000_000
"""Yen of a day when everything stands still."""
POLICY = Policy.model_validate({"sections": [{"id": "stop", "lines": ["interruption"], "waiting_hours": 12}]})
OF_SOME = slice(None, None, 97)


def stops(by_hand):
    """The maker and the escalated events of a scenario with an outage, at a company that works by hand so far."""
    company = Company(industry="E", employees=28, sales=10**9, operating_profit=0, continuing_costs=A_DAY * 365)
    situation = Situation(PACK, company, read_answers({"works_by_hand": by_hand}, PACK.questions))
    maker = next(m for m in Risk(situation, 1).pool.makers if m.stops == "business" and m.scenario.drivers.outage_hours)
    return situation, maker, maker.escalated(0)


@pytest.mark.parametrize("by_hand", ["no", "partly", "mostly"])
def test_an_event_is_paid_what_the_ledger_pays(by_hand):
    situation, maker, batch = stops(by_hand)
    stopped = round(A_DAY * situation.impairment().point)
    paid = section_payments(maker, batch, YearCover(POLICY.terms()).events(line_kinds(maker))).sum(axis=0)
    for hours, yen in zip(batch.hours[OF_SOME], paid[OF_SOME], strict=True):
        entry = Entry(line="interruption", hours=Decimal(f"{hours:.6f}"), yen_per_day=stopped)
        assert payout(POLICY, Ledger(entries=(entry,))).paid == pytest.approx(yen, abs=2)


def test_who_works_by_hand_waits_as_long():
    assert np.array_equal(stops("no")[2].hours, stops("partly")[2].hours)
