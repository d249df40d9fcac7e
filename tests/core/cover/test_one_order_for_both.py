"""The ledger and the vectorised function are one definition: same yen on every event of every year."""

from collections import defaultdict
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sonae_core.cover.order import ORDER, Reason
from sonae_core.cover.payout import _chains, pay_entries
from sonae_core.cover.vector import EventCover, LineKind, YearCover
from sonae_core.cover.years import Events
from tests.core.cover.worlds import Event, flat_covers, has_clock, histories, policies


def by_ledger(terms, history: list[Event]) -> list[dict[int, int]]:
    """What each event is paid per section: event by event, what was paid is carried into the next."""
    paid = []
    now, year = terms, None
    for event in history:
        if event.year != year:
            now, year = terms, event.year
        result = pay_entries(now, event.entries)
        paid.append({number: section.paid for number, section in enumerate(result.sections)})
        sections = tuple(
            replace(section, already_paid=section.already_paid + payment.paid)
            for section, payment in zip(now.sections, result.sections, strict=True)
        )
        now = replace(now, sections=sections, already_paid=now.already_paid + result.paid)
    return paid


def consented(history: list[Event]) -> list[Event]:
    return [
        replace(event, entries=tuple(entry.model_copy(update={"consent": True}) for entry in event.entries))
        for event in history
    ]


def batch(terms, order, rates, history: list[Event]):
    """The events of one scenario as arrays: cover, and what its sections pay before the year's limits."""
    kinds = [LineKind(line, float(rates[line]) if has_clock(terms, line) else None) for line in order]
    cover = EventCover(terms, kinds)
    amounts = np.array([[float(entry.gross) for entry in event.entries] for event in history]).reshape(-1, len(order)).T
    hours, heads = {}, {}
    for index in range(len(order)):
        entries = [event.entries[index] for event in history]
        hours[index] = np.array([float(entry.hours or 0) for entry in entries])
        heads[index] = np.array([float(entry.heads or 0) for entry in entries])
    return cover, cover.section_payments(amounts, hours, heads=heads)


def compare(terms, data) -> None:
    orders, rates, history = data.draw(histories(terms))
    history = consented(history)
    expected = by_ledger(terms, history)
    year_cover = YearCover(terms)
    account = year_cover.account(5)
    times = np.linspace(0.0, 1.0, len(history))
    rows = []
    for scenario, order in enumerate(orders):
        mine = [place for place, event in enumerate(history) if event.scenario == scenario]
        cover, parts = batch(terms, order, rates, [history[place] for place in mine])
        years = np.array([history[place].year for place in mine], dtype=np.int64)
        account.add(years, times[mine] if year_cover.needs_order else None, parts, cover)
        rows.append((cover, parts, mine))
    totals = np.zeros(5)
    for event, paid in zip(history, expected, strict=True):
        totals[event.year] += sum(paid.values())
    assert account.paid().tolist() == totals.tolist()
    compare_events(year_cover, history, rows, expected)


def compare_events(year_cover, history, rows, expected) -> None:
    """Also what each section is finally paid on each event."""
    parts = np.zeros((6, len(history)))
    for cover, made, mine in rows:
        parts[: len(cover.parts), mine] = made
    covers = [cover.parts for cover, _, _ in rows]
    year = np.array([event.year for event in history], dtype=np.int64)
    order = np.array([event.scenario for event in history], dtype=np.int64)
    final = year_cover.event_payments(Events(parts, year, covers, order))
    for place, event in enumerate(history):
        found: dict[int, float] = defaultdict(float)
        for row, section in enumerate(covers[event.scenario]):
            found[section] += final[row, place]
        for section, paid in expected[place].items():
            assert found[section] == paid


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_policy_pays_the_same_in_a_simulation_as_on_ledgers(data):
    compare(data.draw(policies(policy=True)), data)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_flat_cover_pays_the_same_in_a_simulation_as_on_ledgers(data):
    compare(data.draw(flat_covers()), data)


@settings(max_examples=30, deadline=None)
@given(policies(policy=True) | flat_covers())
def test_the_ledger_runs_its_terms_in_the_one_order(terms):
    written = [(term.reason, term.scope) for term in ORDER]
    for chain in _chains(terms).values():
        places = [written.index((link.step.reason, link.step.scope)) for link in (*chain.hours, *chain.yen)]
        assert places == sorted(places)


def test_every_term_of_the_contract_has_its_place():
    listed = [reason for reason in Reason if reason not in (Reason.NO_CONSENT, Reason.UNCOVERED)]
    assert list(dict.fromkeys(term.reason for term in ORDER)) == listed
