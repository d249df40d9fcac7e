"""The premium schedule gives back the published table that it is calibrated to, within 3 %."""

from __future__ import annotations

import pytest

from sonae_core.packs.loader import load
from sonae_core.packs.premium import PremiumExample
from sonae_core.premium.schedule import schedule_premium, sheet_factor

PACK = load()


@pytest.mark.parametrize("example", PACK.premium.examples, ids=lambda e: f"{e.industry}-{e.plan}-{e.sales}")
def test_a_row_is_within_three_per_cent(example: PremiumExample) -> None:
    schedule, point = PACK.premium, PACK.point
    plan = schedule.plans[example.plan]
    premium = schedule_premium(
        PACK,
        industry=example.industry,
        sales=point(example.sales),
        limit=point(plan.liability_limit),
        retention=point(schedule.reference_retention),
        sheet=point(schedule.sheet_reference),
    )
    assert premium == pytest.approx(point(example.premium), rel=0.03)


def test_more_sales_and_more_limit_cost_more_and_more_retention_less() -> None:
    def premium(**changes: float) -> float:
        terms = {"sales": 5e8, "limit": 1e8, "retention": 1e5, "sheet": 0.5, **changes}
        return schedule_premium(PACK, industry=next(iter(PACK.premium.classes)), **terms)

    assert premium(sales=3e9) > premium() > premium(sales=1e8)
    assert premium(limit=5e8) > premium()
    assert premium(retention=1e6) < premium()
    assert premium(sheet=1.0) < premium() < premium(sheet=0.0)


def test_good_answers_never_lower_it_below_the_floor() -> None:
    assert sheet_factor(PACK, 100.0) == PACK.point(PACK.premium.sheet_floor)
