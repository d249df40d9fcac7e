"""The year of one company under one policy: distribution of the whole, the paid and the retained."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sonae_core.cover.terms import NONE, Terms
from sonae_core.quant.pool import Pool
from sonae_core.quant.pool_year import PoolYear
from sonae_core.quant.pool_years import simulate_years
from sonae_core.quant.programme import year_limit
from sonae_core.quant.sample import Years

Floats = NDArray[np.float64]

_BELOW = 1 - 1e-9
LEVELS = (0.9, 0.95, 0.99, 0.995)


@dataclass(frozen=True)
class Figure:
    """One distribution of a year: on a grid, or simulated where a yearly limit ties the events together."""

    year: PoolYear | Years
    whole: Figure | None = None
    """What this figure is a part of: on every path it is at most that."""
    known_mean: float | None = None
    """The mean where it is known better than from the simulated years."""

    @property
    def mean(self) -> float:
        """Yen a year."""
        return self.year.mean if self.known_mean is None else self.known_mean

    @cached_property
    def statistics(self) -> dict[str, Any]:
        """Mean, sd, quantiles and TVaR, in whole yen."""
        return {
            "mean": round(self.mean),
            "sd": round(self.year.sd),
            "quantiles": {f"{level:g}": round(value) for level, (value, _) in zip(LEVELS, self.tails, strict=True)},
            "tvar": {f"{level:g}": round(value) for level, (_, value) in zip(LEVELS, self.tails, strict=True)},
        }

    @cached_property
    def tails(self) -> list[tuple[float, float]]:
        """Quantile and TVaR at each level; a simulated part is kept below the exact ones of the whole."""
        if isinstance(self.year, Years):
            tails = self.year.tails(LEVELS)
        else:
            found = self.year.quantiles(LEVELS)
            tails = [(x, x + excess / (1 - level)) for (x, excess), level in zip(found, LEVELS, strict=True)]
        if self.whole is None:
            return tails
        return [(min(x, top), min(t, t_top)) for (x, t), (top, t_top) in zip(tails, self.whole.tails, strict=True)]

    def exceeds(self, amounts: Sequence[float]) -> list[float]:
        """P(year > amount) for each amount."""
        if isinstance(self.year, Years):
            return [1.0 - self.year.share_at_most(amount) for amount in amounts]
        return [1.0 - value for value in self.year.cdf(amounts)]


@dataclass(frozen=True)
class YearFigures:
    """The three distributions."""

    gross: Figure
    paid: Figure
    retained: Figure


def year_figures(pool: Pool, terms: Terms | None, paid: Floats, seed: int) -> YearFigures:
    """Without yearly limits on a grid; with one, paid and retained from simulated years."""
    gross = Figure(pool.year(pool.gross))
    if terms is None:
        return YearFigures(gross, Figure(pool.year(paid)), gross)
    if year_limit(terms) is None:
        return YearFigures(gross, Figure(pool.year(paid)), Figure(pool.year(pool.gross - paid)))
    paid_years, retained_years = simulate_years(pool, terms, seed)
    mean = _mean_paid(pool, terms, paid, paid_years, seed)
    return YearFigures(gross, Figure(paid_years, gross, mean), Figure(retained_years, gross, gross.mean - mean))


def _mean_paid(pool: Pool, terms: Terms, paid: Floats, years: Years, seed: int) -> float:
    """What a year is paid on average: exact as if events never met, less what the yearly limits cut where they do.

    The cut is the difference between the same simulated years with and without it, so it has next to no noise.
    """
    apart = float((paid * pool.weights).sum())
    limit = terms.aggregate_limit
    sections = any(section.aggregate_limit is not None for section in terms.sections)
    if not sections and limit is not None and years.share_at_most(float(limit - terms.already_paid) * _BELOW) == 1.0:
        return apart
    never_met, _ = simulate_years(pool, _each_event_alone(terms), seed)
    return max(apart - (never_met.mean - years.mean), 0.0)


def _each_event_alone(terms: Terms) -> Terms:
    """The terms with every yearly limit turned into one of the event."""
    sections = tuple(
        replace(
            section,
            limit=_tighter(section.limit, section.aggregate_limit, section.already_paid),
            aggregate_limit=None,
            already_paid=NONE,
        )
        for section in terms.sections
    )
    event = _tighter(terms.event_limit, terms.aggregate_limit, terms.already_paid)
    return replace(terms, sections=sections, event_limit=event, aggregate_limit=None, already_paid=NONE)


def _tighter(limit: Decimal | None, aggregate: Decimal | None, already_paid: Decimal) -> Decimal | None:
    if aggregate is None:
        return limit
    left = max(aggregate - already_paid, NONE)
    return left if limit is None else min(limit, left)


def limit_chance(pool: Pool, terms: Terms | None, figures: YearFigures) -> float:
    """The probability that in a year an event reaches the policy's limit, or the year its aggregate."""
    if terms is None:
        return 0.0
    reached = pool.reaches_limit(_each_event_alone(terms))
    single = -math.expm1(-float(pool.weights[reached].sum()))
    left = _tighter(None, terms.aggregate_limit, terms.already_paid)
    exhausted = 0.0 if left is None else figures.paid.exceeds([float(left) * _BELOW])[0]
    return max(single, exhausted)
