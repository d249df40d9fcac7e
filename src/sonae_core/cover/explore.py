"""Whether insurance pays a cost of an event: paid, on conditions, or not, and why; in general and by a plan's terms.

In general the packs say it (``cover_lines``), line by line. By terms it follows from the one order of ``cover.order``:
a line is *not paid* when no ledger at all could make the terms pay a yen of it, *paid* when nothing but retention and
limits of section and policy stand in its way, and paid *on conditions* when a term of its own does. In both, a cause
(how it happened) turns paid into on conditions, and never more: what is doubtful is not refused, and not promised.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sonae_core.cover.terms import NONE, WHOLE, LineTerms, SectionTerms, Terms
from sonae_core.packs.covering import Cause
from sonae_core.packs.snapshot import Pack
from sonae_core.packs.threats import Scenario


class Standing(StrEnum):
    """What insurance does with a cost line in one kind of event."""

    PAID = "paid"
    CONDITIONAL = "conditional"
    NOT_PAID = "not_paid"
    NOT_ARISING = "not_arising"
    """An event of this kind mostly does not bring this cost."""


class Why(StrEnum):
    """A term that stands between a cost and its payment; in the order in which people read them."""

    NEVER_INSURED = "never_insured"
    UNCOVERED = "uncovered"
    NOTHING_LEFT = "nothing_left"
    """A limit, share or number of hours is 0, or used up, or lies within the retention."""
    CONSENT = "consent"
    WAITING = "waiting"
    MAX_HOURS = "max_hours"
    SHARE = "share"
    PER_HEAD = "per_head"
    SUBLIMIT = "sublimit"


@dataclass(frozen=True)
class Condition:
    """One reason with its amount: hours, yen, or the part that is paid (0–1)."""

    why: Why
    amount: Decimal | None = None


@dataclass(frozen=True)
class Verdict:
    """What insurance does with one cost line of one kind of event."""

    line: str
    scenario: str
    standing: Standing
    conditions: tuple[Condition, ...] = ()
    """From the terms of a plan; empty in general, where the packs have sentences."""
    causes: tuple[Cause, ...] = ()
    """Why it may not be paid when it happened like this."""
    section: SectionTerms | None = None
    """Of the plan, where one covers the line."""


def arises(scenario: Scenario, line: str) -> bool:
    """Whether an event of this kind can bring this cost."""
    return any(entry.line == line for entry in scenario.lines)


def in_general(line: str, scenario: str, pack: Pack) -> Verdict:
    """Whoever insures, as the packs say; line and scenario exist."""
    if not arises(pack.scenarios[scenario], line):
        return Verdict(line, scenario, Standing.NOT_ARISING)
    standing = Standing(pack.cover_lines[line].standing)
    if standing is Standing.NOT_PAID:
        return Verdict(line, scenario, standing)
    causes = _causes(line, scenario, pack)
    return Verdict(line, scenario, Standing.CONDITIONAL if causes else standing, causes=causes)


def by_terms(line: str, scenario: str, terms: Terms, pack: Pack) -> Verdict:
    """By the terms of one policy; line and scenario exist."""
    if not arises(pack.scenarios[scenario], line):
        return Verdict(line, scenario, Standing.NOT_ARISING)
    if not pack.lines[line].insurable:
        return Verdict(line, scenario, Standing.NOT_PAID, (Condition(Why.NEVER_INSURED),))
    section = terms.section_of(line)
    if (never := never_pays(line, terms)) is not None:
        return Verdict(line, scenario, Standing.NOT_PAID, (never,), section=section)
    assert section is not None  # noqa: S101 - what no section covers is never paid
    conditions, causes = tuple(conditions_of(line, section, terms)), _causes(line, scenario, pack)
    standing = Standing.CONDITIONAL if conditions or causes else Standing.PAID
    return Verdict(line, scenario, standing, conditions, causes, section)


def never_pays(line: str, terms: Terms) -> Condition | None:
    """Why the terms pay nothing of this line, whatever the ledger; None when they may pay."""
    section = terms.section_of(line)
    if section is None:
        return Condition(Why.UNCOVERED)
    if _most_of_policy(terms) == 0 or _most_of_section(section) == 0 or most_of_line(section.lines[line]) == 0:
        return Condition(Why.NOTHING_LEFT)
    brought = [most_of_line(each) for each in section.lines.values()]
    if section.max_hours == 0 or (None not in brought and _sum(brought) <= section.retention):
        return Condition(Why.NOTHING_LEFT)
    return None


def conditions_of(line: str, section: SectionTerms, terms: Terms) -> Iterator[Condition]:
    """The terms of the line itself, and of the clock of its section, that can take something away."""
    own = section.lines[line]
    if own.needs_consent:
        yield Condition(Why.CONSENT)
    if hours := max(own.waiting_hours, section.waiting_hours):
        yield Condition(Why.WAITING, hours)
    longest = [hours for hours in (own.max_hours, section.max_hours) if hours is not None]
    if longest:
        yield Condition(Why.MAX_HOURS, min(longest))
    if (share := own.share * terms.event_share) != WHOLE:
        yield Condition(Why.SHARE, share)
    if own.per_head is not None:
        yield Condition(Why.PER_HEAD, Decimal(own.per_head))
    if own.sublimit is not None:
        yield Condition(Why.SUBLIMIT, own.sublimit)


def most_of_line(own: LineTerms) -> Decimal | None:
    """The most yen that a line can bring to its section in one event; None when nothing bounds it."""
    if own.share == 0 or own.per_head == 0 or own.max_hours == 0:
        return NONE
    return own.sublimit


def _most_of_section(section: SectionTerms) -> Decimal | None:
    left = None if section.aggregate_limit is None else max(section.aggregate_limit - section.already_paid, NONE)
    return _least(section.limit, left)


def _most_of_policy(terms: Terms) -> Decimal | None:
    if terms.event_share == 0:
        return NONE
    left = None if terms.aggregate_limit is None else max(terms.aggregate_limit - terms.already_paid, NONE)
    return _least(terms.event_limit, left)


def _least(*limits: Decimal | None) -> Decimal | None:
    return min((limit for limit in limits if limit is not None), default=None)


def _sum(brought: list[Decimal | None]) -> Decimal:
    return sum((most for most in brought if most is not None), NONE)


def _causes(line: str, scenario: str, pack: Pack) -> tuple[Cause, ...]:
    return tuple(cause for cause in pack.cover_causes.values() if cause.concerns(scenario, line))
