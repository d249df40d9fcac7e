"""What surveys would find at a population of firms: who was hit, what it cost, how ransomware victims fared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.calibration.population import ALIKE, Mix, firms
from sonae_core.assessment.risk import Risk
from sonae_core.packs.snapshot import Pack
from sonae_core.profile.exposure import Situation
from sonae_core.quant.pool import Piece
from sonae_core.quant.weighted import weighted_quantiles

Floats = NDArray[np.float64]

RANSOMWARE = "ransomware"
INVESTIGATION_AND_RECOVERY = frozenset(
    {"first_response", "forensics", "consulting", "restoration", "new_systems", "overtime", "extra_expense"}
)
"""The lines that the police survey asks for: what it took to investigate and to recover."""
NOT_SPENT = frozenset({"interruption", "overtime"})
"""Lines of which no bill comes: profit not made, and hours of the own people."""
MILLION = 1_000_000.0
_STRIDE = 4
"""Every fourth event of a firm stands for all. All firms have the same draws, so each takes another fourth of them."""


@dataclass(frozen=True)
class Sample:
    """Weighted amounts."""

    values: Floats
    weights: Floats

    def quantile(self, level: float) -> float:
        """The smallest value that the share ``level`` of the weight does not pass."""
        return weighted_quantiles(self.values, self.weights, (level,))[0]

    def share(self, at_least: float, below: float = float("inf")) -> float:
        """The share of the weight between the two."""
        inside = (self.values >= at_least) & (self.values < below)
        return float(self.weights[inside].sum() / self.weights.sum())

    def mean(self) -> float:
        """The weighted mean."""
        return float((self.values * self.weights).sum() / self.weights.sum())


@dataclass(frozen=True)
class Victims:
    """Ransomware events that escalated, over all firms; each row of the fields is one event."""

    cost: Floats
    """All lines, yen."""
    recovery_cost: Floats
    """``INVESTIGATION_AND_RECOVERY`` only, yen."""
    hours: Floats
    employees: Floats
    weights: Floats
    """Such events a year."""

    def serious(self, threshold: float, at_least_employees: float = 0.0) -> Sample:
        """Whole costs from ``threshold`` yen, at firms from a size on."""
        chosen = (self.cost >= threshold) & (self.employees >= at_least_employees)
        return Sample(self.cost[chosen], self.weights[chosen])

    def spent(self) -> Sample:
        """Costs of investigation and recovery."""
        return Sample(self.recovery_cost, self.weights)

    def recovery(self) -> Sample:
        """Hours until recovery."""
        return Sample(self.hours, self.weights)


@dataclass(frozen=True)
class Observation:
    """Totals over all firms, per year of one firm."""

    hit_share: float
    """Share of firms with at least one event of any kind in a year."""
    event_mean: float
    """Yen, all lines, all events."""
    event_mean_spent: float
    """The same without ``NOT_SPENT``."""
    over_million: float
    """Share of events of at least 1,000,000 yen."""
    stopped_50_days: float
    """Share of events after which work stands still for 50 days or more."""
    victims: Victims


def observe(pack: Pack, count: int, mix: Mix = ALIKE) -> Observation:
    """Every firm's pool is made, read and dropped: hundreds of pools would not fit into memory."""
    seen = [_firm(situation, index % _STRIDE) for index, situation in enumerate(firms(pack, count, mix))]
    totals = sum(each.totals for each in seen)
    rate, cost, spent, large, long = (float(value) for value in totals)
    return Observation(
        hit_share=float(np.mean([each.hit for each in seen])),
        event_mean=cost / rate,
        event_mean_spent=spent / rate,
        over_million=large / rate,
        stopped_50_days=long / rate,
        victims=_joined([each.victims for each in seen]),
    )


@dataclass(frozen=True)
class _Seen:
    hit: float
    totals: Floats
    victims: Victims


def _firm(situation: Situation, first: int) -> _Seen:
    pool = (risk := Risk(situation, seed=1)).pool
    paid_out = [row for row, line in enumerate(pool.lines) if line not in NOT_SPENT]
    hours = np.concatenate([piece.batch.hours for piece in pool.pieces])
    gross, weights = pool.gross, pool.weights
    totals = np.array(
        [
            pool.rate,
            float(gross @ weights),
            float((pool.amounts[paid_out] @ weights).sum()),
            float(weights[gross >= MILLION].sum()),
            float(weights[hours >= 50 * 24].sum()),
        ]
    )
    pieces = [piece for piece in pool.pieces if piece.maker.scenario.id == RANSOMWARE and piece.batch.hours.any()]
    return _Seen(risk.any_chance, totals, _joined([_victims(piece, risk, first) for piece in pieces]))


def _victims(piece: Piece, risk: Risk, first: int) -> Victims:
    chosen = slice(first, None, _STRIDE)
    amounts = piece.batch.amounts[:, chosen]
    asked = [row for row, line in enumerate(piece.maker.lines) if line.id in INVESTIGATION_AND_RECOVERY]
    count = amounts.shape[1]
    return Victims(
        amounts.sum(axis=0),
        amounts[asked].sum(axis=0),
        piece.batch.hours[chosen],
        np.full(count, risk.situation.employees),
        risk.pool.weights[piece.places][chosen],
    )


def _joined(parts: Sequence[Victims]) -> Victims:
    fields = ("cost", "recovery_cost", "hours", "employees", "weights")
    return Victims(*(np.concatenate([getattr(part, name) for part in parts]) for name in fields))
