"""Each statistic with the range in which the model has to lie; the page prints them, the tests fail on them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from bench.calibration.hospitals import NEAREST, back_tests
from bench.calibration.observe import Observation
from bench.calibration.premiums import premiums
from sonae_core.packs.snapshot import Pack

SERIOUS = 1_000_000.0
TEN_MILLION = 10_000_000.0
MONTH = 30 * 24.0
BINOMIAL_95 = 1.959964
MOST_PREMIUM_ERROR = 0.03


@dataclass(frozen=True)
class Check:
    """A figure of the model, and the least and most it may be."""

    id: str
    title: str
    value: float
    low: float
    high: float
    unit: str
    """``share`` or ``yen``."""

    @property
    def met(self) -> bool:
        """Whether the figure lies in its range."""
        return self.low <= self.value <= self.high


def survey_checks(seen: Observation) -> tuple[Check, ...]:
    """A year of ordinary small companies, after the survey of 2024."""
    return (
        Check("hit_share", "Firms with any event in a year", seen.hit_share, 0.15, 0.30, "share"),
        Check("event_mean", "Mean cost of an event of any size", seen.event_mean, 0.4e6, 1.5e6, "yen"),
        Check("over_million", "Events that cost 1 M yen or more", seen.over_million, 0.05, 0.14, "share"),
    )


def victim_checks(pack: Pack, seen: Observation) -> tuple[Check, ...]:
    """Small companies hit by ransomware that reported it, after the police's survey of 2025."""
    victims = seen.victims
    serious = victims.serious(SERIOUS)
    over, spent_over = serious.share(TEN_MILLION), victims.spent().share(TEN_MILLION)
    told = binomial(*over_ten_million(pack))
    month = victims.recovery().share(MONTH)
    return (
        Check("victim_median", "Ransomware: median cost, all lines", serious.quantile(0.5), 8e6, 25e6, "yen"),
        Check("victim_over_10m", "Ransomware: 10 M yen or more, all lines", over, 0.45, 0.70, "share"),
        Check("victim_spent", "Ransomware: 10 M yen or more, investigation and recovery", spent_over, *told, "share"),
        Check("victim_month", "Ransomware: recovery of a month or more", month, 0.20, 0.45, "share"),
    )


def case_checks(pack: Pack) -> Iterator[Check]:
    """The published total inside the 10–90 % range, and within 35 % of the median."""
    for test in back_tests(pack):
        name, total, least, most = test.case.id, test.published, 1 - NEAREST, 1 + NEAREST
        yield Check(f"{name}_inside", "Published total, 10–90 % range", total, test.low, test.high, "yen")
        near = (test.median * least, test.median * most)
        yield Check(f"{name}_near", "Published total, 35 % around the median", total, *near, "yen")


def premium_checks(pack: Pack) -> Iterator[Check]:
    """Each row of the published table."""
    for example, published, found in premiums(pack):
        name = f"{example.industry}, plan {example.plan}, sales {pack.point(example.sales):,.0f}"
        most = MOST_PREMIUM_ERROR
        yield Check(name, "Premium ÷ published premium − 1", found / published - 1.0, -most, most, "share")


def over_ten_million(pack: Pack) -> tuple[float, float]:
    """Answers of 10,000,000 yen or more in the police's survey of 2025, and all answers."""
    counts = [pack.point(name) for name in COST_ANSWERS]
    return sum(counts[3:]), sum(counts)


COST_ANSWERS = (
    "npa_2025_cost_under_1m",
    "npa_2025_cost_1_to_5m",
    "npa_2025_cost_5_to_10m",
    "npa_2025_cost_10_to_50m",
    "npa_2025_cost_50_to_100m",
    "npa_2025_cost_over_100m",
)
COST_EDGES = (0.0, 1e6, 5e6, 10e6, 50e6, 100e6, math.inf)
RECOVERY_ANSWERS = (
    "npa_2025_recovery_under_week",
    "npa_2025_recovery_week_to_month",
    "npa_2025_recovery_1_to_2_months",
    "npa_2025_recovery_over_2_months",
    "npa_2025_recovery_still_going",
)
RECOVERY_EDGES = (0.0, 7 * 24.0, MONTH, 2 * MONTH, math.inf)


def binomial(count: float, answers: float) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927, J. Am. Stat. Assoc. 22)."""
    z2, share = BINOMIAL_95**2, count / answers
    middle = (share + z2 / (2 * answers)) / (1 + z2 / answers)
    half = BINOMIAL_95 / (1 + z2 / answers) * math.sqrt(share * (1 - share) / answers + z2 / (4 * answers**2))
    return max(middle - half, 0.0), min(middle + half, 1.0)
