"""What a serious event of each kind costs a company of that industry and size, and how often one meets it.

Nothing else is known of the company: its sales come from the packs, its defences are those of other firms.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sonae.assessments.actions import SEED
from sonae.assessments.case import company_file
from sonae.assessments.sheet import pack
from sonae_core.assessment.company_file import read_case
from sonae_core.assessment.risk import Risk
from sonae_core.packs.snapshot import Pack
from sonae_core.profile.exposure import Situation
from sonae_paper.charts.ranges import Range
from sonae_paper.text.numbers import about_yen, out_of_companies, rounded, yen_range

DIGITS = 2
"""Head counts are rounded to so many digits: finer changes nothing, and what is kept stays small."""


@dataclass(frozen=True)
class Firm:
    """A company as far as a reader told of it; the industry is None where it fits none."""

    industry: str | None
    employees: int

    @property
    def rounded(self) -> Firm:
        """The same, with the head count that is calculated with."""
        return Firm(self.industry, rounded(self.employees, DIGITS))


@dataclass(frozen=True)
class Estimate:
    """A serious event of one kind. Chances are of a year; amounts are yen, before any insurance."""

    chance: float
    any_chance: float
    amounts: Range

    @property
    def median(self) -> str:
        """「約1,400万円」."""
        return about_yen(self.amounts.middle)

    @property
    def range(self) -> str:
        """「340万円〜5,700万円」."""
        return yen_range(self.amounts.low, self.amounts.high)

    @property
    def companies(self) -> str:
        """「1,000社のうち5社」: of as many companies for every kind, so that kinds can be compared."""
        return out_of_companies(self.chance, 1000)

    @property
    def any_companies(self) -> str:
        """The same for an event of any size."""
        return out_of_companies(self.any_chance, 1000)


def estimates(firm: Firm) -> Mapping[str, Estimate]:
    """Of each kind."""
    return _estimates(pack(), firm.rounded)


def situation(firm: Firm) -> Situation:
    """The company as the engine sees it."""
    answers = {"employees": firm.employees} | ({} if firm.industry is None else {"industry": firm.industry})
    case = read_case(company_file(answers), pack())
    return Situation(pack(), case.file.company, case.sheet)


@lru_cache(maxsize=512)
def _estimates(facts: Pack, firm: Firm) -> Mapping[str, Estimate]:
    risk = Risk(situation(firm), SEED)
    found = {}
    for name in facts.scenarios:
        median, low, high = risk.serious_event_of(name)
        serious, whole = risk.serious_rate_of(name), risk.pool.rates[name]
        found[name] = Estimate(-math.expm1(-serious), -math.expm1(-whole), Range(low, median, high))
    return found
