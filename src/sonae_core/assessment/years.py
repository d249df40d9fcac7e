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
from sonae_core.quant.compound import Compound
from sonae_core.quant.pool import Pool
from sonae_core.quant.pool_years import simulate_years
from sonae_core.quant.programme import year_limit
from sonae_core.quant.sample import Years

Floats = NDArray[np.float64]

LEVELS = (0.9, 0.95, 0.99, 0.995)


@dataclass(frozen=True)
class Figure:
    """One distribution of a year, exact (``compound``) or simulated (``years``, where a yearly limit ties events)."""

    compound: Compound | None
    years: Years | None = None

    @property
    def mean(self) -> float:
        """Yen a year."""
        if self.years is not None:
            return self.years.mean
        return 0.0 if self.compound is None else self.compound.mean

    @cached_property
    def statistics(self) -> dict[str, Any]:
        """Mean, sd, quantiles and TVaR, in whole yen."""
        if self.years is not None:
            tails, sd = self.years.tails(LEVELS), self.years.sd
        elif self.compound is not None:
            found = self.compound.quantiles(LEVELS)
            tails = [(x, x + excess / (1 - level)) for (x, excess), level in zip(found, LEVELS, strict=True)]
            sd = self.compound.sd
        else:
            tails, sd = [(0.0, 0.0)] * len(LEVELS), 0.0
        return {
            "mean": round(self.mean),
            "sd": round(sd),
            "quantiles": {f"{level:g}": round(value) for level, (value, _) in zip(LEVELS, tails, strict=True)},
            "tvar": {f"{level:g}": round(value) for level, (_, value) in zip(LEVELS, tails, strict=True)},
        }

    def exceeds(self, amounts: Sequence[float]) -> list[float]:
        """P(year > amount) for each amount."""
        if self.years is not None:
            return [1.0 - self.years.share_at_most(amount) for amount in amounts]
        if self.compound is None:
            return [0.0 for _ in amounts]
        return [max(float(1.0 - value), 0.0) for value in self.compound.cdf(np.asarray(amounts, dtype=float))]


@dataclass(frozen=True)
class YearFigures:
    """The three distributions."""

    gross: Figure
    paid: Figure
    retained: Figure


def year_figures(pool: Pool, terms: Terms | None, paid: Floats, seed: int) -> YearFigures:
    """Without yearly limits by the compound solver; with one, paid and retained from simulated years."""
    gross = Figure(pool.year(pool.gross))
    if terms is None:
        return YearFigures(gross, Figure(None), gross)
    if year_limit(terms) is None:
        return YearFigures(gross, Figure(pool.year(paid)), Figure(pool.year(pool.gross - paid)))
    paid_years, retained_years = simulate_years(pool, terms, seed)
    return YearFigures(gross, Figure(None, paid_years), Figure(None, retained_years))


def limit_chance(pool: Pool, terms: Terms | None, figures: YearFigures) -> float:
    """The probability that in a year an event reaches the policy's limit, or the year its aggregate."""
    if terms is None:
        return 0.0
    reached = pool.reaches_limit(terms)
    single = -math.expm1(-float(pool.weights[reached].sum()))
    limit = year_limit(terms)
    exhausted = 0.0 if limit is None else figures.paid.exceeds([float(limit) * (1 - 1e-9)])[0]
    return max(single, exhausted)
