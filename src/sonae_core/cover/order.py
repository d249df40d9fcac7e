"""The one order in which the terms of a cover cut a cost. Everything that pays reads it here.

Each term turns the sum of what reaches it into the sum of what it lets through, and it cuts in one of three ways:
only what lies *beyond* an amount counts, *at most* an amount counts, or a *part* counts. Both the sum let through
and the sum held back never fall when the sum that arrives grows. Therefore the payment of one entry, which is the
payment up to it less the payment before it, is never negative, and neither is any of its reasons.

The same steps run on whole yen (``Exact``, a real ledger) and on arrays of events (``floats.Floats``, a simulation).
Source: the command-line contract, docs/reference/cli.md; docs/explanation/payout.md has the worked yen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Generic, Protocol, TypeVar

from sonae_core.cover.terms import LineTerms, SectionTerms, Terms

N = TypeVar("N")


class Reason(StrEnum):
    """Why a part of a cost is not paid; a closed list, in the order in which people read it."""

    NO_CONSENT = "no_consent"
    WAITING = "waiting"
    MAX_HOURS = "max_hours"
    SHARE = "share"
    PER_HEAD = "per_head"
    SUBLIMIT = "sublimit"
    RETENTION = "retention"
    SECTION_LIMIT = "section_limit"
    SECTION_AGGREGATE = "section_aggregate"
    EVENT_LIMIT = "event_limit"
    POLICY_AGGREGATE = "policy_aggregate"
    UNCOVERED = "uncovered"


class Scope(Enum):
    """Over what a term sums before it cuts."""

    LINE_HOURS = "hours of a line in one event"
    SECTION_HOURS = "hours of a section in one event"
    LINE = "yen of a line in one event"
    ENTRY = "yen of one entry by itself"
    SECTION = "yen of a section in one event"
    SECTION_PERIOD = "yen of a section in the policy period"
    EVENT = "yen of one event"
    PERIOD = "yen of the policy period"


class Cut(Enum):
    """How a term cuts a sum."""

    BEYOND = "what lies beyond the amount counts"
    AT_MOST = "at most the amount counts"
    PART = "the part counts"


@dataclass(frozen=True)
class Term:
    """One term of the order: its reason, over what it sums, how it cuts, and where its amount stands."""

    reason: Reason
    scope: Scope
    cut: Cut
    attribute: str


ORDER: tuple[Term, ...] = (
    # Prior consent comes before everything: an entry without it does not enter at all.
    Term(Reason.WAITING, Scope.LINE_HOURS, Cut.BEYOND, "waiting_hours"),
    Term(Reason.MAX_HOURS, Scope.LINE_HOURS, Cut.AT_MOST, "max_hours"),
    Term(Reason.WAITING, Scope.SECTION_HOURS, Cut.BEYOND, "waiting_hours"),
    Term(Reason.MAX_HOURS, Scope.SECTION_HOURS, Cut.AT_MOST, "max_hours"),
    Term(Reason.SHARE, Scope.LINE, Cut.PART, "share"),
    Term(Reason.PER_HEAD, Scope.ENTRY, Cut.AT_MOST, "per_head"),
    Term(Reason.SUBLIMIT, Scope.LINE, Cut.AT_MOST, "sublimit"),
    Term(Reason.RETENTION, Scope.SECTION, Cut.BEYOND, "retention"),
    Term(Reason.SECTION_LIMIT, Scope.SECTION, Cut.AT_MOST, "limit"),
    Term(Reason.SECTION_AGGREGATE, Scope.SECTION_PERIOD, Cut.AT_MOST, "aggregate_limit"),
    Term(Reason.EVENT_LIMIT, Scope.EVENT, Cut.AT_MOST, "event_limit"),
    # Only the flat form has a share of the event, and it has no event_limit and no section aggregate.
    Term(Reason.SHARE, Scope.EVENT, Cut.PART, "event_share"),
    Term(Reason.POLICY_AGGREGATE, Scope.PERIOD, Cut.AT_MOST, "aggregate_limit"),
)


class Arithmetic(Protocol[N]):
    """The numbers that the steps run on. An operation may overwrite its first argument."""

    def number(self, value: Decimal | int) -> N:
        """An amount of a term."""

    def beyond(self, total: N, amount: N) -> N:
        """max(total − amount, 0)."""

    def at_most(self, total: N, amount: N) -> N:
        """min(total, amount)."""

    def part(self, total: N, share: N) -> N:
        """total × share, rounded down to the yen where yen are whole."""


Whole = int | Fraction
"""Yen are integers, hours may be fractions."""


class Exact:
    """Whole yen, exact hours: integers and fractions."""

    def number(self, value: Decimal | int) -> Whole:
        """The amount, exact."""
        exact = Fraction(value)
        return exact.numerator if exact.denominator == 1 else exact

    def beyond(self, total: Whole, amount: Whole) -> Whole:
        """max(total − amount, 0)."""
        return total - amount if total > amount else 0

    def at_most(self, total: Whole, amount: Whole) -> Whole:
        """min(total, amount)."""
        return amount if total > amount else total

    def part(self, total: Whole, share: Whole) -> Whole:
        """⌊total × share⌋."""
        return total.numerator * share.numerator // (total.denominator * share.denominator)


@dataclass(frozen=True)
class Step(Generic[N]):
    """One term with its amount: what it lets through of a sum."""

    reason: Reason
    scope: Scope
    cut: Callable[[N, N], N]
    amount: N

    def through(self, total: N) -> N:
        """The sum that the term lets through of ``total``."""
        return self.cut(total, self.amount)


def steps(holder: LineTerms | SectionTerms | Terms, arithmetic: Arithmetic[N], *scopes: Scope) -> tuple[Step[N], ...]:
    """The steps of one line, section or policy in the given scopes, in order; terms that cut nothing are left out.

    ``per_head`` gives yen per person here; who runs the step multiplies by the heads of the entry.
    """
    cuts: dict[Cut, Callable[[N, N], N]] = {
        Cut.BEYOND: arithmetic.beyond,
        Cut.AT_MOST: arithmetic.at_most,
        Cut.PART: arithmetic.part,
    }
    found = []
    for term in ORDER:
        if term.scope in scopes and (amount := _amount(term, holder)) is not None:
            found.append(Step(term.reason, term.scope, cuts[term.cut], arithmetic.number(amount)))
    return tuple(found)


def _amount(term: Term, holder: LineTerms | SectionTerms | Terms) -> Decimal | int | None:
    """The amount of the term, less what earlier events used up; None when the term cuts nothing."""
    amount: Decimal | int | None = getattr(holder, term.attribute)
    if amount is None or (term.cut is Cut.BEYOND and amount == 0) or (term.cut is Cut.PART and amount == 1):
        return None
    if term.scope in (Scope.SECTION_PERIOD, Scope.PERIOD) and not isinstance(holder, LineTerms):
        return max(amount - holder.already_paid, Decimal(0))
    return amount
