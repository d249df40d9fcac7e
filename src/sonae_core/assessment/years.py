"""The year of one company under one policy: distribution of the whole, the paid and the retained."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sonae_core.cover.terms import Terms
from sonae_core.quant.pool import Pool
from sonae_core.quant.pool_year import PoolYear
from sonae_core.quant.pool_years import simulate_years
from sonae_core.quant.programme import year_limit
from sonae_core.quant.sample import Years

Floats = NDArray[np.float64]

LEVELS = (0.9, 0.95, 0.99, 0.995)


@dataclass(frozen=True)
class Figure:
    """One distribution of a year: on a grid, or simulated where a yearly limit ties the events together."""

    year: PoolYear | Years

    @property
    def mean(self) -> float:
        """Yen a year."""
        return self.year.mean

    @cached_property
    def statistics(self) -> dict[str, Any]:
        """Mean, sd, quantiles and TVaR, in whole yen."""
        if isinstance(self.year, Years):
            tails = self.year.tails(LEVELS)
        else:
            found = self.year.quantiles(LEVELS)
            tails = [(x, x + excess / (1 - level)) for (x, excess), level in zip(found, LEVELS, strict=True)]
        return {
            "mean": round(self.mean),
            "sd": round(self.year.sd),
            "quantiles": {f"{level:g}": round(value) for level, (value, _) in zip(LEVELS, tails, strict=True)},
            "tvar": {f"{level:g}": round(value) for level, (_, value) in zip(LEVELS, tails, strict=True)},
        }

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
    return YearFigures(gross, Figure(paid_years), Figure(retained_years))


def limit_chance(pool: Pool, terms: Terms | None, figures: YearFigures) -> float:
    """The probability that in a year an event reaches the policy's limit, or the year its aggregate."""
    if terms is None:
        return 0.0
    reached = pool.reaches_limit(terms)
    single = -math.expm1(-float(pool.weights[reached].sum()))
    limit = year_limit(terms)
    exhausted = 0.0 if limit is None else figures.paid.exceeds([float(limit) * (1 - 1e-9)])[0]
    return max(single, exhausted)
