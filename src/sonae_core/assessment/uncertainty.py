"""How far the answer could be off: the same events under other values of what nobody knows exactly.

A second loop draws, from the ranges of the facts, another rate for each scenario, another level of each driver and
price, and an answer for each open question, and reads headline, frequency and retained mean again. The events stay
the same, so that only the parameters move (docs/explanation/loss-model.md, "The band").
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.assessment.risk import Risk
from sonae_core.cover.terms import Terms
from sonae_core.cover.vector import LineKind, YearCover
from sonae_core.packs.costs import DRIVER_OF_BASIS, CostLine
from sonae_core.packs.facts import Fact
from sonae_core.packs.measures import Measure
from sonae_core.packs.threats import Scenario
from sonae_core.profile.rates import current_log, full_log
from sonae_core.quant.design import scores, strata
from sonae_core.quant.events import TEN_PERCENT, EventMaker
from sonae_core.quant.pool import INTERRUPTION
from sonae_core.quant.weighted import weighted_quantiles

Floats = NDArray[np.float64]

DRAWS = 64
EVERY = 8
PRICE_SHARE = 0.5
"""How much of a price's range is what nobody knows, rather than what differs from event to event."""


@dataclass(frozen=True)
class Band:
    """10–90 % ranges over the draws."""

    event_median: tuple[float, float]
    frequency: tuple[float, float]
    retained_mean: tuple[float, float]


class Uncertainty:
    """The second loop for one company."""

    def __init__(self, risk: Risk) -> None:
        self.risk, self.pool, self.situation = risk, risk.pool, risk.situation
        self.pack = risk.situation.pack

    @cached_property
    def _chosen(self) -> NDArray[np.int64]:
        """Every eighth event; they are in random order."""
        return np.concatenate([np.arange(p.places.start, p.places.stop, EVERY) for p in self.pool.pieces])

    @cached_property
    def _owner(self) -> NDArray[np.int64]:
        """The scenario of each chosen event, by its place among the makers."""
        places = {maker.scenario.id: index for index, maker in enumerate(self.pool.makers)}
        owner = np.empty(len(self.pool.weights), dtype=np.int64)
        for piece in self.pool.pieces:
            owner[piece.places] = places[piece.maker.scenario.id]
        return owner[self._chosen]

    @cached_property
    def rate_factors(self) -> Floats:
        """Of each scenario in each draw, shape (scenarios, draws)."""
        return np.stack([self._rate_factor(maker) for maker in self.pool.makers])

    def _rate_factor(self, maker: EventMaker) -> Floats:
        scenario = maker.scenario
        sigma = _sigma(self.pack.fact(scenario.base_rate))
        if sigma == 0.0:
            sigma = math.log(self.pack.point(self.pack.parameters.rate_uncertainty)) / TEN_PERCENT
        factor = np.exp(sigma * self._scores(f"rate/{scenario.id}"))
        for name in self.situation.sheet.open:
            question = self.pack.questions[name]
            if any(each.scenario == scenario.id for each in question.rates):
                factor = factor * self._unknown_factor(name, scenario.id)
            for measure in self.pack.measures.values():
                if measure.question == name:
                    factor = factor * self._unknown_measure(measure, scenario)
        return factor

    def _unknown_measure(self, measure: Measure, scenario: Scenario) -> Floats:
        """In place or not, as often as in other firms, relative to what the first loop counts for not knowing."""
        has_it = strata(self.risk.seed, f"band/answer/{measure.question}", DRAWS) < self.pack.point(measure.prevalence)
        logs = np.where(has_it, full_log(self.situation, measure, scenario), 0.0)
        return np.exp(logs - current_log(self.situation, measure, scenario))

    def _unknown_factor(self, name: str, scenario_id: str) -> Floats:
        """A company drawn at random among those that could have given the answer."""
        question, scenario = self.pack.questions[name], self.pack.scenarios[scenario_id]
        shares = np.array([self.pack.point(question.prevalence[option]) for option in question.option_ids])
        factors = np.ones(len(shares))
        for each in question.rates:
            if each.scenario == scenario_id:
                weight = 1.0 if each.path is None else self.pack.point(scenario.paths[each.path].weight)
                factors *= np.array([self.pack.point(each.by_option[o]) ** weight for o in question.option_ids])
        steps = np.cumsum(shares / shares.sum())
        drawn = strata(self.risk.seed, f"band/answer/{name}", DRAWS)
        places = np.minimum(np.searchsorted(steps, drawn), len(steps) - 1)
        return factors[places] / float((factors * shares).sum() / shares.sum())

    @cached_property
    def line_factors(self) -> Floats:
        """Of each line of each scenario in each draw, shape (scenarios, lines, draws)."""
        found = np.ones((len(self.pool.makers), len(self.pool.lines), DRAWS))
        for index, maker in enumerate(self.pool.makers):
            for line in maker.lines:
                found[index, self.pool.lines.index(line.id)] = self._line_factor(maker, line)
        return found

    def _line_factor(self, maker: EventMaker, line: CostLine) -> Floats:
        component = line.components[0]
        factor = np.ones(DRAWS)
        if component.unit_cost is not None:
            sigma = PRICE_SHARE * _sigma(self.pack.fact(component.unit_cost))
            factor = factor * np.exp(sigma * self._scores(f"price/{line.id}"))
        driver = DRIVER_OF_BASIS[component.basis]
        if driver is not None:
            spread = math.log(self.pack.point(self.pack.parameters.severity_uncertainty)) / TEN_PERCENT
            factor = factor * np.exp(spread * self._scores(f"driver/{maker.scenario.id}/{driver}"))
        if driver == "persons":
            factor = factor * self._within(self.situation.persons_held(), "persons_held")
        if component.basis == INTERRUPTION:
            part = self.situation.impairment() if maker.stops == "business" else self.situation.website_share()
            factor = factor * self._within(part, f"part/{maker.stops}")
            factor = factor * self._within(self.situation.yen_per_day(), "yen_per_day")
        return factor

    def _within(self, between: object, name: str) -> Floats:
        """A figure spread evenly between its bounds (of logarithms where it can), relative to its point."""
        point, low, high = (float(getattr(between, part)) for part in ("point", "low", "high"))
        if high <= low or point <= 0:
            return np.ones(DRAWS)
        drawn = strata(self.risk.seed, f"band/{name}", DRAWS)
        spread = low * (high / low) ** drawn if low > 0 else low + (high - low) * drawn
        return spread / point

    def _scores(self, name: str) -> Floats:
        return scores(self.risk.seed, f"band/{name}", DRAWS)

    # --- reading the draws ------------------------------------------------------------------------------------------

    def band(self, terms: Terms | None, retained_mean: float) -> Band:
        """The ranges around the answer of the first loop."""
        weights = self.pool.weights[self._chosen] * EVERY
        amounts = self.pool.amounts[:, self._chosen]
        medians, rates, means = np.empty(DRAWS), np.empty(DRAWS), np.empty(DRAWS)
        base = self._read(amounts, weights, self._hours(), terms)
        for draw in range(DRAWS):
            factors = self.line_factors[self._owner, :, draw].T
            drawn = self._read(
                amounts * factors, weights * self.rate_factors[self._owner, draw], self._hours(draw), terms
            )
            medians[draw], rates[draw], means[draw] = (
                new / old if old > 0 else 1.0 for new, old in zip(drawn, base, strict=True)
            )
        low, high = _ten_ninety(medians)
        rate_low, rate_high = (self.risk.serious_rate * factor for factor in _ten_ninety(rates))
        mean_low, mean_high = _ten_ninety(means)
        median = self.risk.headline[0]
        return Band(
            (median * low, median * high),
            (-math.expm1(-rate_low), -math.expm1(-rate_high)),
            (retained_mean * mean_low, retained_mean * mean_high),
        )

    @cached_property
    def _persons(self) -> Floats:
        return np.concatenate([piece.batch.persons[::EVERY] for piece in self.pool.pieces])

    def _hours(self, draw: int | None = None) -> Floats:
        hours = np.concatenate([piece.batch.hours[::EVERY] for piece in self.pool.pieces])
        if draw is None:
            return hours
        spread = math.log(self.pack.point(self.pack.parameters.severity_uncertainty)) / TEN_PERCENT
        factors = np.array(
            [math.exp(spread * self._scores(f"driver/{m.scenario.id}/outage_hours")[draw]) for m in self.pool.makers]
        )
        return hours * factors[self._owner]

    def _read(self, amounts: Floats, weights: Floats, hours: Floats, terms: Terms | None) -> tuple[float, float, float]:
        """Median of serious events, serious events a year, mean retained of a year."""
        gross = amounts.sum(axis=0)
        serious = gross >= self.risk.threshold
        median = weighted_quantiles(gross[serious], weights[serious], (0.5,))[0]
        retained = gross if terms is None else gross - self._paid(amounts, hours, terms)
        return median, float(weights[serious].sum()), float((retained * weights).sum())

    def _paid(self, amounts: Floats, hours: Floats, terms: Terms) -> Floats:
        """One event's payment, for all scenarios at once where an outage stops the same part of the business."""
        paid = np.zeros(amounts.shape[1])
        rates = np.array([maker.yen_per_hour for maker in self.pool.makers])[self._owner]
        cover = YearCover(terms)
        row = self.pool.lines.index(INTERRUPTION) if INTERRUPTION in self.pool.lines else None
        for rate in np.unique(rates):
            mine = np.flatnonzero(rates == rate)
            kinds = [LineKind(line, float(rate) if line == INTERRUPTION else None) for line in self.pool.lines]
            events = cover.events(kinds)
            given: Mapping[int, Floats] = {} if row is None else {row: hours[mine]}
            account = cover.account(len(mine))
            heads = dict.fromkeys(range(len(self.pool.lines)), self._persons[mine])
            parts = events.section_payments(np.ascontiguousarray(amounts[:, mine]), given, heads=heads)
            account.add(np.arange(len(mine)), np.zeros(len(mine)), parts, events)
            paid[mine] = account.paid()
        return np.minimum(paid, amounts.sum(axis=0))


def _sigma(fact: Fact) -> float:
    """The standard deviation of the logarithm whose 10–90 % range the fact's bounds are."""
    low, high = fact.bounds
    return math.log(high / low) / (2 * TEN_PERCENT) if high > low > 0 else 0.0


def _ten_ninety(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, (0.1, 0.9))
    return float(low), float(high)
