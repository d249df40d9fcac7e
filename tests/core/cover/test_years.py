"""What sums over a year: aggregates, and whose aggregate a cut of the event spares."""

from decimal import Decimal

import numpy as np
import pytest

from sonae_core.cover.terms import LineTerms, SectionTerms, Terms
from sonae_core.cover.vector import EventCover, LineKind, YearCover


def section(name: str, *lines: str, aggregate: int | None = None) -> SectionTerms:
    limit = None if aggregate is None else Decimal(aggregate)
    return SectionTerms(name, {line: LineTerms() for line in lines}, aggregate_limit=limit)


def paid(terms: Terms, order: tuple[str, ...], events: list[tuple[int, float, list[int]]], years: int = 1):
    """What each year is paid on events of (year, time, yen of each line)."""
    cover = EventCover(terms, [LineKind(line) for line in order])
    account = YearCover(terms).account(years)
    amounts = np.array([yen for _, _, yen in events], dtype=float).T
    year, time = np.array([event[0] for event in events]), np.array([event[1] for event in events])
    account.add(year, time, cover.section_payments(amounts), cover)
    return account.paid().tolist()


SPARING = Terms((section("a", "x", aggregate=10), section("b", "y")), event_limit=Decimal(10))


def test_the_event_that_comes_first_uses_up_the_aggregate():
    assert paid(SPARING, ("x", "y"), [(0, 0.1, [10, 10]), (0, 0.2, [10, 0])]) == [10]
    assert paid(SPARING, ("x", "y"), [(0, 0.2, [10, 10]), (0, 0.1, [10, 0])]) == [20]


def test_a_cut_of_the_event_falls_on_the_later_line_and_spares_its_section():
    assert paid(SPARING, ("y", "x"), [(0, 0.1, [10, 10]), (0, 0.2, [0, 10])]) == [20]


def test_every_year_has_its_own_aggregates():
    terms = Terms((section("a", "x", aggregate=10),), aggregate_limit=Decimal(15))
    assert paid(terms, ("x",), [(0, 0.1, [7]), (0, 0.2, [7]), (1, 0.1, [9]), (3, 0.5, [99])], 4) == [10, 9, 0, 10]


def test_the_policy_aggregate_ends_what_all_sections_pay():
    terms = Terms((section("a", "x", aggregate=10), section("b", "y")), aggregate_limit=Decimal(25))
    assert paid(terms, ("x", "y"), [(0, 0.1, [12, 3]), (0, 0.2, [5, 9]), (0, 0.3, [0, 9])]) == [25]


def test_a_scenario_without_covered_lines_is_paid_nothing():
    assert paid(SPARING, ("ransom",), [(0, 0.1, [10])]) == [0]


def test_years_without_events_are_paid_nothing():
    assert YearCover(SPARING).account(2).paid().tolist() == [0, 0]


def test_events_without_time_are_refused_where_their_order_matters():
    cover = EventCover(SPARING, [LineKind("x")])
    with pytest.raises(ValueError, match="time"):
        YearCover(SPARING).account(1).add(np.array([0]), None, np.ones((1, 1)), cover)


@pytest.mark.parametrize(
    ("terms", "needed"),
    [
        (SPARING, True),
        (Terms((section("a", "x"), section("b", "y")), event_limit=Decimal(5), aggregate_limit=Decimal(9)), False),
        (Terms((section("a", "x", aggregate=5), section("b", "y")), aggregate_limit=Decimal(9)), False),
    ],
)
def test_order_in_time_matters_only_when_an_event_limit_can_spare_a_section_aggregate(terms, needed):
    assert YearCover(terms).needs_order is needed
