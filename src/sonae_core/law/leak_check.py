"""From what somebody can say today, yes, no or わからない, to an answer: to be reported, not, or not decided yet.

What is not known yet counts as if it were so, because the duty begins with the fear that it is. Where a longer term
depends on what is not known, the shorter one counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sonae_core.law.answer import Adviser, Answer
from sonae_core.law.question import UNKNOWN, KnownTrigger, Question
from sonae_core.packs.law import Regime, Trigger


class Verdict(StrEnum):
    """Whether there is a duty to report."""

    REPORT = "report"
    UNDECIDED = "undecided"
    """Nothing is certain that makes a duty, and something is not known that may."""
    NO_DUTY = "no_duty"


@dataclass(frozen=True)
class Told:
    """What is said of a leak. ``situations``: kind → yes, no or None (not known); ``persons`` None: not known."""

    entity: str
    known: date
    situations: Mapping[str, bool | None]
    persons: int | None
    exempt: str | None = None


@dataclass(frozen=True)
class Checked:
    """The verdict with the answer for what was taken as given; ``unknown`` are the rules that may still apply."""

    verdict: Verdict
    question: Question
    answer: Answer
    unknown: tuple[Trigger, ...]

    @property
    def may_become_longer(self) -> bool:
        """Whether the term grows when it turns out that somebody meant harm."""
        malicious = any(each.rule.malicious for each in self.answer.triage.standing)
        return self.answer.triage.reportable and not malicious and any(each.malicious for each in self.unknown)


def asked_kinds(regime: Regime, day: date) -> tuple[Trigger, ...]:
    """The rules that are answered by yes, no or わからない; those by number of persons are not among them."""
    return tuple(rule for rule in _rules(regime, day) if rule.more_than is None)


def counted_kind(regime: Regime, day: date) -> Trigger:
    """The rule by number of persons."""
    return next(rule for rule in _rules(regime, day) if rule.more_than is not None)


def check(told: Told, adviser: Adviser) -> Checked:
    """The answer to what is told. InputError when a deadline lies beyond the table of holidays."""
    regime = adviser.law.regimes[told.entity]
    counted = counted_kind(regime, told.known)
    yes = [rule for rule in asked_kinds(regime, told.known) if told.situations.get(rule.kind) is True]
    unknown = [rule for rule in asked_kinds(regime, told.known) if told.situations.get(rule.kind) is None]
    many = told.persons is not None and told.persons > (counted.more_than or 0)
    certain = bool(yes) or many
    open_rules = tuple([*unknown, counted] if told.persons is None else unknown)
    taken = yes if certain else _taken(unknown, told)
    question = Question(
        told.entity,
        tuple(KnownTrigger(rule.kind, told.known) for rule in (*taken, counted)),
        UNKNOWN if told.persons is None else told.persons,
        told.exempt,
    )
    answer = adviser.answer(question)
    if not answer.triage.reportable:
        return Checked(Verdict.NO_DUTY, question, answer, ())
    return Checked(Verdict.REPORT if certain else Verdict.UNDECIDED, question, answer, open_rules)


def _taken(unknown: list[Trigger], told: Told) -> list[Trigger]:
    """What counts as if it were so: malice, which makes the term longer, only where nothing else is open."""
    others = [rule for rule in unknown if not rule.malicious]
    return others if others or told.persons is None else unknown


def _rules(regime: Regime, day: date) -> tuple[Trigger, ...]:
    return tuple(regime.trigger(kind, day) for kind in regime.kinds)
