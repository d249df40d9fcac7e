"""The schedule: sales × industry × limit × retention × answers. Never a quotation, never an insurer's.

Calibrated to a published table (packs, premium/): 3 % around its rows. docs/explanation/loss-model.md has the yen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sonae_core.cover.terms import Terms
from sonae_core.packs.snapshot import Pack
from sonae_core.profile.exposure import Situation

LIABILITY = "damages"


@dataclass(frozen=True)
class PremiumBand:
    """Yen a year."""

    low: float
    point: float
    high: float


def schedule_premium(pack: Pack, *, industry: str, sales: float, limit: float, retention: float, sheet: float) -> float:
    """Yen a year. ``industry``: a class of the schedule; ``sheet``: the share of defence questions answered yes."""
    schedule, point = pack.premium, pack.point
    kind = schedule.classes[industry]
    exponent = point(kind.limit_exponent or schedule.limit_exponent)
    premium = point(schedule.base) * point(kind.relativity)
    premium *= (max(sales, 1.0) / point(schedule.reference_sales)) ** point(schedule.sales_exponent)
    premium *= (max(limit, 1.0) / point(schedule.reference_limit)) ** exponent
    reference = point(schedule.reference_retention)
    premium *= (max(retention, reference / 10) / reference) ** -point(schedule.retention_exponent)
    return premium * sheet_factor(pack, sheet)


def sheet_factor(pack: Pack, sheet: float) -> float:
    """max(floor, e^(−slope × (share − reference)))."""
    schedule = pack.premium
    apart = sheet - pack.point(schedule.sheet_reference)
    return max(pack.point(schedule.sheet_floor), math.exp(-pack.point(schedule.sheet_slope) * apart))


def sheet_share(situation: Situation) -> float:
    """The share of the defence questions answered yes; partly counts in part, unknown as no."""
    asked = [question for question in situation.pack.questions.values() if question.group == "defences"]
    if not asked:
        return 0.0
    return sum(situation.in_place(str(question.measure)) or 0.0 for question in asked if question.measure) / len(asked)


def premium_band(situation: Situation, terms: Terms) -> PremiumBand:
    """The band for a policy at this company."""
    pack = situation.pack
    limit, retention = liability_terms(terms)
    point = schedule_premium(
        pack,
        industry=pack.premium.industries[situation.company.industry],
        sales=float(situation.company.sales),
        limit=limit,
        retention=retention,
        sheet=sheet_share(situation),
    )
    width = pack.point(pack.premium.band)
    return PremiumBand(point / width, point, point * width)


def liability_terms(terms: Terms) -> tuple[float, float]:
    """The limit and retention that a schedule is entered with: those of the section that pays damages.

    A policy without damages is entered with its largest section; without any limit, with the aggregate or 1 billion.
    """
    section = terms.section_of(LIABILITY) or max(terms.sections, key=lambda one: one.limit or 0)
    limits = (section.limit, section.aggregate_limit, terms.event_limit, terms.aggregate_limit)
    limit = min((float(value) for value in limits if value is not None), default=1e9)
    return limit, float(section.retention)
