"""Better terms never pay less, worse terms never more, and the order of entries changes no sum; with two provisos.

Where a line has both a share and an amount per head, the yen that rounding moves from one entry to the next may
meet the limit of the one and not of the other. Where hours are capped, longer waiting moves the hours that count to
later entries, which may cost more a day. Both are kept out here; docs/explanation/payout.md tells them.
"""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from sonae_core.cover.ledger import Entry
from sonae_core.cover.payout import pay_entries
from sonae_core.cover.terms import SectionTerms, Terms
from tests.core.cover.worlds import anything

Case = tuple[Terms, tuple[Entry, ...]]
many = settings(max_examples=40, deadline=None)


def every_section(terms: Terms, **changes) -> Terms:
    return replace(terms, sections=tuple(replace(section, **changes) for section in terms.sections))


def every_line(terms: Terms, change) -> Terms:
    def changed(section: SectionTerms) -> SectionTerms:
        return replace(section, lines={name: change(line) for name, line in section.lines.items()})

    return replace(terms, sections=tuple(changed(section) for section in terms.sections))


def without_heads(case: Case) -> Case:
    terms, entries = case
    return every_line(terms, lambda line: replace(line, per_head=None)), entries


def more_of(limit, more: int):
    return None if limit is None else limit + more


headless = anything.map(without_heads)
more = st.integers(0, 4000)


@many
@given(anything, more)
def test_higher_limits_never_pay_less(case, more):
    terms, entries = case
    paid = pay_entries(terms, entries).paid
    assert pay_entries(replace(terms, event_limit=more_of(terms.event_limit, more)), entries).paid >= paid
    assert pay_entries(replace(terms, aggregate_limit=more_of(terms.aggregate_limit, more)), entries).paid >= paid
    higher = tuple(
        replace(one, limit=more_of(one.limit, more), aggregate_limit=more_of(one.aggregate_limit, more))
        for one in terms.sections
    )
    assert pay_entries(replace(terms, sections=higher), entries).paid >= paid
    higher_sublimits = every_line(terms, lambda line: replace(line, sublimit=more_of(line.sublimit, more)))
    assert pay_entries(higher_sublimits, entries).paid >= paid


@many
@given(anything, more)
def test_more_yen_per_head_never_pay_less(case, more):
    terms, entries = case
    higher = every_line(
        terms, lambda line: replace(line, per_head=None if line.per_head is None else line.per_head + more)
    )
    assert pay_entries(higher, entries).paid >= pay_entries(terms, entries).paid


@many
@given(headless, more)
def test_more_hours_that_count_never_pay_less(case, more):
    terms, entries = case
    longer = replace(
        terms, sections=tuple(replace(one, max_hours=more_of(one.max_hours, more)) for one in terms.sections)
    )
    assert pay_entries(longer, entries).paid >= pay_entries(terms, entries).paid


@many
@given(anything, more)
def test_a_higher_retention_never_pays_more(case, more):
    terms, entries = case
    higher = tuple(replace(one, retention=one.retention + more) for one in terms.sections)
    assert pay_entries(replace(terms, sections=higher), entries).paid <= pay_entries(terms, entries).paid


@many
@given(headless, more)
def test_longer_waiting_never_pays_more(case, hundredths):
    terms, entries = case
    uncapped = every_section(every_line(terms, lambda line: replace(line, max_hours=None)), max_hours=None)
    longer = tuple(
        replace(one, waiting_hours=one.waiting_hours + Decimal(hundredths) / 100) if one.has_clock else one
        for one in uncapped.sections
    )
    assert pay_entries(replace(uncapped, sections=longer), entries).paid <= pay_entries(uncapped, entries).paid


@many
@given(headless, st.integers(0, 100))
def test_a_higher_share_never_pays_less(case, hundredths):
    terms, entries = case
    more = Decimal(hundredths) / 100
    higher = every_line(terms, lambda line: replace(line, share=min(Decimal(1), line.share + more)))
    assert pay_entries(higher, entries).paid >= pay_entries(terms, entries).paid


@many
@given(headless, st.randoms(use_true_random=False))
def test_the_order_of_the_ledger_changes_no_sum_where_no_hours_are_counted(case, random):
    """Where waiting is used up on another line with another share or yen a day, the sum does change."""
    terms, entries = case
    free = every_line(terms, lambda line: replace(line, waiting_hours=Decimal(0), max_hours=None))
    free = every_section(free, waiting_hours=Decimal(0), max_hours=None)
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert pay_entries(free, tuple(shuffled)).paid == pay_entries(free, entries).paid
