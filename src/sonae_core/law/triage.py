"""Is it reportable: which triggers stand, which fall away, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sonae_core.law.question import KnownTrigger, Question
from sonae_core.packs.law import Exemption, Regime, Trigger


@dataclass(frozen=True)
class Standing:
    """A trigger that stands: the rule, and the day on which the company learned of it."""

    rule: Trigger
    known: date


@dataclass(frozen=True)
class Triage:
    """What stands and what fell away; nothing stands: there is no duty to report."""

    standing: tuple[Standing, ...]
    too_few: tuple[Standing, ...] = ()
    """Triggers that need more persons than there can be."""
    exemption: Exemption | None = None
    """Why all triggers fell away."""

    @property
    def reportable(self) -> bool:
        """Whether a duty to report stands."""
        return bool(self.standing)


def triage(question: Question, regime: Regime) -> Triage:
    """Apply the exemption and the thresholds of persons to the question."""
    triggers = tuple(Standing(regime.trigger(each.kind, each.known), each.known) for each in question.triggers)
    few = tuple(each for each in triggers if _too_few(each.rule, question.persons))
    if question.exempt is not None:
        return Triage((), few, regime.exemption(question.exempt))
    return Triage(tuple(each for each in triggers if not _too_few(each.rule, question.persons)), few)


def _too_few(rule: Trigger, persons: int | str | None) -> bool:
    """An unknown number may be above the threshold, so it counts."""
    return rule.more_than is not None and isinstance(persons, int) and persons <= rule.more_than


def unnamed_count(question: Question, regime: Regime) -> Trigger | None:
    """The trigger by number of persons when persons were given but the trigger was not named."""
    if question.persons is None:
        return None
    named = {each.kind for each in question.triggers}
    day = earliest(question.triggers)
    rules = (regime.trigger(kind, day) for kind in regime.kinds if kind not in named)
    return next((rule for rule in rules if rule.more_than is not None), None)


def earliest(triggers: tuple[KnownTrigger, ...] | tuple[Standing, ...]) -> date:
    """The first day on which any of them was known."""
    return min(each.known for each in triggers)
