"""What stands in an article beside its text: the list to tick, the first hour, costs and cover, the yearly ranking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sonae.assessments.sheet import pack
from sonae.public.cover import explorer
from sonae.public.incidents.estimate import Firm, situation
from sonae.public.reading.texts import Text
from sonae.public.views import library
from sonae_core.measures.company import cost
from sonae_core.packs.measures import Measure
from sonae_core.packs.playbooks import PHASES
from sonae_core.packs.statistics import Ranking
from sonae_core.profile.exposure import Situation
from sonae_paper.text.effects import effect_on
from sonae_paper.text.facts import in_prose
from sonae_paper.text.labels import WHO
from sonae_paper.text.numbers import about_yen

EDITIONS = 4
"""The editions of the ranking that are shown, the latest first."""
OF_SALES = "sales_per_employee_default"
ICONS = {"paid": "check", "conditional": "circle-help", "not_paid": "x"}
"""By what insurance does with a cost (``cover.explore.Standing``)."""


def checks(text: Text, kind: str, firm: Firm, ticked: Sequence[str]) -> list[dict[str, Any]]:
    """The lines to tick, each with the price of its measure at a company of that size and what it changes."""
    company = situation(firm.rounded)
    return [
        {"check": check, "ticked": check.id in ticked, **_measure(check.measure, kind, company)}
        for check in text.head.checks
    ]


def _measure(name: str | None, kind: str, company: Situation) -> dict[str, Any]:
    if name is None:
        return {"measure": None}
    measure = pack().measures[name]
    return {
        "measure": measure,
        "price": _price(measure, company),
        "effect": effect_on(measure, pack().scenarios[kind], pack()),
    }


def _price(measure: Measure, company: Situation) -> str:
    """What it costs, to two digits: prices of the packs are ranges, and no offer."""
    found = cost(company, measure)
    named = (("初めに", found.one_off), ("毎年", found.yearly))
    money = "、".join(f"{when}{about_yen(yen)}" for when, yen in named if yen) or "お金はかかりません"
    return money + (f"。自社の作業{found.person_days:g}日" if found.person_days else "")


def first_hour(kind: str) -> list[dict[str, str]]:
    """What is done in the first 60 minutes, and by whom."""
    steps = library().playbooks[kind].steps
    return [{"title": step.title, "who": WHO[step.who]} for step in steps if step.phase == PHASES[0]]


def cover(kind: str) -> list[dict[str, Any]]:
    """Each cost that such an event can bring, and whether insurance mostly pays it, whoever insures."""
    return [{"row": row, "icon": ICONS[row.standing]} for row in explorer.rows(kind)]


def assumptions(kind: str | None = None) -> list[dict[str, Any]]:
    """The facts that the estimate rests on most, each with its value and how far it can be trusted."""
    names: list[str] = [OF_SALES]
    if kind is not None:
        scenario = pack().scenarios[kind]
        names += [scenario.base_rate, scenario.escalation]
    facts = [pack().fact(name) for name in names]
    return [{"fact": fact, "words": in_prose(fact), "mark": explorer.mark_of(fact)} for fact in facts]


def ranks(kind: str) -> dict[str, Any]:
    """Its place in each edition of the yearly ranking of threats, and where the ranking was read."""
    editions = sorted(pack().rankings.values(), key=lambda each: each.edition, reverse=True)[:EDITIONS]
    rows = [_rank(edition, kind) for edition in editions]
    return {
        "rows": rows,
        "never": not any(row["place"] for row in rows),
        "sources": [edition.source for edition in editions if edition.source is not None],
    }


def _rank(edition: Ranking, kind: str) -> dict[str, Any]:
    found = ((place, rank) for place, rank in enumerate(edition.ranks, start=1) if rank.scenario == kind)
    place, rank = next(found, (None, None))
    return {"edition": edition.edition, "place": place, "title": "" if rank is None else rank.title}
