"""Which steps are done, which comes next, which desks to turn to: values in, values out, no clock.

``done`` and ``not_needed`` are ids of steps, as somebody ticked them; the order in which they were ticked is free.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sonae_core.packs.library import Library
from sonae_core.packs.playbooks import PHASES, Phase, Playbook, Step
from sonae_core.packs.shelf import near
from sonae_core.values.errors import InputError


@dataclass(frozen=True)
class Ticked:
    """One step, and how it stands."""

    step: Step
    number: int
    """Its place in the playbook, from 1."""
    done: bool
    not_needed: bool

    @property
    def open(self) -> bool:
        """Whether somebody still has to do it."""
        return not (self.done or self.not_needed)


@dataclass(frozen=True)
class PhaseProgress:
    """One phase: how many steps it has, how many of them are settled (done, or found not to be needed)."""

    phase: Phase
    settled: int
    steps: int


@dataclass(frozen=True)
class Progress:
    """A playbook, and how far one has come with it."""

    playbook: Playbook
    steps: tuple[Ticked, ...]
    phases: tuple[PhaseProgress, ...]
    """Every phase that has steps, in order."""
    next_steps: tuple[Ticked, ...]
    """The open steps of the earliest phase that has any: what to look at now."""
    settled: int
    over: bool
    """Whether no step is open any more."""


def progress(library: Library, scenario: str, done: Collection[str] = (), not_needed: Collection[str] = ()) -> Progress:
    """The steps for an incident of ``scenario`` in their order, and how far one has come.

    InputError: no playbook for that scenario, a step it does not have, or a step both done and not needed.
    """
    playbook = library.playbook(scenario)
    _check(playbook, done, not_needed)
    steps = tuple(
        Ticked(step, number, step.id in done, step.id in not_needed)
        for number, step in enumerate(playbook.steps, start=1)
    )
    phases = tuple(_phases(steps))
    still = [each for each in steps if each.open]
    return Progress(
        playbook=playbook,
        steps=steps,
        phases=phases,
        next_steps=tuple(each for each in still if each.step.phase == still[0].step.phase),
        settled=len(steps) - len(still),
        over=not still,
    )


def _phases(steps: tuple[Ticked, ...]) -> Iterator[PhaseProgress]:
    for phase in PHASES:
        within = [each for each in steps if each.step.phase == phase]
        if within:
            yield PhaseProgress(phase, sum(not each.open for each in within), len(within))


def _check(playbook: Playbook, done: Collection[str], not_needed: Collection[str]) -> None:
    known = {step.id: None for step in playbook.steps}
    for field, names in (("done", done), ("not_needed", not_needed)):
        for name in names:
            if name not in known:
                raise InputError(field, f"{playbook.title} にない手順です（{name[:60]}）", near(name, known))
    for name in done:
        if name in not_needed:
            raise InputError(
                "not_needed", f"済んだ手順が、要らない手順にもあります（{name}）", "どちらかから消してください"
            )


def desks_of(step: Step) -> tuple[str, ...]:
    """Ids of the desks of a step; the one to be asked first stands first, each once."""
    first = () if step.before_calling is None else (step.before_calling,)
    return tuple(dict.fromkeys(str(desk) for desk in (*first, *step.call)))
