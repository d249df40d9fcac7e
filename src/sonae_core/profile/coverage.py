"""How a company stands to a guideline: what its answers say of each topic, and the guideline's own points.

Only answers count: a question nobody was asked leaves a gap, never a zero. Nothing here is weighed in yen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sonae_core.packs.guidelines import Guideline, Scoring, Topic, TopicGroup
from sonae_core.packs.questions import YES_PARTIAL_NO
from sonae_core.packs.snapshot import Pack
from sonae_core.profile.answers import AnswerSheet

SHARES = dict(zip(YES_PARTIAL_NO, (1.0, 0.5, 0.0), strict=True))
"""What an answer says of a topic, when shown as a share."""


@dataclass(frozen=True)
class TopicStand:
    """One topic. ``share``: 0–1 over its answered questions; ``points``: the guideline's own; None: a gap."""

    topic: Topic
    share: float | None
    points: int | None


@dataclass(frozen=True)
class GroupStand:
    """One group: the mean over its topics that have a share."""

    group: TopicGroup
    share: float | None
    topics: tuple[TopicStand, ...]


@dataclass(frozen=True)
class Score:
    """The guideline's own total over the topics that were answered, and what it means once all of them are."""

    points: int
    most: int
    answered: int
    topics: int
    band: str | None


@dataclass(frozen=True)
class Stand:
    """How a company stands to one guideline."""

    guideline: Guideline
    groups: tuple[GroupStand, ...]
    score: Score | None
    """None where the guideline has no points or no topic was answered."""


def stands(pack: Pack, sheet: AnswerSheet) -> tuple[Stand, ...]:
    """How the company stands to every guideline of the packs."""
    return tuple(_stand(guideline, pack, sheet) for guideline in pack.guidelines.values())


def _stand(guideline: Guideline, pack: Pack, sheet: AnswerSheet) -> Stand:
    groups = tuple(_group(group, guideline.scoring, pack, sheet) for group in guideline.groups)
    points = [each.points for group in groups for each in group.topics]
    return Stand(guideline, groups, None if guideline.scoring is None else _score(guideline.scoring, points))


def _group(group: TopicGroup, scoring: Scoring | None, pack: Pack, sheet: AnswerSheet) -> GroupStand:
    topics = tuple(TopicStand(t, _share(t, pack, sheet), _points(t, scoring, sheet)) for t in group.topics)
    return GroupStand(group, _mean(each.share for each in topics), topics)


def _share(topic: Topic, pack: Pack, sheet: AnswerSheet) -> float | None:
    asked = [name for name in topic.questions if pack.questions[name].kind == "yes_partial_no"]
    answers = (sheet.choice(name) for name in asked)
    return _mean(SHARES[answer] for answer in answers if answer is not None)


def _points(topic: Topic, scoring: Scoring | None, sheet: AnswerSheet) -> int | None:
    question = topic.questions[0]
    if scoring is None or question in sheet.not_asked:
        return None
    return int(getattr(scoring, sheet.choice(question) or "unknown"))


def _score(scoring: Scoring, points: list[int | None]) -> Score | None:
    known = [each for each in points if each is not None]
    if not known:
        return None
    total = sum(known)
    band = next((band.text for band in scoring.bands if total >= band.at_least), None)
    return Score(total, scoring.yes * len(points), len(known), len(points), band if len(known) == len(points) else None)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [each for each in values if each is not None]
    return sum(known) / len(known) if known else None
