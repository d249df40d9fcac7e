"""What a stop costs adds up to the yen, and is what the ledger pays and the losses of a simulation are made of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_core.cover.ledger import Entry, Ledger
from sonae_core.cover.payout import payout
from sonae_core.cover.standstill import Stop, cost_of, costs_of, yen_per_day_of
from sonae_core.cover.terms import Policy
from sonae_core.packs import load
from sonae_core.profile.answers import AnswerSheet
from sonae_core.profile.company import Company
from sonae_core.profile.exposure import Situation

YEN = st.integers(0, 10**12)
HALVES = st.integers(0, 730).map(lambda n: Decimal(n) / 2)
PERCENT = st.integers(0, 100).map(Decimal)
WAITING = st.integers(0, 400).map(Decimal)
NOTHING_ANSWERED = AnswerSheet({}, ())
STOPS = st.builds(Stop, YEN, HALVES, PERCENT, WAITING)


def test_a_worked_stop():
    found = cost_of(Stop(500_000, Decimal(3), Decimal(100), Decimal(12)))
    assert (found.gross, found.waiting, found.beyond) == (1_500_000, 250_000, 1_250_000)


def test_half_of_the_work_costs_half():
    found = cost_of(Stop(500_000, Decimal(3), Decimal(50), Decimal(12)))
    assert (found.gross, found.waiting, found.beyond) == (750_000, 125_000, 625_000)


def test_a_stop_within_the_waiting_time_is_not_paid():
    assert cost_of(Stop(500_000, Decimal("0.5"), Decimal(100), Decimal(12))).beyond == 0


@pytest.mark.parametrize(
    ("profit", "costs", "day"), [(36_500_000, 0, 100_000), (-10_000_000, 46_500_000, 100_000), (-50, 20, 0)]
)
def test_a_loss_eats_up_costs_and_never_becomes_a_gain(profit, costs, day):
    assert yen_per_day_of(profit, costs) == day


@given(STOPS)
def test_the_parts_add_up_and_are_never_negative(stop):
    found = cost_of(stop)
    assert found.waiting + found.beyond == found.gross
    assert min(found.waiting, found.beyond) >= 0


@given(STOPS, HALVES)
def test_a_longer_stop_costs_no_less_and_is_paid_no_less(stop, more):
    longer = Stop(stop.yen_per_day, stop.days + more, stop.percent, stop.waiting_hours)
    assert cost_of(longer).gross >= cost_of(stop).gross
    assert cost_of(longer).beyond >= cost_of(stop).beyond


@given(STOPS, WAITING)
def test_longer_waiting_is_never_paid_more(stop, more):
    waits = Stop(stop.yen_per_day, stop.days, stop.percent, stop.waiting_hours + more)
    assert cost_of(waits).beyond <= cost_of(stop).beyond
    assert cost_of(waits).gross == cost_of(stop).gross


@given(STOPS)
def test_a_policy_read_from_a_file_pays_the_same(stop):
    policy = Policy.model_validate(
        {"sections": [{"id": "stop", "lines": ["interruption"], "waiting_hours": stop.waiting_hours}]}
    )
    entry = Entry(line="interruption", hours=stop.hours, yen_per_day=stop.yen_per_stopped_day)
    paid = payout(policy, Ledger(entries=(entry,)))
    assert (paid.gross, paid.paid) == (cost_of(stop).gross, cost_of(stop).beyond)


@given(st.integers(-(10**12), 10**12), YEN)
def test_a_day_is_the_day_of_the_model(profit, costs):
    company = Company(industry="E", employees=20, sales=10**12, operating_profit=profit, continuing_costs=costs)
    day = Situation(load(), company, NOTHING_ANSWERED).yen_per_day().point
    assert yen_per_day_of(profit, costs) == pytest.approx(day, abs=1)


def test_the_table_is_the_same_stop_of_other_lengths():
    stop = Stop(500_000, Decimal(3), Decimal(100), Decimal(12))
    assert [each.gross for each in costs_of(stop, (1, 3))] == [500_000, 1_500_000]
    assert costs_of(stop, (3,))[0] == cost_of(stop)
