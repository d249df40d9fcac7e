"""Random policies, ledgers and years of events, on a lattice of yen where nothing is ever rounded.

Yen are multiples of 64, hours of a quarter, yen an hour of 256, shares of a quarter: then floats are exact too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import strategies as st

from sonae_core.cover.ledger import Entry
from sonae_core.cover.terms import LineTerms, SectionTerms, Terms

LINES = ("a", "b", "c", "d", "e", "f")
QUARTERS = [Decimal(n) / 4 for n in range(5)]


def yen(largest: int = 60):
    return st.integers(0, largest).map(lambda n: n * 64)


def limit(largest: int = 60):
    return st.none() | yen(largest).map(Decimal)


hours = st.integers(0, 160).map(lambda n: Decimal(n) / 4)


@st.composite
def line_terms(draw, *, policy: bool) -> LineTerms:
    return LineTerms(
        share=draw(st.sampled_from(QUARTERS) | st.just(Decimal(1))),
        sublimit=draw(limit()),
        waiting_hours=Decimal(0),
        max_hours=None,
        per_head=draw(st.none() | yen(8)) if policy else None,
        needs_consent=policy and draw(st.booleans()),
    )


@st.composite
def section_terms(draw, number: int, lines: list[str], *, policy: bool) -> SectionTerms:
    clock = draw(st.booleans())
    return SectionTerms(
        id=f"s{number}",
        lines={line: draw(line_terms(policy=policy)) for line in lines},
        waiting_hours=draw(hours) if clock else Decimal(0),
        max_hours=draw(st.none() | hours) if clock else None,
        retention=Decimal(draw(yen(30))),
        limit=draw(limit(120)),
        aggregate_limit=draw(limit(200)),
    )


@st.composite
def policies(draw, *, policy: bool = False) -> Terms:
    """Up to three sections over some of the six lines; the others are uncovered."""
    owners = draw(st.lists(st.integers(-1, 2), min_size=6, max_size=6))
    sections = [
        draw(
            section_terms(
                number, [line for line, owner in zip(LINES, owners, strict=True) if owner == number], policy=policy
            )
        )
        for number in range(3)
        if number in owners
    ]
    return Terms(tuple(sections), event_limit=draw(limit(200)), aggregate_limit=draw(limit(300)))


@st.composite
def flat_covers(draw) -> Terms:
    """The flat form: one section, hours per line, a share of the event."""
    lines = {}
    for line in draw(st.lists(st.sampled_from(LINES), unique=True)):
        clock = draw(st.booleans())
        one = draw(line_terms(policy=False))
        lines[line] = LineTerms(
            one.share, one.sublimit, draw(hours) if clock else Decimal(0), draw(st.none() | hours) if clock else None
        )
    section = SectionTerms("event", lines, retention=Decimal(draw(yen(30))), limit=draw(limit(120)))
    return Terms((section,), event_share=draw(st.sampled_from(QUARTERS)), aggregate_limit=draw(limit(300)))


def has_clock(terms: Terms, line: str) -> bool:
    section = terms.section_of(line)
    return section is not None and (section.has_clock or section.lines[line].has_clock)


def needs_heads(terms: Terms, line: str) -> bool:
    section = terms.section_of(line)
    return section is not None and section.lines[line].per_head is not None


@st.composite
def entry(draw, terms: Terms, line: str, *, yen_per_hour: int | None = None) -> Entry:
    heads = draw(st.integers(0, 20)) if needs_heads(terms, line) else None
    consent = draw(st.none() | st.booleans())
    if has_clock(terms, line):
        rate = 24 * (256 * draw(st.integers(0, 4)) if yen_per_hour is None else yen_per_hour)
        return Entry(line=line, hours=draw(hours), yen_per_day=rate, heads=heads, consent=consent)
    return Entry(line=line, yen=draw(yen()), heads=heads, consent=consent)


@dataclass(frozen=True)
class Event:
    year: int
    scenario: int
    entries: tuple[Entry, ...]


@st.composite
def histories(draw, terms: Terms) -> tuple[list[tuple[str, ...]], dict[str, int], list[Event]]:
    """Two scenarios with their lines in some order, yen an hour of each line, and events of a few years in time."""
    orders = [tuple(draw(st.permutations(LINES))[: draw(st.integers(1, 6))]) for _ in range(2)]
    rates = {line: 256 * draw(st.integers(0, 4)) for line in LINES}
    events = []
    for year in range(draw(st.integers(1, 4))):
        for _ in range(draw(st.integers(0, 4))):
            scenario = draw(st.integers(0, 1))
            made = tuple(draw(entry(terms, line, yen_per_hour=rates[line])) for line in orders[scenario])
            events.append(Event(year, scenario, made))
    return orders, rates, events


@st.composite
def rough(draw, terms: Terms):
    """A ledger with odd yen and hours and shares in hundredths, so that everything is rounded."""
    share = Decimal(draw(st.integers(0, 100))) / 100
    sections = tuple(
        replace(section, lines={name: replace(line, share=share) for name, line in section.lines.items()})
        for section in terms.sections
    )
    entries = []
    for name in draw(st.lists(st.sampled_from(LINES), max_size=12)):
        heads = draw(st.integers(0, 9)) if needs_heads(terms, name) else None
        consent = draw(st.none() | st.booleans())
        if has_clock(terms, name):
            hours, rate = Decimal(draw(st.integers(0, 9999))) / 100, draw(st.integers(0, 9999))
            entries.append(Entry(line=name, hours=hours, yen_per_day=rate, heads=heads, consent=consent))
        else:
            entries.append(Entry(line=name, yen=draw(st.integers(0, 4000)), heads=heads, consent=consent))
    return replace(terms, sections=sections), tuple(entries)


anything = (policies(policy=True) | flat_covers()).flatmap(rough)
"""Terms and a ledger that fits them, where everything is rounded."""
