"""What is not known yet: each open question, whom to ask, and how much of the yearly loss its answer decides."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sonae_core.assessment.risk import Risk
from sonae_core.packs.questions import Question
from sonae_core.profile.answers import AnswerSheet
from sonae_core.profile.exposure import Situation
from sonae_core.profile.rates import scenario_rate
from sonae_core.quant.events import EventMaker
from sonae_core.quant.pool import INTERRUPTION


@dataclass(frozen=True)
class OpenQuestion:
    """``effect``: (largest − smallest expected yearly loss over the possible answers) ÷ the loss as things are."""

    question: Question
    effect: float


def open_questions(risk: Risk) -> tuple[OpenQuestion, ...]:
    """Most telling first."""
    now = _loss(risk, risk.situation)
    found = []
    for name in risk.situation.sheet.unknown:
        question = risk.situation.pack.questions[name]
        values = [_loss(risk, _answered(risk.situation, question, answer)) for answer in _answers(risk, question)]
        found.append(OpenQuestion(question, (max(values) - min(values)) / now if values and now > 0 else 0.0))
    return tuple(sorted(found, key=lambda each: -each.effect))


def _answers(risk: Risk, question: Question) -> tuple[str | int, ...]:
    if question.kind == "number":
        held = risk.situation.persons_held()
        return round(held.low), round(held.high)
    return question.option_ids


def _answered(situation: Situation, question: Question, answer: str | int) -> Situation:
    sheet = situation.sheet
    values = {**sheet.values, question.id: answer}
    return replace(situation, sheet=AnswerSheet(values, tuple(name for name in sheet.unknown if name != question.id)))


def _loss(risk: Risk, situation: Situation) -> float:
    """Expected yearly loss: rates and severity states as answered; amounts scaled where they are proportional."""
    total = 0.0
    for maker in risk.pool.makers:
        rate = scenario_rate(situation, maker.scenario).now
        total += rate * _mean(maker, situation)
    return total


def _mean(maker: EventMaker, situation: Situation) -> float:
    """Mean cost of an event of the scenario at the company as it answers now."""
    asked = EventMaker(situation, maker.scenario, maker.seed)
    stop = asked.yen_per_hour / maker.yen_per_hour if maker.yen_per_hour > 0 else 1.0
    before, after = maker.situation.persons_held().point, situation.persons_held().point
    people = after / before if before > 0 else 1.0
    escalates = maker.pack.point(maker.scenario.escalation)
    means = _line_means(maker)
    severe = sum(
        share * float((means[state] * _factors(maker, stop, people)).sum())
        for state, share in zip(asked.states, asked.state_shares, strict=True)
    )
    return (1 - escalates) * float(maker.minor.amounts.sum(axis=0).mean()) + escalates * severe


def _line_means(maker: EventMaker) -> list[np.ndarray]:
    return [maker.escalated(state).amounts.mean(axis=1) for state in maker.states]


def _factors(maker: EventMaker, stop: float, people: float) -> np.ndarray:
    by_persons = ("persons", "claimants")
    return np.array(
        [
            stop if line.id == INTERRUPTION else people if line.components[0].basis in by_persons else 1.0
            for line in maker.lines
        ]
    )
