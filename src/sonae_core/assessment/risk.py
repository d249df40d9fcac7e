"""The risk of one company: its pool of events, how often, the serious ones, and the year."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.profile.exposure import Situation
from sonae_core.profile.rates import scenario_rate
from sonae_core.quant.events import EventMaker
from sonae_core.quant.pool import Pool
from sonae_core.quant.weighted import weighted_quantiles

Floats = NDArray[np.float64]

MIDDLE = (0.45, 0.55)


@dataclass(frozen=True)
class Risk:
    """Everything that does not depend on a policy."""

    situation: Situation
    seed: int

    @cached_property
    def pool(self) -> Pool:
        """Weighted events of all scenarios."""
        scenarios = self.situation.pack.scenarios.values()
        makers = [EventMaker(self.situation, scenario, self.seed) for scenario in scenarios]
        rates = {scenario.id: scenario_rate(self.situation, scenario).now for scenario in scenarios}
        return Pool(makers, rates)

    @cached_property
    def threshold(self) -> float:
        """Gross yen from which an event is serious."""
        return self.situation.pack.point(self.situation.pack.parameters.threshold_serious)

    @cached_property
    def serious(self) -> NDArray[np.bool_]:
        """Which events are serious."""
        return self.pool.gross >= self.threshold

    @cached_property
    def serious_rate(self) -> float:
        """Serious events a year."""
        return float(self.pool.weights[self.serious].sum())

    def serious_rate_of(self, scenario_id: str) -> float:
        """Serious events of one scenario a year."""
        return float(self.pool.weights[self._serious_of(scenario_id)].sum())

    def serious_event_of(self, scenario_id: str) -> tuple[float, float, float]:
        """Median, 10 % and 90 % point of the gross cost of a serious event of one scenario; zeros where none can be."""
        places = self._serious_of(scenario_id)
        low, median, high = weighted_quantiles(self.pool.gross[places], self.pool.weights[places], (0.1, 0.5, 0.9))
        return median, low, high

    def _serious_of(self, scenario_id: str) -> NDArray[np.int64]:
        """The places of the serious events of a scenario."""
        own = np.zeros_like(self.serious)
        for piece in self.pool.pieces:
            own[piece.places] = piece.maker.scenario.id == scenario_id
        return np.flatnonzero(own & self.serious)

    @property
    def serious_chance(self) -> float:
        """The probability of at least one serious event in a year."""
        return -math.expm1(-self.serious_rate)

    @property
    def any_chance(self) -> float:
        """The probability of at least one event of any size in a year."""
        return -math.expm1(-self.pool.rate)

    @cached_property
    def headline(self) -> tuple[float, float, float]:
        """Median, 10 % and 90 % point of the gross cost of a serious event."""
        low, _, median, _, high = self._serious_quantiles
        return median, low, high

    @cached_property
    def _serious_quantiles(self) -> tuple[float, ...]:
        """Gross cost of a serious event at 10 %, at both ends and in the middle of ``MIDDLE``, and at 90 %."""
        gross, weights = self.pool.gross[self.serious], self.pool.weights[self.serious]
        return tuple(weighted_quantiles(gross, weights, (0.1, MIDDLE[0], 0.5, MIDDLE[1], 0.9)))

    @cached_property
    def serious_mean(self) -> float:
        """The mean gross cost of a serious event."""
        return self._mean(self.pool.gross, self.serious)

    @cached_property
    def small(self) -> tuple[float, float]:
        """Small events: the chance of at least one in a year, and their median cost."""
        gross, weights = self.pool.gross[~self.serious], self.pool.weights[~self.serious]
        return -math.expm1(-float(weights.sum())), weighted_quantiles(gross, weights, (0.5,))[0]

    @cached_property
    def middle(self) -> NDArray[np.int64]:
        """The serious events whose cost lies between the 45th and the 55th percentile."""
        places = np.flatnonzero(self.serious)
        if not len(places):
            return places
        gross, (_, low, _, high, _) = self.pool.gross[places], self._serious_quantiles
        return places[(gross >= low) & (gross <= high)]

    def _mean(self, values: Floats, chosen: NDArray[np.bool_]) -> float:
        weights = self.pool.weights[chosen]
        total = float(weights.sum())
        return float((values[chosen] * weights).sum() / total) if total else 0.0
