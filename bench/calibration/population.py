"""Firms like those that answer a national survey of small companies: sizes, industries and answers, drawn in strata.

Nobody has published the survey's firms one by one, so the mix is assumed. ``Mix`` says what, and the page shows what
becomes of each figure when the firms are half or twice as large.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sonae_core.packs.questions import Question
from sonae_core.packs.snapshot import Pack
from sonae_core.profile.answers import read_answers
from sonae_core.profile.company import Company
from sonae_core.profile.exposure import Situation
from sonae_core.quant.design import strata
from sonae_core.quant.events import TEN_PERCENT

SEED = 2024
MOST_EMPLOYEES = 300
"""The largest firm that the law on small companies counts (manufacturing)."""

INDUSTRIES: Mapping[str, float] = {
    "D": 0.14,
    "E": 0.16,
    "G": 0.05,
    "H": 0.04,
    "I": 0.23,
    "K": 0.06,
    "L": 0.09,
    "M": 0.08,
    "N": 0.05,
    "O": 0.02,
    "P": 0.07,
    "R": 0.01,
}
"""Shares of firms by letter of 日本標準産業分類; assumed, near the mix of small companies in the country."""


@dataclass(frozen=True)
class Mix:
    """Who is in the population. All assumed; lognormal figures are given by median and 10–90 % range ÷ median."""

    median_employees: float = 20.0
    """As ``reference_employees`` of the packs: four of five firms have between a quarter and four times as many."""
    employees_spread: float = 4.0
    sales_per_employee: float = 15_000_000.0
    """Yen a year; four of five firms between 40 % and 2.5 times of it."""
    sales_spread: float = 2.5
    industries: Mapping[str, float] = field(default_factory=lambda: INDUSTRIES)


ALIKE = Mix()
"""The survey as we take it to be."""


def firms(pack: Pack, count: int, mix: Mix = ALIKE, seed: int = SEED) -> list[Situation]:
    """``count`` firms, each with a size, an industry and an answer to every question whose prevalence is known."""
    employees = np.clip(np.rint(_spread(mix.median_employees, mix.employees_spread, "employees", count, seed)), 1, None)
    employees = np.minimum(employees, MOST_EMPLOYEES)
    sales = employees * _spread(mix.sales_per_employee, mix.sales_spread, "sales", count, seed)
    industry = _chosen(mix.industries, "industry", count, seed)
    answers = {
        question.id: answer
        for question in pack.questions.values()
        if question.company_field is None and (answer := _answers(pack, question, employees, seed)) is not None
    }
    return [
        Situation(
            pack,
            Company(industry=industry[index], employees=int(employees[index]), sales=int(sales[index])),
            read_answers({name: answer(index) for name, answer in answers.items()}, pack.questions),
        )
        for index in range(count)
    ]


def _spread(median: float, times: float, name: str, count: int, seed: int) -> NDArray[np.float64]:
    """Lognormal; ``times`` is the 90 % point ÷ the median."""
    return median * np.exp(math.log(times) / TEN_PERCENT * ndtri(strata(seed, f"population/{name}", count)))


def _chosen(shares: Mapping[str, float], name: str, count: int, seed: int) -> list[str]:
    names, weights = list(shares), np.cumsum(list(shares.values()))
    drawn = strata(seed, f"population/{name}", count) * weights[-1]
    return [names[min(place, len(names) - 1)] for place in np.searchsorted(weights, drawn, side="right")]


def _answers(
    pack: Pack, question: Question, employees: NDArray[np.float64], seed: int
) -> Callable[[int], str | int] | None:
    """The answer of each firm; None for a question whose prevalence the packs do not hold."""
    count = len(employees)
    if question.kind == "number":
        return _numbers(pack, question, employees, seed)
    if question.prevalence:
        shares = {option: pack.point(fact) for option, fact in question.prevalence.items()}
    elif question.measure is not None:
        common = pack.point(pack.measures[question.measure].prevalence)
        shares = {"yes": common, "no": 1.0 - common}
    else:
        return None
    return _chosen(shares, question.id, count, seed).__getitem__


def _numbers(
    pack: Pack, question: Question, employees: NDArray[np.float64], seed: int
) -> Callable[[int], str | int] | None:
    """Numbers around what the packs take when nobody knows, with its range as 10–90 %."""
    if question.when_unknown is None:
        return None
    fact = pack.fact(question.when_unknown)
    low, high = fact.bounds
    drawn = _spread(fact.point, (high / low) ** 0.5 if low > 0 else 1.0, question.id, len(employees), seed)
    whole = np.rint(drawn * (employees if fact.unit == "persons_per_employee" else 1.0))
    return lambda index: int(whole[index])
