"""What a sheet leaves open while it is answered: the stands so far, remembered for a while by what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sonae.assessments.actions import SEED
from sonae.assessments.case import company_file
from sonae.assessments.sheet import GROUP_TITLES, SHORT_GROUPS, pack, short_sheet
from sonae_core.assessment.company_file import read_case
from sonae_core.assessment.prospect import prospect
from sonae_core.packs.snapshot import Pack
from sonae_core.profile.exposure import Between, Situation
from sonae_paper.charts.chart import Chart
from sonae_paper.charts.prospects import Stand, prospects
from sonae_paper.text.numbers import yen_range

NOW = "いま"
CHART_WIDTH = 232
_REMEMBERED = 512
_COUNTING = ("operating_profit", "continuing_costs")
"""Of the questions on money those that change what an event costs."""
Known = tuple[tuple[str, Any], ...]
Amounts = tuple[float, float]


def how_many(answers: Mapping[str, Any]) -> int:
    """How many stands there are to show; 0 while too little is known. Nothing is calculated for it."""
    return len(_known(answers))


def told(answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """The stands in words and as a chart; None while too little is known, or where no event is serious."""
    stands = [Stand(title, *_prospect(pack(), known)) for title, known in _known(answers)]
    if not stands or any(stand.median[0] <= 0 for stand in stands):
        return None
    now = stands[-1]
    return {
        "median": yen_range(*now.median),
        "event": yen_range(*now.event),
        "settled": now.median[0] == now.median[1],
        "chart": _drawn(stands),
    }


def _drawn(stands: list[Stand]) -> Chart:
    return prospects(stands, title="答えるたびの損害の幅", prefix="range", width=CHART_WIDTH)


def _known(answers: Mapping[str, Any]) -> list[tuple[str, Known]]:
    """What was known after each group of the short sheet in which something was answered, and what is known now."""
    known: dict[str, Any] = {}
    found: list[tuple[str, Known]] = []
    now = _counting(answers)
    for group in SHORT_GROUPS:
        known |= {
            asked.id: answers[asked.id] for asked in short_sheet() if asked.group == group and asked.id in answers
        }
        then = _counting(known)
        if _is_enough(known) and then != now and then not in (each for _, each in found):
            found.append((GROUP_TITLES[group], then))
    return [*found, (NOW, now)] if _is_enough(answers) else []


def _is_enough(answers: Mapping[str, Any]) -> bool:
    """What kind of company it is (or that it fits no kind), and how many people work in it."""
    return "industry" in answers and answers.get("employees") is not None


def _counting(answers: Mapping[str, Any]) -> Known:
    """What of the answers changes the figures, as a key: no name, no budget, no policy."""
    names = (*pack().questions, *_COUNTING)
    return tuple((name, answers[name]) for name in names if answers.get(name) is not None)


@lru_cache(maxsize=_REMEMBERED)
def _prospect(facts: Pack, known: Known) -> tuple[Amounts, Amounts]:
    answers = dict(known)
    case = read_case(company_file(answers), facts)
    found = prospect(Situation(facts, case.file.company, case.sheet), SEED, _unknown_sales(facts, answers))
    return found.median, found.event


def _unknown_sales(facts: Pack, answers: Mapping[str, Any]) -> Between | None:
    """Between which amounts the sales lie where nobody told them."""
    if "sales" in answers:
        return None
    fact, people = facts.fact("sales_per_employee_default"), max(answers["employees"], 1)
    low, high = fact.bounds
    return Between(fact.point * people, low * people, high * people)
