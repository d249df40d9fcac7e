"""What to do when it happens: the first hour step by step, what follows, and the card to cut out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sonae_core.packs.duties import Desk
from sonae_core.packs.library import Library
from sonae_core.packs.playbooks import Phase, Playbook, Step
from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.view import Json, Phrases
from sonae_paper.text.labels import WHO

PHASES: Mapping[Phase, str] = {
    "hour": "60分まで",
    "day": "24時間まで",
    "three_days": "3日まで",
    "week": "1週間まで",
    "month": "1か月まで",
}
CARD_DESKS = ("agency", "insurer", "vendor", "police_9110", "ppc")
CARD_STEPS = 8
OWN = "own"


@dataclass(frozen=True)
class First:
    """One step of the first hour."""

    n: int
    title: Phrases
    do: tuple[Phrases, ...]
    do_not: tuple[Phrases, ...]
    never: Phrases
    """The first of what makes it worse, in a few words, for the card."""
    who: str
    minutes: str
    only_if: Phrases


@dataclass(frozen=True)
class Later:
    """One step of the days and weeks after."""

    phase: str
    title: Phrases
    who: Phrases
    by: Phrases


@dataclass(frozen=True)
class Contact:
    """One line of the card; ``value`` is empty where the company writes its own number."""

    title: Phrases
    value: str
    hours: Phrases
    web: bool


@dataclass(frozen=True)
class Emergency:
    """The playbook of the kind of event that this company has to expect most."""

    title: Phrases
    first_words: Phrases
    signs: tuple[Phrases, ...]
    first: tuple[First, ...]
    card: tuple[First, ...]
    later: tuple[Later, ...]
    contacts: tuple[Contact, ...]
    sources: tuple[Phrases, ...]


def emergency(answer: Json, library: Library) -> Emergency:
    """From the playbook of the most frequent kind of serious event."""
    playbook = _playbook(answer, library)
    hour = [step for step in playbook.steps if step.phase == "hour"]
    first = tuple(_first(number, step) for number, step in enumerate(hour, start=1))
    return Emergency(
        title=phrases(playbook.title),
        first_words=phrases(playbook.first_words),
        signs=tuple(phrases(text) for text in playbook.is_it_this),
        first=first,
        card=first[:CARD_STEPS],
        later=tuple(_later(step) for step in playbook.steps if step.phase != "hour"),
        contacts=tuple(_contact(library.desks[name]) for name in CARD_DESKS if name in library.desks),
        sources=tuple(phrases(text) for text in _sources(playbook)),
    )


def _playbook(answer: Json, library: Library) -> Playbook:
    scenarios = sorted(answer["frequency"]["scenarios"], key=lambda each: -each["serious"])
    known = {str(playbook.scenario) for playbook in library.playbooks.values()}
    return library.playbook(next((each["id"] for each in scenarios if each["id"] in known), "ransomware"))


def _first(number: int, step: Step) -> First:
    return First(
        n=number,
        title=phrases(step.title),
        do=tuple(phrases(text) for text in step.do),
        do_not=tuple(phrases(text) for text in step.do_not),
        never=phrases(step.do_not[0].partition("。")[0] + "。") if step.do_not else (),
        who=WHO[step.who],
        minutes=f"{step.minutes}分" if step.minutes else "",
        only_if=phrases(step.only_if or ""),
    )


def _later(step: Step) -> Later:
    return Later(
        PHASES[step.phase], phrases(step.title), phrases(WHO[step.who]), phrases(step.by or PHASES[step.phase])
    )


def _contact(desk: Desk) -> Contact:
    title = phrases(desk.title.partition("（")[0])
    way = next((way for way in desk.ways if way.kind == "phone"), desk.ways[0])
    if way.kind == OWN:
        return Contact(title, "", phrases(way.hours or ""), web=False)
    return Contact(title, way.value, phrases(way.hours or ""), web=way.kind != "phone")


def _sources(playbook: Playbook) -> Iterator[str]:
    """Each document once."""
    titles = dict.fromkeys(step.source.title for step in playbook.steps if step.source is not None)
    yield from titles
