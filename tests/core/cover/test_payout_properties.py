"""What holds for every policy and every ledger."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from sonae_core.cover.ledger import Entry
from sonae_core.cover.order import Reason
from sonae_core.cover.payout import PayoutResult, pay_entries
from sonae_core.cover.terms import LineTerms, SectionTerms, Terms
from tests.core.cover.worlds import LINES, anything, needs_heads

many = settings(max_examples=50, deadline=None)


def all_entries(result: PayoutResult):
    entries = [entry for section in result.sections for entry in section.entries] + list(result.uncovered)
    return sorted(entries, key=lambda entry: entry.index)


@many
@given(anything)
def test_every_entry_is_paid_or_explained_to_the_yen(case):
    terms, entries = case
    result = pay_entries(terms, entries)
    found = all_entries(result)
    assert [entry.gross for entry in found] == [entry.gross for entry in entries]
    for entry in found:
        assert 0 <= entry.paid <= entry.gross
        assert all(reason.yen > 0 for reason in entry.reasons)
        assert sum(reason.yen for reason in entry.reasons) == entry.gross - entry.paid
        places = [list(Reason).index(reason.reason) for reason in entry.reasons]
        assert places == sorted(set(places))
    assert result.gross == sum(entry.gross for entry in entries) == result.paid + result.retained
    assert result.paid == sum(entry.paid for entry in found)


@many
@given(anything)
def test_the_payment_of_an_entry_is_what_it_adds_to_the_ledger_before_it(case):
    terms, entries = case
    whole = all_entries(pay_entries(terms, entries))
    before = dict.fromkeys(Reason, 0)
    paid_before = 0
    for count, entry in enumerate(whole, 1):
        part = all_entries(pay_entries(terms, entries[:count]))
        totals = {reason: sum(r.yen for e in part for r in e.reasons if r.reason is reason) for reason in Reason}
        own = {reason.reason: reason.yen for reason in entry.reasons}
        assert sum(e.paid for e in part) - paid_before == entry.paid
        assert {reason: totals[reason] - before[reason] for reason in Reason} == {r: own.get(r, 0) for r in Reason}
        before, paid_before = totals, sum(e.paid for e in part)


@many
@given(anything)
def test_no_limit_is_ever_exceeded(case):
    terms, entries = case
    result = pay_entries(terms, entries)
    for limit in (terms.event_limit, terms.aggregate_limit):
        assert limit is None or result.paid <= limit
    for section, payment in zip(terms.sections, result.sections, strict=True):
        for limit in (section.limit, section.aggregate_limit):
            assert limit is None or payment.paid <= limit


@many
@given(anything, st.data())
def test_splitting_a_cost_in_two_changes_no_sum(case, data):
    """A cost with heads is left whole: its heads limit each entry by itself. Yen only: hours are rounded per entry."""
    terms, entries = case
    split: list[Entry] = []
    for entry in entries:
        if entry.yen is None or needs_heads(terms, entry.line):
            split.append(entry)
            continue
        first = data.draw(st.integers(0, entry.yen))
        split += [entry.model_copy(update={"yen": yen}) for yen in (first, entry.yen - first)]
    assert pay_entries(terms, tuple(split)).paid == pay_entries(terms, entries).paid


def test_a_ledger_of_ten_thousand_entries_reaches_the_limit_of_its_section():
    lines = {name: LineTerms(Decimal("0.9"), Decimal(10**9)) for name in LINES}
    section = SectionTerms("s", lines, retention=Decimal(300_000), limit=Decimal(10**10))
    terms = Terms((section,), event_limit=Decimal(10**12), aggregate_limit=Decimal(10**12))
    entries = tuple(Entry(line=LINES[index % 6], yen=index * 977) for index in range(10_000))
    assert pay_entries(terms, entries).paid == min(10**10, 6 * 10**9 - 300_000)
