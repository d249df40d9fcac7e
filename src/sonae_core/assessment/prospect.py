"""What the answers so far leave open: where the middle of a serious event may still lie, and what one event may cost.

Questions of the short sheet that are still open are answered for so many companies as other firms would answer them;
everything else stays as it is, parameters at their points. Each company is asked on the same events, so that two of
them differ only in their answers (docs/explanation/while-answering.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.assessment.risk import Risk
from sonae_core.packs.questions import Question
from sonae_core.packs.threats import Scenario
from sonae_core.profile.answers import AnswerSheet
from sonae_core.profile.exposure import Between, Situation
from sonae_core.profile.rates import scenario_rate
from sonae_core.quant.design import strata
from sonae_core.quant.events import EventMaker
from sonae_core.quant.pool import INTERRUPTION, Piece
from sonae_core.quant.weighted import weighted_quantiles

Floats = NDArray[np.float64]

DRAWS = 32
EVERY = 16
"""Of the events of a kind, in the order of their cost, every sixteenth is read again for each company."""
DATA_CLASS = "data_class"
_PERSONS = ("persons", "claimants")
_LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Prospect:
    """Yen, gross. ``median``: between which amounts the median cost of a serious event lies for 8 of 10 companies that
    could have answered so; ``event``: between which amounts 8 of 10 serious events of those companies lie."""

    median: tuple[float, float]
    event: tuple[float, float]


def prospect(situation: Situation, seed: int, sales: Between | None = None) -> Prospect:
    """The ranges for a company of known size. ``sales``: yen a year between which they lie when they are not known.

    With every answer known both ends of ``median`` are the headline of the assessment, and ``event`` its 10–90 % range.
    """
    if sales is None and not _open(situation):
        median, low, high = Risk(situation, seed).headline
        return Prospect((median, median), (low, high))
    kinds: dict[str | None, _Events] = {}
    readings, corrections = [], []
    for company in _companies(situation, seed, sales):
        kind = company.sheet.choice(DATA_CLASS)
        if kind not in kinds:
            kinds[kind] = _Events(Risk(_with(situation, {DATA_CLASS: kind} if kind else {}), seed))
        readings.append(kinds[kind].read(company))
        corrections.append(kinds[kind].correction)
    low, high = np.quantile([each.median for each in readings], (_LEVELS[0], _LEVELS[-1]))
    gross = np.concatenate([each.gross for each in readings])
    found = weighted_quantiles(gross, np.concatenate([each.weights for each in readings]), _LEVELS)
    least, _, most = np.array(found) * np.mean(corrections, axis=0)
    return Prospect((float(low), float(high)), (float(least), float(most)))


# --- companies that could have answered so --------------------------------------------------------------------------


def _open(situation: Situation) -> list[Question]:
    questions = (situation.pack.questions[name] for name in situation.sheet.unknown)
    return [question for question in questions if question.sheet == "short"]


def _companies(situation: Situation, seed: int, sales: Between | None) -> Iterator[Situation]:
    drawn = {question.id: _drawn(situation, question, seed) for question in _open(situation)}
    amounts = None if sales is None else _between(sales, strata(seed, "prospect/sales", DRAWS))
    for draw in range(DRAWS):
        found = _with(situation, {name: answers[draw] for name, answers in drawn.items()})
        if amounts is not None:
            company = found.company.model_copy(update={"sales": round(amounts[draw])})
            found = replace(found, company=company)
        yield found


def _drawn(situation: Situation, question: Question, seed: int) -> list[str | int]:
    """One answer a company: options as common as in other firms, numbers evenly between the bounds of their logs."""
    places, pack = strata(seed, f"prospect/{question.id}", DRAWS), situation.pack
    if question.kind == "number":
        return [round(value) for value in _between(situation.persons_held(), places)]
    if question.measure is not None:
        common = pack.point(pack.measures[question.measure].prevalence)
        return ["yes" if place < common else "no" for place in places]
    shares = np.array([pack.point(question.prevalence[option]) for option in question.option_ids])
    steps = np.cumsum(shares / shares.sum())
    return [question.option_ids[min(int(at), len(steps) - 1)] for at in np.searchsorted(steps, places)]


def _between(range_: Between, places: Floats) -> list[float]:
    low, high = max(range_.low, 1.0), max(range_.high, 1.0)
    return [float(value) for value in low * (high / low) ** places]


def _with(situation: Situation, answers: Mapping[str, str | int]) -> Situation:
    sheet = situation.sheet
    left = tuple(name for name in sheet.unknown if name not in answers)
    return replace(situation, sheet=AnswerSheet({**sheet.values, **answers}, left, sheet.not_asked))


# --- the same events at another company -----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reading:
    """A company's median serious event, and cost and yearly rate of each of its serious events."""

    median: float
    gross: Floats
    weights: Floats


class _Events:
    """Some events of a pool, and what they cost at companies that differ in rates, states and proportional amounts."""

    def __init__(self, risk: Risk) -> None:
        self.risk, self.pool = risk, risk.pool
        self._rates: dict[tuple[str | int | None, ...], float] = {}

    @cached_property
    def _chosen(self) -> list[NDArray[np.int64]]:
        """Of each piece the places of the events read, from the cheapest to the dearest: all sizes are there."""
        gross, first = self.pool.gross, EVERY // 2
        pieces = [piece.places for piece in self.pool.pieces]
        return [np.argsort(gross[place], kind="stable")[first::EVERY] + place.start for place in pieces]

    def _thin(self, values: Floats) -> Floats:
        return values[np.concatenate(self._chosen)]

    @cached_property
    def gross(self) -> Floats:
        """Yen of each event read."""
        return self._thin(self.pool.gross)

    @cached_property
    def stop(self) -> Floats:
        """Yen of each event that stand for lost work."""
        row = self.pool.lines.index(INTERRUPTION) if INTERRUPTION in self.pool.lines else None
        return np.zeros_like(self.gross) if row is None else self._thin(self.pool.amounts[row])

    @cached_property
    def people(self) -> Floats:
        """Yen of each event that grow with the number of persons held."""
        lines = self.risk.situation.pack.lines
        rows = [i for i, name in enumerate(self.pool.lines) if lines[name].components[0].basis in _PERSONS]
        return self._thin(self.pool.amounts[rows].sum(axis=0))

    @cached_property
    def correction(self) -> Floats:
        """What the whole pool says at ``_LEVELS``, as a multiple of what the events read say of the same company."""
        median, low, high = self.risk.headline
        gross, weights = self._serious(self.gross, self._thin(self.pool.weights))
        read = weighted_quantiles(gross, weights, _LEVELS)
        return np.array(
            [whole / some if some > 0 else 1.0 for whole, some in zip((low, median, high), read, strict=True)]
        )

    def read(self, company: Situation) -> _Reading:
        """The events at the company."""
        asked = {maker.scenario.id: EventMaker(company, maker.scenario, self.risk.seed) for maker in self.pool.makers}
        rates = {name: self._rate(company, maker.scenario) for name, maker in asked.items()}
        stops = {maker.scenario.id: _more(maker, asked[maker.scenario.id]) for maker in self.pool.makers}
        stop, often = [], []
        for piece, chosen in zip(self.pool.pieces, self._chosen, strict=True):
            name, count = piece.maker.scenario.id, len(chosen)
            stop.append(np.full(count, stops[name]))
            often.append(np.full(count, rates[name] * _share(piece, asked[name]) / count))
        held, asked_held = (each.persons_held().point for each in (self.risk.situation, company))
        people = asked_held / held - 1.0 if held > 0 else 0.0
        amounts = self.gross + people * self.people + np.concatenate(stop) * self.stop
        gross, weights = self._serious(amounts, np.concatenate(often))
        return _Reading(weighted_quantiles(gross, weights, (0.5,))[0] * self.correction[1], gross, weights)

    def _serious(self, gross: Floats, weights: Floats) -> tuple[Floats, Floats]:
        serious = gross >= self.risk.threshold
        return gross[serious], weights[serious]

    def _rate(self, company: Situation, scenario: Scenario) -> float:
        """Events a year; of companies that answered alike what counts for the scenario only one is asked."""
        key = (scenario.id, *(company.sheet.values.get(name) for name in self._counting[scenario.id]))
        if key not in self._rates:
            self._rates[key] = scenario_rate(company, scenario).now
        return self._rates[key]

    @cached_property
    def _counting(self) -> dict[str, tuple[str, ...]]:
        """Of each scenario the questions that can change its rate."""
        pack = self.risk.situation.pack
        touched: dict[str, tuple[str, ...]] = {maker.scenario.id: () for maker in self.pool.makers}
        for question in pack.questions.values():
            effects = () if question.measure is None else pack.measures[question.measure].effects
            names = {each.scenario for each in question.rates} | {each.scenario for each in effects}
            for name in touched.keys() & names:
                touched[name] += (question.id,)
        return touched


def _more(maker: EventMaker, asked: EventMaker) -> float:
    """By how much an hour of outage costs more at the company asked, as a share."""
    return asked.yen_per_hour / maker.yen_per_hour - 1.0 if maker.yen_per_hour > 0 else 0.0


def _share(piece: Piece, asked: EventMaker) -> float:
    """Which part of the scenario's events is of the piece's kind at the company asked."""
    escalates = asked.pack.point(asked.scenario.escalation)
    state = next((each for each in piece.maker.states if piece.batch is piece.maker.escalated(each)), None)
    return 1.0 - escalates if state is None else escalates * asked.state_shares[state]
