"""What one policy pays on one event, entry by entry, and why not more.

The payment of entry k is what the policy pays on entries 1…k less what it pays on entries 1…k−1, and so is each of
its reasons. Nothing is apportioned, everything adds up to the yen: for each entry the reasons sum to gross − paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sonae_core.cover.ledger import Entry, Ledger, check_ledger, yen_of_hours
from sonae_core.cover.order import Exact, Reason, Scope, Step, Whole, steps
from sonae_core.cover.sentences import Cutback, sentence, uncovered_sentence
from sonae_core.cover.terms import LineTerms, Policy, SectionTerms, Terms
from sonae_core.values.document import Document


@dataclass(frozen=True)
class Unpaid:
    """A part of a cost that is not paid: why, how many yen, and the sentence for people."""

    reason: Reason
    yen: int
    text: str

    def to_json(self) -> dict[str, Any]:
        """As in the contract."""
        return {"reason": self.reason.value, "yen": self.yen, "text": self.text}


@dataclass(frozen=True)
class EntryPayment:
    """One entry of the ledger (``index`` from 0): its cost and what is paid, in yen."""

    index: int
    line: str
    gross: int
    paid: int
    reasons: tuple[Unpaid, ...]

    def to_json(self) -> dict[str, Any]:
        """As in the contract."""
        return {
            "index": self.index,
            "line": self.line,
            "gross": self.gross,
            "paid": self.paid,
            "reasons": [reason.to_json() for reason in self.reasons],
        }


@dataclass(frozen=True)
class SectionPayment:
    """One section of the policy with its entries in the order of the ledger; empty when it has none."""

    id: str
    entries: tuple[EntryPayment, ...]
    gross: int = field(init=False)
    paid: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "gross", sum(entry.gross for entry in self.entries))
        object.__setattr__(self, "paid", sum(entry.paid for entry in self.entries))

    @property
    def retained(self) -> int:
        """What stays with the company, in yen."""
        return self.gross - self.paid

    def to_json(self) -> dict[str, Any]:
        """As in the contract."""
        return {
            "id": self.id,
            "gross": self.gross,
            "paid": self.paid,
            "retained": self.retained,
            "entries": [entry.to_json() for entry in self.entries],
        }


@dataclass(frozen=True)
class PayoutResult:
    """What one policy pays on one event, in yen: all sections in the order of the policy, and what none covers."""

    sections: tuple[SectionPayment, ...]
    uncovered: tuple[EntryPayment, ...]

    @property
    def gross(self) -> int:
        """All costs of the ledger."""
        return sum(section.gross for section in self.sections) + sum(entry.gross for entry in self.uncovered)

    @property
    def paid(self) -> int:
        """What the policy pays."""
        return sum(section.paid for section in self.sections)

    @property
    def retained(self) -> int:
        """What stays with the company."""
        return self.gross - self.paid

    def to_json(self) -> dict[str, Any]:
        """As in the contract, keys in its order."""
        return {
            "gross": self.gross,
            "paid": self.paid,
            "retained": self.retained,
            "sections": [section.to_json() for section in self.sections],
            "uncovered": [entry.to_json() for entry in self.uncovered],
        }


def payout(policy: Policy, ledger: Ledger, document: Document | None = None) -> PayoutResult:
    """What ``policy`` pays on the event of ``ledger``.

    InputError when an entry lacks the hours or heads that its section needs; ``document`` is the file of the ledger.
    """
    terms = policy.terms()
    check_ledger(terms, ledger, document)
    return pay_entries(terms, ledger.entries)


def pay_entries(terms: Terms, entries: tuple[Entry, ...]) -> PayoutResult:
    """The same for terms in the one form and entries that fit them (``check_ledger``)."""
    chains = _chains(terms)
    by_section: dict[str, list[EntryPayment]] = {section.id: [] for section in terms.sections}
    uncovered: list[EntryPayment] = []
    for index, entry in enumerate(entries):
        chain = chains.get(entry.line)
        if chain is None:
            uncovered.append(_uncovered(index, entry))
        else:
            by_section[chain.section.id].append(_payment(terms, chain, index, entry))
    sections = tuple(SectionPayment(name, tuple(payments)) for name, payments in by_section.items())
    return PayoutResult(sections, tuple(uncovered))


# --- running the steps entry by entry --------------------------------------------------------------------------------


class _Link(Protocol):
    step: Step[Whole]

    def add(self, amount: Whole, entry: Entry) -> Whole:
        """What the term lets through of this entry's amount."""


class _Meter:
    """A term that sums over entries: lets through the increment of its cumulative amount."""

    def __init__(self, step: Step[Whole]) -> None:
        self.step = step
        self._arrived: Whole = 0
        self._passed: Whole = 0

    def add(self, amount: Whole, entry: Entry) -> Whole:
        self._arrived += amount
        before, self._passed = self._passed, self.step.through(self._arrived)
        return self._passed - before


class _PerHead:
    """A term that looks at each entry by itself: at most so many yen for each of its persons."""

    def __init__(self, step: Step[Whole]) -> None:
        self.step = step

    def add(self, amount: Whole, entry: Entry) -> Whole:
        return self.step.cut(amount, self.step.amount * (entry.heads or 0))


@dataclass(frozen=True)
class _Chain:
    """What an entry of one line passes through; links of sections and policy are shared between lines."""

    section: SectionTerms
    line: LineTerms
    hours: tuple[_Link, ...]
    yen: tuple[_Link, ...]


def _links(holder: LineTerms | SectionTerms | Terms, *scopes: Scope) -> tuple[_Link, ...]:
    found = steps(holder, Exact(), *scopes)
    return tuple(_PerHead(step) if step.scope is Scope.ENTRY else _Meter(step) for step in found)


def _chains(terms: Terms) -> Mapping[str, _Chain]:
    chains: dict[str, _Chain] = {}
    policy_links = _links(terms, Scope.EVENT, Scope.PERIOD)
    for section in terms.sections:
        hours = _links(section, Scope.SECTION_HOURS)
        yen = (*_links(section, Scope.SECTION, Scope.SECTION_PERIOD), *policy_links)
        for name, line in section.lines.items():
            chains[name] = _Chain(
                section,
                line,
                hours=(*_links(line, Scope.LINE_HOURS), *hours),
                yen=(*_links(line, Scope.LINE, Scope.ENTRY), *yen),
            )
    return chains


def _cuts(chain: _Chain, entry: Entry) -> Iterator[tuple[Reason, int]]:
    """Each reason with its yen, in the order of the terms. Without consent nothing else is used up."""
    yen: Whole = entry.gross
    if chain.line.needs_consent and not entry.consent:
        yield Reason.NO_CONSENT, int(yen)
        return
    if entry.hours is not None and entry.yen_per_day is not None:
        hours: Whole = Exact().number(entry.hours)
        for link in chain.hours:
            hours = link.add(hours, entry)
            before, yen = yen, yen_of_hours(hours, entry.yen_per_day)
            yield link.step.reason, int(before - yen)
    for link in chain.yen:
        before, yen = yen, link.add(yen, entry)
        yield link.step.reason, int(before - yen)


def _payment(terms: Terms, chain: _Chain, index: int, entry: Entry) -> EntryPayment:
    cut: dict[Reason, int] = {}
    for reason, yen in _cuts(chain, entry):
        if yen:
            cut[reason] = cut.get(reason, 0) + yen
    reasons = tuple(
        Unpaid(reason, cut[reason], sentence(reason, Cutback(terms, chain.section, chain.line, entry, cut[reason])))
        for reason in Reason
        if reason in cut
    )
    return EntryPayment(index, entry.line, entry.gross, entry.gross - sum(cut.values()), reasons)


def _uncovered(index: int, entry: Entry) -> EntryPayment:
    gross = entry.gross
    reasons = (Unpaid(Reason.UNCOVERED, gross, uncovered_sentence(gross)),) if gross else ()
    return EntryPayment(index, entry.line, gross, 0, reasons)
