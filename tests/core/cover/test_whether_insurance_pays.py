"""The judge of a cost line agrees with what a policy pays: never is never, paid is paid, conditions can be met."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sonae_core.cover.explore import Standing, Why, by_terms, conditions_of, in_general, most_of_line, never_pays
from sonae_core.cover.ledger import Entry
from sonae_core.cover.payout import pay_entries
from sonae_core.cover.terms import WHOLE, LineTerms, Policy, SectionTerms, Terms
from sonae_core.packs import load
from sonae_core.packs.snapshot import Pack
from sonae_core.values.reading import read
from sonae_paper.text.covering import STANDINGS
from tests.core.cover.worlds import LINES, entry, policies

MUCH = 10**10
DOCUMENT = Path(__file__).parents[3] / "docs" / "explanation" / "cover-explorer.md"


@cache
def pack() -> Pack:
    return load()


def plan(name: str) -> Terms:
    return read(Policy, pack().products[name].policy).terms()


def paid(terms: Terms, entries: tuple[Entry, ...], line: str) -> int:
    result = pay_entries(terms, entries)
    rows = [*result.uncovered, *(each for section in result.sections for each in section.entries)]
    return sum(each.paid for each in rows if each.line == line)


@given(st.data())
def test_a_line_that_is_never_paid_is_paid_nothing_whatever_the_ledger(data: Any) -> None:
    terms = data.draw(policies(policy=True))
    line = data.draw(st.sampled_from(LINES))
    assume(never_pays(line, terms) is not None)
    names = data.draw(st.lists(st.sampled_from(LINES), max_size=5))
    ledger = tuple(data.draw(entry(terms, name)) for name in [*names, line])
    assert paid(terms, ledger, line) == 0


@given(st.data())
def test_a_line_without_conditions_is_paid_above_the_retention(data: Any) -> None:
    drawn = data.draw(policies(policy=True).filter(lambda terms: any(section.lines for section in terms.sections)))
    line = data.draw(st.sampled_from([line for section in drawn.sections for line in section.lines]))
    terms = Terms(tuple(_plain(each, line) for each in drawn.sections), drawn.event_limit, WHOLE, drawn.aggregate_limit)
    section = terms.section_of(line)
    assert section is not None
    assert not list(conditions_of(line, section, terms))
    assume(never_pays(line, terms) is None)
    gross = int(section.retention) + data.draw(st.integers(1, MUCH))
    assert paid(terms, (Entry(line=line, yen=gross),), line) > 0


def _plain(section: SectionTerms, line: str) -> SectionTerms:
    """The section with no condition on that line."""
    if line not in section.lines:
        return section
    return replace(section, lines={**section.lines, line: LineTerms()}, waiting_hours=Decimal(0), max_hours=None)


def largest(name: str, section: SectionTerms, yen: int) -> Entry:
    """An entry that brings ``yen`` to the section of a policy, with everything granted that can be granted."""
    own = section.lines[name]
    return Entry(line=name, yen=_gross(yen, own.share), heads=MUCH if own.per_head else None, consent=True)


def _gross(yen: int, share: Decimal) -> int:
    """The smallest cost of which ⌊cost × share⌋ is that many yen."""
    ratio = share.as_integer_ratio()
    return -(-yen * ratio[1] // ratio[0])


@given(st.data())
def test_a_line_on_conditions_is_paid_when_they_are_met(data: Any) -> None:
    """The other lines of the section use up the retention first, so that even a small sublimit is reached."""
    terms = data.draw(policies(policy=True))
    line = data.draw(st.sampled_from(LINES))
    section = terms.section_of(line)
    assume(section is not None and not section.has_clock and never_pays(line, terms) is None)
    left, ledger = int(section.retention), []
    own = most_of_line(section.lines[line])
    for name, each in section.lines.items():
        most = most_of_line(each)
        brought = left if most is None else min(left, int(most))
        if name != line and brought:
            ledger.append(largest(name, section, brought))
            left -= brought
    assert own is None or own > left
    ledger.append(largest(line, section, MUCH if own is None else int(own)))
    assert paid(terms, tuple(ledger), line) > 0


@given(st.integers(1, 48), st.integers(49, 2_000), st.integers(1, 10**6))
def test_a_clock_pays_from_the_first_hour_after_waiting(waiting: int, longest: int, yen: int) -> None:
    section = SectionTerms(
        "stop", {"a": LineTerms()}, waiting_hours=Decimal(waiting), max_hours=Decimal(longest), retention=Decimal(0)
    )
    terms = Terms((section,))
    found = {each.why: each.amount for each in conditions_of("a", section, terms)}
    assert found == {Why.WAITING: waiting, Why.MAX_HOURS: longest}
    assert paid(terms, (Entry(line="a", hours=Decimal(waiting), yen_per_day=24 * yen),), "a") == 0
    assert paid(terms, (Entry(line="a", hours=Decimal(waiting + 1), yen_per_day=24 * yen),), "a") == yen


@pytest.mark.parametrize(
    "terms",
    [
        Terms((SectionTerms("s", {"a": LineTerms(share=Decimal(0))}),)),
        Terms((SectionTerms("s", {"a": LineTerms(sublimit=Decimal(0))}),)),
        Terms((SectionTerms("s", {"a": LineTerms()}, limit=Decimal(0)),)),
        Terms((SectionTerms("s", {"a": LineTerms()}, aggregate_limit=Decimal(5), already_paid=Decimal(5)),)),
        Terms((SectionTerms("s", {"a": LineTerms()}),), aggregate_limit=Decimal(5), already_paid=Decimal(9)),
        Terms((SectionTerms("s", {"a": LineTerms(sublimit=Decimal(50))}, retention=Decimal(50)),)),
    ],
)
def test_nothing_left_is_said_before_any_condition(terms: Terms) -> None:
    found = never_pays("a", terms)
    assert found is not None
    assert found.why is Why.NOTHING_LEFT


def test_two_small_lines_pass_a_retention_that_neither_passes_alone() -> None:
    small = LineTerms(sublimit=Decimal(50))
    terms = Terms((SectionTerms("s", {"a": small, "b": small}, retention=Decimal(60)),))
    assert never_pays("a", terms) is None


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_no_example_plan_pays_ransom_or_diverted_money(name: str) -> None:
    assert by_terms("ransom", "ransomware", plan(name), pack()).conditions[0].why is Why.NEVER_INSURED
    assert by_terms("diverted_funds", "fraud_mail", plan(name), pack()).conditions[0].why is Why.UNCOVERED


def test_the_small_plan_pays_forensics_in_part_and_no_standstill() -> None:
    found = by_terms("forensics", "ransomware", plan("a"), pack())
    assert found.standing is Standing.CONDITIONAL
    assert [each.why for each in found.conditions] == [Why.SHARE, Why.SUBLIMIT]
    assert by_terms("interruption", "ransomware", plan("a"), pack()).standing is Standing.NOT_PAID


def test_a_cost_that_the_event_does_not_bring_is_neither_paid_nor_refused() -> None:
    assert in_general("interruption", "missent_mail", pack()).standing is Standing.NOT_ARISING
    assert by_terms("interruption", "missent_mail", plan("c"), pack()).standing is Standing.NOT_ARISING


def test_how_it_happened_makes_paid_doubtful_and_never_refused() -> None:
    for cause in pack().cover_causes.values():
        for scenario in cause.scenarios:
            for line in cause.lines:
                without = replace(pack(), cover_causes={})
                before, after = in_general(line, scenario, without), in_general(line, scenario, pack())
                if before.standing in (Standing.PAID, Standing.CONDITIONAL):
                    assert after.standing is Standing.CONDITIONAL


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_a_plan_is_never_promised_more_of_than_it_pays(name: str) -> None:
    """Of every cost of every event: what is judged not paid pays 0, whatever its size."""
    terms = plan(name)
    for scenario in pack().scenarios.values():
        for each in scenario.lines:
            verdict = by_terms(each.line, scenario.id, terms, pack())
            section = terms.section_of(each.line)
            clock = section is not None and section.has_clock
            entry = (
                Entry(line=each.line, hours=Decimal(1_000), yen_per_day=MUCH)
                if clock
                else Entry(line=each.line, yen=MUCH, consent=True)
            )
            assert (paid(terms, (entry,), each.line) > 0) == (verdict.standing is not Standing.NOT_PAID)


def tables() -> list[list[list[str]]]:
    """The two tables of worked yen in the document, without their heads."""
    text = DOCUMENT.read_text(encoding="utf-8").partition("## Worked yen")[2].partition("\n## ")[0]
    blocks = [block for block in text.split("\n\n") if block.startswith("|")]
    return [[_cells(line) for line in block.splitlines()[2:]] for block in blocks]


def _cells(line: str) -> list[str]:
    return [cell.strip(" `") for cell in line.strip("|").split("|")]


def test_the_worked_yen_of_the_document_are_what_is_paid() -> None:
    by_yen, by_hours = tables()
    assert (len(by_yen), len(by_hours)) == (6, 3)
    for line, cost, standing, _, said in by_yen:
        entry = Entry(line=line, yen=int(cost.replace(",", "")), consent=True)
        assert STANDINGS[by_terms(line, "ransomware", plan("a"), pack()).standing] == standing
        assert paid(plan("a"), (entry,), line) == int(said.replace(",", ""))
    for hours, cost, standing, _, said in by_hours:
        entry = Entry(line="interruption", hours=Decimal(hours), yen_per_day=500_000)
        assert entry.gross == int(cost.replace(",", ""))
        assert STANDINGS[by_terms("interruption", "ransomware", plan("b"), pack()).standing] == standing
        assert paid(plan("b"), (entry,), "interruption") == int(said.replace(",", ""))
