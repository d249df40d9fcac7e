"""Who does what in the first hour, the first day and the first three days: the company, and those who help it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sonae.public.cover.explorer import grounds_of, mark_of
from sonae.public.views import library
from sonae_core.packs.playbooks import Helper, Phase, Playbook
from sonae_paper.text.labels import WHO

PHASES: tuple[tuple[Phase, str], ...] = (("hour", "1時間"), ("day", "24時間"), ("three_days", "72時間"))
COMPANY = "会社"


@dataclass(frozen=True)
class Deed:
    """Something that is done; ``who`` within the company."""

    text: str
    who: str = ""


@dataclass(frozen=True)
class Actor:
    """Somebody, and what they do in a phase; nothing where they have no part yet."""

    title: str
    deeds: tuple[Deed, ...]
    mark: str = ""


@dataclass(frozen=True)
class Column:
    """One phase."""

    title: str
    actors: tuple[Actor, ...]


@lru_cache(maxsize=32)
def hours(scenario: str, most: int | None = None) -> tuple[Column, ...]:
    """The three phases; of the company's own steps at most so many in each, the first ones."""
    playbook = library().playbook(scenario)
    return tuple(Column(title, _actors(playbook, phase, most)) for phase, title in PHASES)


def contracts() -> list[dict[str, str]]:
    """With whom the company makes a contract: said wherever somebody is introduced to it."""
    return [
        {"text": helper.contract, "grounds": grounds_of(helper)}
        for helper in library().helpers.values()
        if helper.contract
    ]


def grounds() -> list[str]:
    """Where it stands what helpers do."""
    return [f"{helper.title}: {grounds_of(helper)}" for helper in library().helpers.values()]


def _actors(playbook: Playbook, phase: Phase, most: int | None) -> tuple[Actor, ...]:
    steps = [step for step in playbook.steps if step.phase == phase][:most]
    company = Actor(COMPANY, tuple(Deed(step.title, WHO[step.who]) for step in steps))
    found = [company, *(_actor(helper, playbook, phase) for helper in library().helpers.values())]
    return tuple(actor for actor in found if actor.deeds)


def _actor(helper: Helper, playbook: Playbook, phase: Phase) -> Actor:
    does = (deed for deed in helper.does if deed.phase == phase and deed.belongs_to(playbook))
    return Actor(helper.title, tuple(Deed(deed.do) for deed in does), mark_of(helper))
