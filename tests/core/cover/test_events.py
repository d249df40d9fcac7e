"""Single simulated events: each term at its place, on arrays."""

from decimal import Decimal

import numpy as np
import pytest

from sonae_core.cover.terms import FlatCover, LineTerms, Policy, SectionTerms, Terms
from sonae_core.cover.vector import EventCover, LineKind, YearCover
from sonae_core.values.reading import read


def flat_payment(cover: dict[str, object], kind: LineKind, gross: float, hours: float = 0.0) -> float:
    terms = read(FlatCover, cover).terms([kind.id])
    event_cover = EventCover(terms, [kind])
    parts = event_cover.section_payments(np.array([[gross]], dtype=float), {0: np.array([hours], dtype=float)})
    account = YearCover(terms).account(1)
    account.add(np.array([0]), None, parts, event_cover)
    return float(account.paid()[0])


def test_worked_example_a_share_sublimit_retention_limit_and_share_of_the_event():
    cover = {
        "shares": {"repair": Decimal("0.9")},
        "sublimits": {"repair": 8_000_000},
        "retention": 1_000_000,
        "limit": 6_000_000,
        "share": Decimal("0.5"),
    }
    assert flat_payment(cover, LineKind("repair"), 10_000_000) == 3_000_000


def test_worked_example_c_an_outage_that_ended_after_48_hours():
    assert flat_payment({"waiting_hours": {"stop": 12}}, LineKind("stop", 10_000), 480_000, 48) == 360_000


def test_worked_example_c_at_most_48_hours_are_paid():
    cover = {"waiting_hours": {"stop": 12}, "max_hours": {"stop": 48}}
    assert flat_payment(cover, LineKind("stop", 10_000), 1_000_000, 100) == 480_000


def test_waiting_longer_than_the_outage_pays_nothing():
    assert flat_payment({"waiting_hours": {"stop": 12}}, LineKind("stop", 10_000), 110_000, 11) == 0


def test_an_uncovered_line_is_paid_nothing_and_uses_up_no_retention():
    terms = read(FlatCover, {"uncovered": ["ransom"], "retention": 5}).terms(["ransom", "repair"])
    cover = EventCover(terms, [LineKind("ransom"), LineKind("repair")])
    assert cover.section_payments(np.array([[100.0], [20.0]])).tolist() == [[15]]


def test_waiting_is_used_up_once_over_the_lines_of_a_section_in_their_order():
    policy = read(Policy, {"sections": [{"id": "s", "lines": ["first", "second"], "waiting_hours": 12}]})
    cover = EventCover(policy.terms(), [LineKind("second", 20_000), LineKind("first", 10_000)])
    hours = {0: np.array([10.0]), 1: np.array([14.0])}
    brought = np.empty((2, 1))
    paid = cover.section_payments(np.array([[200_000.0], [140_000.0]]), hours, brought=brought)
    assert brought.tolist() == [[0], [120_000]]
    assert paid.tolist() == [[120_000]]


def test_what_lines_bring_is_told_before_retention_and_is_zero_for_uncovered_ones():
    terms = read(FlatCover, {"uncovered": ["b"], "sublimits": {"a": 7}, "retention": 5}).terms(["a", "b"])
    brought = np.full((2, 2), np.nan)
    cover = EventCover(terms, [LineKind("a"), LineKind("b")])
    cover.section_payments(np.array([[9.0, 3.0], [1.0, 1.0]]), brought=brought)
    assert brought.tolist() == [[7, 3], [0, 0]]


def test_the_amounts_given_are_never_written_to():
    terms = read(FlatCover, {"shares": {"a": Decimal("0.5")}, "retention": 1, "limit": 3}).terms(["a"])
    amounts, hours = np.array([[9.0, 3.0]]), np.array([1.0, 2.0])
    EventCover(terms, [LineKind("a", 5)]).section_payments(amounts, {0: hours})
    assert (amounts.tolist(), hours.tolist()) == ([[9, 3]], [1, 2])


def test_heads_limit_the_line_of_each_event():
    terms = read(Policy, {"sections": [{"id": "s", "lines": ["a"], "per_head": {"a": 1000}}]}).terms()
    cover = EventCover(terms, [LineKind("a")])
    assert cover.section_payments(np.array([[9e5, 9e5]]), heads={0: np.array([300.0, 2000.0])}).tolist() == [[3e5, 9e5]]


def test_hours_are_needed_where_terms_count_hours():
    terms = read(Policy, {"sections": [{"id": "s", "lines": ["a"], "max_hours": 5}]}).terms()
    with pytest.raises(ValueError, match="no hours"):
        EventCover(terms, [LineKind("a")])


def test_sections_that_alternate_in_the_order_of_lines_keep_that_order_when_an_event_limit_cuts():
    sections = tuple(
        SectionTerms(name, {line: LineTerms() for line in lines}, limit=Decimal(15))
        for name, lines in (("s", ("a", "c")), ("t", ("b",)))
    )
    lines = [LineKind("a"), LineKind("b"), LineKind("c")]
    assert EventCover(Terms(sections), lines).parts == (0, 1)
    cover = EventCover(Terms(sections, event_limit=Decimal(20)), lines)
    assert cover.parts == (0, 1, 0)
    assert cover.section_payments(np.array([[10.0], [4.0], [10.0]])).tolist() == [[10], [4], [5]]


def test_a_line_that_is_limited_per_head_is_not_paid_without_heads():
    terms = read(Policy, {"sections": [{"id": "s", "lines": ["a"], "per_head": {"a": 1000}}]}).terms()
    with pytest.raises(ValueError, match="per head"):
        EventCover(terms, [LineKind("a")]).section_payments(np.ones((1, 1)))
