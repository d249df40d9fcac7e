"""What a paper rests on and what is still open: questions to clear, main figures with their sources, notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sonae_core.packs.snapshot import Pack
from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.view import Json, Phrases
from sonae_paper.text.facts import origin, quantity
from sonae_paper.text.labels import CONFIDENCES
from sonae_paper.text.sentences import open_effect

CAUSES, LINES = 2, 6


@dataclass(frozen=True)
class Open:
    """A question answered with わからない: whom to ask what, and what an answer would change."""

    question: Phrases
    why: Phrases
    ask: Phrases
    effect: str


@dataclass(frozen=True)
class Ground:
    """A fact behind a figure."""

    name: Phrases
    value: str
    origin: Phrases
    assumed: bool


@dataclass(frozen=True)
class Topic:
    """The facts behind one of the main figures."""

    name: Phrases
    facts: tuple[Ground, ...]


@dataclass(frozen=True)
class Grounds:
    """The main figures with their facts, and how many facts there are of which confidence."""

    topics: tuple[Topic, ...]
    count: Phrases


def open_questions(answer: Json, pack: Pack) -> tuple[Open, ...]:
    """Most telling first."""
    return tuple(_open(each, pack) for each in answer["unknown"])


def _open(given: Json, pack: Pack) -> Open:
    question = pack.questions.get(given["question"])
    return Open(
        question=phrases(given["question"] if question is None else question.text),
        why=phrases("" if question is None else question.why),
        ask=phrases(given["ask"]),
        effect=open_effect(given["effect_on_range"]) if given["effect_on_range"] else "",
    )


def grounds(answer: Json) -> Grounds:
    """The two most frequent causes of serious events and the six largest lines, with their facts, each fact once."""
    entries = {entry["id"]: entry for entry in answer["sources"]}
    counts = Counter(entry["confidence"] for entry in answer["sources"])
    kinds = "、".join(f"{word}{counts[kind]}件" for kind, word in CONFIDENCES.items())
    scenarios = sorted(answer["frequency"]["scenarios"], key=lambda each: -each["serious"])[:CAUSES]
    lines = sorted(answer["event"]["lines"], key=lambda line: -line["gross"])[:LINES]
    figures = [(f"起きやすさ: {each['title']}", each["facts"]) for each in scenarios]
    figures += [(line["title"], line["facts"]) for line in lines]
    told: dict[str, None] = {}
    topics = []
    for name, facts in figures:
        new = [fact for fact in facts if fact in entries and fact not in told]
        told |= dict.fromkeys(new)
        if new:
            topics.append(Topic(phrases(name), _facts(new, entries)))
    return Grounds(
        topics=tuple(topics),
        count=phrases(f"使った事実は、ぜんぶで{len(entries)}件です（{kinds}）。"),
    )


def _facts(names: Sequence[str], entries: dict[str, Json]) -> tuple[Ground, ...]:
    return tuple(
        Ground(
            name=phrases(entry["title"]),
            value=quantity(dict(entry)),
            origin=phrases(origin(dict(entry))),
            assumed=entry["confidence"] == "assumed",
        )
        for entry in (entries[name] for name in names)
    )
