"""What is not known yet: each open question, whom to ask, and how much of the yearly loss its answer decides."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.assessment.risk import Risk
from sonae_core.packs.costs import CostLine
from sonae_core.packs.measures import Measure
from sonae_core.packs.questions import PERCENT, Question
from sonae_core.packs.snapshot import Pack
from sonae_core.packs.threats import Scenario
from sonae_core.profile.answers import AnswerSheet
from sonae_core.profile.exposure import Situation
from sonae_core.profile.rates import ScenarioRate, current_log, full_log, scenario_rate
from sonae_core.quant.events import EventMaker
from sonae_core.quant.pool import INTERRUPTION

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class OpenQuestion:
    """``effect``: (largest − smallest expected yearly loss over the possible answers) ÷ the loss as things are."""

    question: Question
    effect: float


@dataclass(frozen=True)
class Openings:
    """Open questions, each list the most telling first.

    ``unknown``: to be found out, those that change no yen last. ``further``: of the full sheet, not asked yet, and
    worth asking. ``checklist``: not asked yet; they change no yen, only the list of things to do and the guidelines.
    """

    unknown: tuple[OpenQuestion, ...]
    further: tuple[OpenQuestion, ...]
    checklist: tuple[Question, ...]


def openings(risk: Risk) -> Openings:
    """All open questions of a company."""
    losses, sheet = _Losses(risk), risk.situation.sheet
    further = _ranked(losses, sheet.not_asked)
    return Openings(
        unknown=_ranked(losses, sheet.unknown),
        further=tuple(each for each in further if each.effect > 0),
        checklist=tuple(each.question for each in further if each.effect == 0),
    )


def _ranked(losses: _Losses, names: Iterable[str]) -> tuple[OpenQuestion, ...]:
    questions = (losses.situation.pack.questions[name] for name in names)
    found = [OpenQuestion(question, losses.effect(question)) for question in questions]
    return tuple(sorted(found, key=lambda each: -each.effect))


class _Losses:
    """Expected yearly losses under other answers, scenario by scenario; only those that an answer touches anew."""

    def __init__(self, risk: Risk) -> None:
        self.situation = risk.situation
        self.makers = {maker.scenario.id: maker for maker in risk.pool.makers}

    @cached_property
    def rates(self) -> dict[str, ScenarioRate]:
        """Of each scenario as things are."""
        return {name: scenario_rate(self.situation, maker.scenario) for name, maker in self.makers.items()}

    @cached_property
    def means(self) -> dict[str, float]:
        """Mean yen of an event of each scenario as things are."""
        return {name: self._mean(maker, self.situation) for name, maker in self.makers.items()}

    @cached_property
    def now(self) -> dict[str, float]:
        """Yen a year of each scenario as things are."""
        return {name: self.rates[name].now * self.means[name] for name in self.makers}

    def effect(self, question: Question) -> float:
        """Over the answers: largest less smallest loss of a year, as a share of the loss as things are."""
        total = sum(self.now.values())
        touched = [name for name, maker in self.makers.items() if self._touches(question, maker.scenario)]
        if not touched or total <= 0:
            return 0.0
        rest = total - sum(self.now[name] for name in touched)
        losses = [rest + loss for loss in self._losses(question, touched)]
        return (max(losses) - min(losses)) / total

    def _touches(self, question: Question, scenario: Scenario) -> bool:
        """Whether an answer can change this scenario's rate, severity or amounts."""
        if question.measure is not None:
            axes = {axis.axis for axis in scenario.severity}
            effects = self.situation.pack.measures[question.measure].effects
            return any(each.axis in axes if each.scenario is None else each.scenario == scenario.id for each in effects)
        only_rates = question.rates and not question.website_share
        return not only_rates or any(each.scenario == scenario.id for each in question.rates)

    def _losses(self, question: Question, touched: list[str]) -> list[float]:
        """Yen a year of the touched scenarios under each answer that can be the best or the worst."""
        if question.measure is not None:
            measure = self.situation.pack.measures[question.measure]
            return [sum(self._with(measure, name, answer) for name in touched) for answer in ("yes", "no")]
        situations = [_answered(self.situation, question, answer) for answer in _answers(self.situation, question)]
        return [sum(self._loss(question, name, situation) for name in touched) for situation in situations]

    def _with(self, measure: Measure, name: str, answer: str) -> float:
        """Yen a year of a scenario when the measure is in place, or is not."""
        rate, maker = self.rates[name], self.makers[name]
        apart = -current_log(self.situation, measure, maker.scenario)
        if answer == "yes":
            apart += full_log(self.situation, measure, maker.scenario)
        mean = self.means[name]
        if any(effect.axis for effect in measure.effects):
            question = self.situation.pack.questions[str(measure.question)]
            mean = self._mean(maker, _answered(self.situation, question, answer))
        return replace(rate, in_place=rate.in_place + apart).now * mean

    def _loss(self, question: Question, name: str, situation: Situation) -> float:
        """Yen a year of a scenario: exposure and severity states as answered; amounts scaled where proportional."""
        maker = self.makers[name]
        before, after = (each.exposure(question, maker.scenario)[0] for each in (self.situation, situation))
        return self.rates[name].now * after / before * self._mean(maker, situation)

    def _mean(self, maker: EventMaker, situation: Situation) -> float:
        """Mean cost of an event of the scenario at the company as it answers now."""
        asked = EventMaker(situation, maker.scenario, maker.seed)
        stop = asked.yen_per_hour / maker.yen_per_hour if maker.yen_per_hour > 0 else 1.0
        before, after = maker.situation.persons_held().point, situation.persons_held().point
        people = after / before if before > 0 else 1.0
        factors = np.array([_by_driver(line, stop, people) * _by_class(line, maker, situation) for line in maker.lines])
        escalates = maker.pack.point(maker.scenario.escalation)
        minor, severe = self._line_means[maker.scenario.id]
        shares = zip(asked.states, asked.state_shares, strict=True)
        return (1 - escalates) * minor + escalates * sum(
            share * float(severe[state] @ factors) for state, share in shares
        )

    @cached_property
    def _line_means(self) -> dict[str, tuple[float, list[Floats]]]:
        """Of each scenario: mean yen of a minor event, and mean yen of each line in each state."""
        return {
            name: (
                float(maker.minor.amounts.sum(axis=0).mean()),
                [maker.escalated(state).amounts.mean(axis=1) for state in maker.states],
            )
            for name, maker in self.makers.items()
        }


def _answers(situation: Situation, question: Question) -> tuple[str | int, ...]:
    if question.gives is not None:
        between = situation.website_share()
        return round(between.low * PERCENT), round(between.high * PERCENT)
    if question.kind == "number":
        held = situation.persons_held()
        return round(held.low), round(held.high)
    return question.option_ids


def _answered(situation: Situation, question: Question, answer: str | int) -> Situation:
    sheet, name = situation.sheet, question.id
    left = (tuple(other for other in names if other != name) for names in (sheet.unknown, sheet.not_asked))
    return replace(situation, sheet=AnswerSheet({**sheet.values, name: answer}, *left))


def _by_driver(line: CostLine, stop: float, people: float) -> float:
    """What other earnings of a day, or another number of persons held, do to a line."""
    if line.id == INTERRUPTION:
        return stop
    return people if line.components[0].basis in ("persons", "claimants") else 1.0


def _by_class(line: CostLine, maker: EventMaker, situation: Situation) -> float:
    """What another class of data does to a line that is paid, or costs something else, for some classes only."""
    if not any(component.only_for for component in line.components):
        return 1.0
    before, after = (_worth(line, maker.pack, each.data_classes()) for each in (maker.situation, situation))
    return after / before if before > 0 else 1.0


def _worth(line: CostLine, pack: Pack, classes: Mapping[str, float]) -> float:
    """Price times quantity of the components, each as probable as the classes it is for."""
    total = 0.0
    for component in line.components:
        chance = sum(classes.get(name, 0.0) for name in component.only_for) if component.only_for else 1.0
        names = (component.unit_cost, component.quantity, component.probability)
        total += chance * math.prod(pack.point(name) for name in names if name is not None)
    return total
