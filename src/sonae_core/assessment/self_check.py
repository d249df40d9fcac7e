"""The ten directives of the management guideline as a company judges itself: four levels each, and what comes next.

A level is a word, not a score: nothing is added up, and what nobody knows is asked, not counted as low.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sonae_core.packs.guidelines import TopicGroup
from sonae_core.packs.measures import Measure
from sonae_core.packs.questions import Question
from sonae_core.packs.snapshot import Pack

GUIDELINE = "management_guideline"
LEVELS = (1, 2, 3, 4)
"""Not done; done in part; decided and done; looked over again and again."""
DONE = 3
"""From here on nothing new is to be done, only to be kept up."""
BEST = LEVELS[-1]
STEPS = 3
_ASKED = 2.5
"""Where what nobody knows stands among the levels: after what is known to be missing, before what only wants review."""


@dataclass(frozen=True)
class Judged:
    """One directive; ``level`` is None where the company does not know."""

    number: int
    group: TopicGroup
    level: int | None


@dataclass(frozen=True)
class Step:
    """What to do next about a directive: begin a measure, ask somebody, or (neither) go over what is done."""

    judged: Judged
    measure: Measure | None = None
    question: Question | None = None


@dataclass(frozen=True)
class SelfCheck:
    """``judged`` in the order of the directives; ``open`` are the numbers without an answer."""

    judged: tuple[Judged, ...]
    open: tuple[int, ...]
    steps: tuple[Step, ...]
    asks: tuple[Step, ...]
    """One for each directive that nobody knows of."""


def directives(pack: Pack) -> dict[int, TopicGroup]:
    """The ten, by number."""
    groups = pack.guidelines[GUIDELINE].groups
    return {group.directive: group for group in groups if group.directive is not None}


def self_check(pack: Pack, levels: Mapping[int, int | None]) -> SelfCheck:
    """Levels by directive, None for わからない; a missing number is still open.

    Next come the lowest levels; among equals those that begin with a measure of known effect, then the lower number.
    Raises ValueError for a directive or level that there is not.
    """
    groups = directives(pack)
    if not levels.keys() <= groups.keys() or not set(levels.values()) <= {None, *LEVELS}:
        raise ValueError("ten directives, four levels")
    judged = tuple(Judged(number, group, levels[number]) for number, group in groups.items() if number in levels)
    asks = tuple(Step(each, question=_question(pack, each.group)) for each in judged if each.level is None)
    missing = tuple(number for number in groups if number not in levels)
    return SelfCheck(judged, missing, _steps(pack, judged, asks), asks)


def _steps(pack: Pack, judged: tuple[Judged, ...], asks: tuple[Step, ...]) -> tuple[Step, ...]:
    """The first three, no measure twice."""
    waiting = [(each, _measures(pack, each)) for each in judged if each.level is not None and each.level < BEST]
    waiting.sort(key=lambda pair: _order(pair[0], pair[1]))
    found: list[Step] = []
    used: set[str] = set()
    for each, measures in waiting:
        measure = next((m for m in measures if m.id not in used), None)
        if measure is not None:
            used.add(measure.id)
        elif measures:
            continue  # all that serves it is proposed already
        found.append(Step(each, measure=measure))
    found += asks
    found.sort(key=lambda step: step.judged.level or _ASKED)
    return tuple(found[:STEPS])


def _order(judged: Judged, measures: tuple[Measure, ...]) -> tuple[int, bool, int]:
    return judged.level or 0, not (measures and measures[0].effects), judged.number


def _measures(pack: Pack, judged: Judged) -> tuple[Measure, ...]:
    """What serves a directive, in the guideline's order; nothing new where it is done already."""
    if judged.level is not None and judged.level >= DONE:
        return ()
    named = dict.fromkeys(str(name) for topic in judged.group.topics for name in topic.measures)
    return tuple(pack.measures[name] for name in named)


def _question(pack: Pack, group: TopicGroup) -> Question:
    """The question of the sheet that shows how the company stands, with whom to ask."""
    return pack.questions[group.topics[0].questions[0]]
