"""The front door of the actuary: from a ``LossSpec`` to statistics of the whole, the paid and the retained loss."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

import numpy as np

from sonae_core import __version__
from sonae_core.cover.terms import Terms, cover_terms
from sonae_core.quant.compound import Compound
from sonae_core.quant.dependence import sum_moments
from sonae_core.quant.grid import Peril
from sonae_core.quant.lattice import Lattice, solve
from sonae_core.quant.parts import Line
from sonae_core.quant.programme import Scenario, gross_perils, paid_perils, retained_perils, year_limit
from sonae_core.quant.sample import Years
from sonae_core.quant.simulate import Outcome, Simulation, bounded_years
from sonae_core.quant.spec import LossSpec, number_key, refuse_vanishing
from sonae_core.quant.tails import tail_slopes
from sonae_core.values.document import Document
from sonae_core.values.errors import InputError, MachineError
from sonae_core.values.reading import read, told, whole

Solver = Literal["compound", "simulate"]
Json = dict[str, Any]

FIGURES = ("gross", "paid", "retained")
EVERYTHING = (*FIGURES, "probabilities")
DEFAULT_YEARS = 1_000_000
MOST_EVENTS = 2e9
MOST_EXACT = 1e6  # events of a year whose narrow shape the grids still resolve to 1e-6 (tests: Edgeworth's series)
MOST_SEED = 2**64 - 1
_LEVEL = 1e-12


def losses(
    spec: LossSpec | Document | Mapping[str, Any],
    *,
    solver: Solver = "compound",
    years: int | None = None,
    seed: int = 1,
    threads: int | None = None,
    figures: Sequence[str] = EVERYTHING,
) -> Json:
    """Statistics of a year, in the contract's shape. Raises InputError for a spec that cannot be.

    ``years`` and ``threads`` concern the simulation only; the number of threads changes no figure. ``figures``
    leaves out what is not asked for, with its cost.
    """
    asked = spec if isinstance(spec, LossSpec) else _read(spec)
    seed = _whole("--seed", seed, 0, MOST_SEED)
    if years is not None:
        if solver == "compound":
            raise InputError(
                "--years", "compound では使えません", "--solver simulate を付けるか、--years を消してください"
            )
        years = _whole("--years", years, 1, int(MOST_EVENTS))
    try:
        return _Answer(asked, solver, years, seed, threads, tuple(figures)).json()
    except InputError as error:
        raise (spec.placed(error) if isinstance(spec, Document) else error) from None


def _read(spec: Document | Mapping[str, Any]) -> LossSpec:
    refuse_vanishing(spec)
    return read(LossSpec, spec)


def _whole(path: str, value: Any, low: int, high: int) -> int:
    try:
        return whole(value, low, high)
    except ValueError as error:
        raise InputError(path, *told(error)) from None


@dataclass(frozen=True)
class _Answer:
    spec: LossSpec
    solver: Solver
    years: int | None
    seed: int
    threads: int | None
    figures: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.spec.cover is not None:
            self.spec.cover.check_for_simulation(self.spec.interruptions, self.spec.line_ids)
        rate = sum(scenario.frequency.mean for scenario in self.scenarios)
        if self.solver == "simulate":
            _check_events("--years", rate * (self.years or DEFAULT_YEARS), "年数×件数")
            self._check_memory(self.years or DEFAULT_YEARS, rate)
        else:
            _check_events("scenarios", rate, "1年の件数")

    def _check_memory(self, years: int, rate: float) -> None:
        """MachineError where the years that have to be kept would not fit into the machine."""
        kept = years * min(rate * 3, 1.0) * 8 * (2 if self.terms is None else 5)
        try:
            memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        except (AttributeError, ValueError, OSError):
            return
        if kept > 0.8 * memory:
            raise MachineError(
                f"--years: {years:,}年を残すにはメモリが足りません（約{kept / 2**30:.0f} GB）。年数を減らしてください"
            )

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        return tuple(Scenario.of(spec) for spec in self.spec.scenarios)

    @cached_property
    def terms(self) -> Terms | None:
        return None if self.spec.cover is None else cover_terms(self.spec.cover, self.spec.line_ids)

    @cached_property
    def levels(self) -> list[float]:
        return [float(level) for level in self.spec.quantiles]

    # --- solvers ----------------------------------------------------------------------------------------------------

    @cached_property
    def outcome(self) -> Outcome:
        """Simulated years; a joint figure asked of the compound solver takes as many as the bound allows."""
        return Simulation(self.scenarios, self.terms, self.seed).run(
            self.simulated_years, self.threads or min(os.cpu_count() or 1, 4)
        )

    @cached_property
    def simulated_years(self) -> int:
        if self.solver == "simulate":
            return self.years or DEFAULT_YEARS
        years = bounded_years(self.scenarios, DEFAULT_YEARS, MOST_EVENTS)
        rate = sum(scenario.frequency.mean for scenario in self.scenarios)
        _check_events("scenarios", rate * years, f"シミュレーションの{years:,}年×件数")
        return years

    @cached_property
    def exact(self) -> dict[str, Compound | None]:
        """The compound distribution of each figure asked for, None where it takes the joint solver."""
        asked = {*self.figures, *(("paid",) if "probabilities" in self.figures else ())}
        return {name: _solved(self._perils(name)) for name in FIGURES if name in asked}

    def _perils(self, name: str) -> list[Peril] | None:
        if name == "gross" or (name == "retained" and self.terms is None):
            return gross_perils(self.scenarios)
        if self.terms is None:
            return []
        return (paid_perils if name == "paid" else retained_perils)(self.scenarios, self.terms)

    def solver_of(self, name: str) -> Solver:
        return "compound" if self.solver == "compound" and self.exact[name] is not None else "simulate"

    # --- the answer -------------------------------------------------------------------------------------------------

    def json(self) -> Json:
        names = [name for name in FIGURES if name in self.figures]
        solvers = {name: self.solver_of(name) for name in names}
        blocks = {name: self._block(name) for name in names}
        self._tie_means(blocks)
        simulated = "simulate" in solvers.values()
        return {
            "solvers": solvers,
            "version": __version__,
            "seed": self.seed,
            "years": self.simulated_years if simulated else None,
            **{name: _rounded(block) for name, block in blocks.items()},
            "probabilities": _rounded(self._probabilities()) if "probabilities" in self.figures else {},
            "standard_error": _rounded(self._standard_errors()),
        }

    def _block(self, name: str) -> Json:
        found = self.exact[name] if self.solver_of(name) == "compound" else None
        if found is None:
            return self._simulated_block(name, getattr(self.outcome, name))
        limit = self._limit if name == "paid" else None
        mean, sd = (found.mean, found.sd) if limit is None else _limited(found, limit)
        tails = _tails(found, self.levels, limit)
        return {
            "mean": _exists(mean),
            "sd": _exists(sd),
            "quantiles": self._keyed([value for value, _ in tails]),
            "tvar": self._keyed([tvar if math.isfinite(mean) else None for _, tvar in tails]),
            "cdf": self._cdf(lambda x: _limited_cdf(found, x, limit)),
        }

    def _simulated_block(self, name: str, years: Years) -> Json:
        first, second = self._moments_exist(name)
        tails = years.tails(self.levels)
        mean, sd = years.mean, years.sd
        if name == "gross" and self.solver == "compound":
            mean, sd = self._closed_gross
        return {
            "mean": _exists(mean) if first else None,
            "sd": _exists(sd) if second else None,
            "quantiles": self._keyed([value for value, _ in tails]),
            "tvar": self._keyed([tvar if first else None for _, tvar in tails]),
            "cdf": self._cdf(lambda x: [years.share_at_most(value) for value in x]),
        }

    def _tie_means(self, blocks: dict[str, Json]) -> None:
        """Retained is gross less paid, in the mean as on every path."""
        if len(blocks) == len(FIGURES):
            gross, paid = blocks["gross"]["mean"], blocks["paid"]["mean"]
            if gross is not None and paid is not None:
                blocks["retained"]["mean"] = gross - paid

    @cached_property
    def _closed_gross(self) -> tuple[float, float]:
        mean = variance = 0.0
        for scenario in self.scenarios:
            lines = [Line(line.severity, line.gross) for line in scenario.lines]
            rows = scenario.correlation or [[0.0] * len(lines)] * len(lines)
            first, spread = sum_moments(lines, rows)
            frequency = scenario.frequency
            mean += frequency.mean * first if frequency.mean else 0.0
            variance += frequency.mean * spread + frequency.variance * first**2 if frequency.mean else 0.0
        return mean, math.sqrt(variance)

    def _moments_exist(self, name: str) -> tuple[bool, bool]:
        """Whether mean and sd exist in theory: the tail of each line with what the terms leave of it."""
        first = second = True
        for scenario in self.scenarios:
            if scenario.frequency.mean > 0:
                for line in scenario.lines:
                    if tail_slopes(line, self.terms)[name] > 0:
                        first = first and math.isfinite(line.severity.partial_moment(1, math.inf))
                        second = second and math.isfinite(line.severity.partial_moment(2, math.inf))
        return first, second

    @cached_property
    def _limit(self) -> float | None:
        limit = None if self.terms is None else year_limit(self.terms)
        return None if limit is None else float(limit)

    def _probabilities(self) -> Json:
        no_event = math.exp(sum(_log_no_event(s) for s in self.scenarios))
        paid = self.exact["paid"] if self.solver_of("paid") == "compound" else None
        aggregate = None if self.terms is None else self.terms.aggregate_limit
        exhausted = None
        if aggregate is not None:
            exhausted = self._reached(paid, float(aggregate))
        if paid is not None:
            no_payment = 1.0 if self._limit == 0.0 else float(paid.cdf(np.zeros(1))[0])
        else:
            no_payment = self.outcome.paid.share_at_most(0.0)
        return {"no_event": no_event, "no_payment": no_payment, "aggregate_exhausted": exhausted}

    def _reached(self, paid: Compound | None, amount: float) -> float:
        """P(paid = the aggregate limit)."""
        if paid is None:
            years = self.outcome.paid
            below = 0.0 if amount == 0.0 else years.share_at_most(amount * (1 - 4 * _LEVEL))
            return 1.0 - below
        if self._limit is not None and self._limit < amount:
            return 0.0
        if amount == 0.0:
            return 1.0
        reached = max(1.0 - paid.below(amount), 0.0)
        return reached if reached > 1e-3 or isinstance(paid, Lattice) else paid.survival(amount * (1 - 4 * _LEVEL))

    def _standard_errors(self) -> Json:
        errors: dict[str, float | None] = {}
        for name in [name for name in FIGURES if name in self.figures]:
            exact = (name == "gross" and self.solver == "compound") or (name == "paid" and self.terms is None)
            simulated = self.solver_of(name) == "simulate" and not exact
            years = getattr(self.outcome, name) if simulated else None
            exists = simulated and self._moments_exist(name)[1]
            errors[f"{name}_mean"] = years.sd / math.sqrt(years.count) if years is not None and exists else None
        if self.solver == "compound" and errors.get("retained_mean") is not None and "paid" in self.figures:
            errors["retained_mean"] = errors["paid_mean"]
        return errors

    def _keyed(self, values: Sequence[float | None]) -> Json:
        return {number_key(level): value for level, value in zip(self.spec.quantiles, values, strict=True)}

    def _cdf(self, of: Any) -> Json:
        if not self.spec.thresholds:
            return {}
        values = of(np.array([float(x) for x in self.spec.thresholds]))
        return {number_key(x): float(value) for x, value in zip(self.spec.thresholds, values, strict=True)}


def _check_events(path: str, expected: float, what: str, most: float = MOST_EVENTS) -> None:
    if expected > most:
        raise InputError(
            path, f"事故の数が多すぎます（{what} = {expected:.3g}）", f"{most:,.0f} 以下になるように減らしてください"
        )


def _solved(perils: list[Peril] | None) -> Compound | None:
    if perils is None:
        return None
    year = solve(perils)
    events = sum(peril.frequency.mean for peril in year.perils)
    if events > MOST_EXACT and not isinstance(year, Lattice) and year.rest:
        _check_events("scenarios", events, "1年の件数", MOST_EXACT)
    return year


def _log_no_event(scenario: Scenario) -> float:
    return scenario.frequency.log_pgf(0.0)


def _limited(year: Compound, limit: float) -> tuple[float, float]:
    """Mean and standard deviation of min(year, limit)."""
    if limit == 0.0:
        return 0.0, 0.0
    first, second = year.limited_moments(limit)
    if math.isfinite(year.mean):
        first = max(year.mean - max(year.mean - first, 0.0), 0.0)
    return first, math.sqrt(max(second - first**2, 0.0))


def _tails(year: Compound, levels: list[float], limit: float | None) -> list[tuple[float, float]]:
    """Quantile and TVaR at each level, of min(year, limit)."""
    if not levels:
        return []
    found = []
    beyond = None if limit is None else year.mean - _limited(year, limit)[0] if math.isfinite(year.mean) else None
    for level, (value, excess) in zip(levels, year.quantiles(levels, limit or 0.0), strict=True):
        if limit is not None and value >= limit * (1 - _LEVEL):
            found.append((limit, limit))
        elif limit is not None:
            excess = excess - beyond if beyond is not None else _between(year, value, limit)
            found.append((value, value + max(excess, 0.0) / (1.0 - level)))
        else:
            found.append((value, value + excess / (1.0 - level)))
    return found


def _between(year: Compound, value: float, limit: float) -> float:
    """E[min(year, limit)] − E[min(year, value)], where the mean of the year does not exist."""
    return year.limited_moments(limit)[0] - (year.limited_moments(value)[0] if value > 0 else 0.0)


def _limited_cdf(year: Compound, x: Any, limit: float | None) -> Any:
    values = year.cdf(x)
    return values if limit is None else np.where(x >= limit * (1 - _LEVEL), 1.0, values)


def _exists(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _rounded(value: Any) -> Any:
    """12 significant digits: what the same draws give on any machine."""
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None else float(f"{float(value):.12g}")
