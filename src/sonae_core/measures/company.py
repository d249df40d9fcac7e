"""The choice of measures for one company: its options, what they cost it, and what they change of its risk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sonae_core.cover.terms import Terms
from sonae_core.cover.vector import YearCover
from sonae_core.measures.problem import Budget, Option, PremiumCurve, Problem, RiskPath
from sonae_core.packs.measures import Measure
from sonae_core.packs.snapshot import Pack
from sonae_core.premium.schedule import premium_band, sheet_factor, sheet_share
from sonae_core.profile.exposure import Situation
from sonae_core.profile.rates import current_log, full_log, scenario_rate
from sonae_core.quant.events import Batch, EventMaker
from sonae_core.quant.pool import Pool, mean_event, one_event_paid

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CostBreakdown:
    """Yen at this company: once, every year; days of own work."""

    one_off: float
    yearly: float
    person_days: float


def cost(situation: Situation, measure: Measure) -> CostBreakdown:
    """What a measure costs a company of this size."""
    pack, employees = situation.pack, situation.employees

    def total(fixed: str | None, each: str | None) -> float:
        return (pack.point(fixed) if fixed else 0.0) + (pack.point(each) * employees if each else 0.0)

    one_off, yearly = measure.cost.one_off, measure.cost.yearly
    days = pack.point(measure.cost.person_days) if measure.cost.person_days else 0.0
    return CostBreakdown(total(one_off.fixed, one_off.per_employee), total(yearly.fixed, yearly.per_employee), days)


def open_measures(situation: Situation) -> list[Measure]:
    """Measures with a known effect that can be proposed to the company."""
    return [m for m in situation.pack.measures.values() if m.effect == "known" and situation.offered(m)]


def company_problem(situation: Situation, pool: Pool, terms: Terms | None, budget: Budget, day_rate: float) -> Problem:
    """The problem whose answer is the best set of measures for this company."""
    pack = situation.pack
    chosen = open_measures(situation)
    options = tuple(_option(situation, measure) for measure in chosen)
    paths = tuple(_path(situation, maker, chosen, terms) for maker in pool.makers)
    horizon = pack.point(pack.parameters.horizon_years)
    return Problem(options, paths, _premium(situation, chosen, terms), budget, horizon, day_rate)


def _option(situation: Situation, measure: Measure) -> Option:
    price = cost(situation, measure)
    missing = tuple(str(other) for other in measure.prerequisites if (situation.in_place(other) or 0.0) < 1.0)
    return Option(
        measure.id, price.one_off, price.yearly, price.person_days, missing, tuple(str(o) for o in measure.exclusions)
    )


def _path(situation: Situation, maker: EventMaker, chosen: list[Measure], terms: Terms | None) -> RiskPath:
    scenario = maker.scenario
    rate = scenario_rate(situation, scenario)
    logs = tuple(full_log(situation, m, scenario) - current_log(situation, m, scenario) for m in chosen)
    axes = tuple(_axes(maker, measure) for measure in chosen)
    gross, retained = state_means(maker, terms)
    return RiskPath(scenario.id, rate.bare, rate.floor, rate.in_place, logs, axes, gross, retained)


def _axes(maker: EventMaker, measure: Measure) -> int:
    """The severity axes of the scenario that the measure makes good, as bits."""
    moved = {effect.axis for effect in measure.effects if effect.axis and effect.scenario in (None, maker.scenario.id)}
    return sum(1 << index for index, axis in enumerate(maker.scenario.severity) if axis.axis in moved)


Four = tuple[float, float, float, float]


def state_means(maker: EventMaker, terms: Terms | None) -> tuple[Four, Four]:
    """Mean gross and mean retained of an event when the axes of bits 0–3 have been made good."""
    cover = None if terms is None else YearCover(terms)
    amounts = {state: maker.escalated(state) for state in maker.states}
    gross = {state: batch.amounts.sum(axis=0) for state, batch in amounts.items()}
    minor_gross = maker.minor.amounts.sum(axis=0)
    paid = {state: _paid(maker, batch, cover) for state, batch in amounts.items()}
    retained = {state: gross[state] - paid[state] for state in amounts}
    minor_retained = minor_gross - _paid(maker, maker.minor, cover)
    return (
        _four(maker, gross, minor_gross),
        _four(maker, retained, minor_retained),
    )


def _paid(maker: EventMaker, batch: Batch, cover: YearCover | None) -> Floats | float:
    return 0.0 if cover is None else one_event_paid(maker, batch, cover)


def _four(maker: EventMaker, values: Mapping[int, Floats], minor: Floats) -> Four:
    whole = len(maker.states) - 1
    means = []
    for improved in range(4):
        mixed = 0.0
        for state, share in zip(maker.states, maker.state_shares, strict=True):
            mixed += share * mean_event(maker, values, minor, state | improved & whole)
        means.append(mixed)
    return means[0], means[1], means[2], means[3]


def _premium(situation: Situation, chosen: list[Measure], terms: Terms | None) -> PremiumCurve:
    """How the schedule's premium falls as defence questions turn to yes."""
    if terms is None:
        return PremiumCurve()
    pack: Pack = situation.pack
    asked = [question for question in pack.questions.values() if question.group == "defences"]
    share = sheet_share(situation)
    points = tuple(
        (1.0 - (situation.in_place(m.id) or 0.0)) / len(asked) if any(q.measure == m.id for q in asked) else 0.0
        for m in chosen
    )
    schedule = pack.premium
    return PremiumCurve(
        base=premium_band(situation, terms).point / sheet_factor(pack, share),
        floor=pack.point(schedule.sheet_floor),
        slope=-pack.point(schedule.sheet_slope),
        in_place=share - pack.point(schedule.sheet_reference),
        points=points,
    )
