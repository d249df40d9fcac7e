"""Plans side by side, what they do not pay, and what a policy would cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sonae_core.packs.products import LABEL
from sonae_core.packs.snapshot import Pack
from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.view import Json, Phrases
from sonae_paper.text.names import one_line
from sonae_paper.text.numbers import exact_yen, spoken_yen
from sonae_paper.text.plans import APART, not_covered, policy_of

NONE = "なし"
_BRACKET = 10
_DAMAGES, _STOP = ("damages", "defence"), ("interruption",)


@dataclass(frozen=True)
class Plan:
    """One way to be insured, with what a year brings on average and the terms people ask for."""

    id: str
    name: Phrases
    fictional: bool
    paid: str
    kept: str
    premium: Phrases
    not_covered: tuple[Phrases, ...]
    """What it does not pay: what it says itself, then the cost lines of this answer that no section of it has."""
    aggregate: str
    damages: str
    costs: str
    stop: str
    waiting: str
    retention: str


@dataclass(frozen=True)
class Premium:
    """The band of the premium with its conditions."""

    plan: Phrases
    band: str
    basis: Phrases
    note: Phrases
    conditions: tuple[Phrases, ...]


def plans(answer: Json, pack: Pack) -> tuple[Plan, ...]:
    """All plans of the answer, in its order."""
    return tuple(_plan(each, answer, pack) for each in answer["plans"])


def premium(answer: Json) -> Premium | None:
    """Of the plan that the answer names; None without any."""
    given = answer["premium"]
    if given is None:
        return None
    return Premium(
        plan=plan_name(answer, given["plan"]),
        band=_band(given),
        basis=phrases(given["basis"] + "。"),
        note=phrases(given["note"] + "。") if given["note"] else (),
        conditions=tuple(phrases(text + "。") for text in given["conditions"]),
    )


def plan_name(answer: Json, plan: str) -> Phrases:
    """The title of a plan; an invented one says so."""
    return _name(next(each for each in answer["plans"] if each["id"] == plan))


def _name(plan: Json) -> Phrases:
    """What stands in brackets stays together."""
    title = one_line(plan["title"])
    head, bracket, rest = title.partition("（")
    start = phrases(("架空の" if plan["fictional"] else "") + head)
    if not bracket or len(rest) > _BRACKET:
        return phrases(("架空の" if plan["fictional"] else "") + title)
    return (*start, bracket + rest)


def apart() -> Phrases:
    """Why premium and payment must not be subtracted from each other."""
    return phrases(APART)


def label() -> str:
    """What stands beside every invented plan."""
    return LABEL


def _plan(given: Json, answer: Json, pack: Pack) -> Plan:
    policy = policy_of(given["id"], answer, pack)
    sections: Sequence[Mapping[str, Any]] = policy.get("sections") or ()
    damages = [each for each in sections if _has(each, _DAMAGES)]
    stop = [each for each in sections if _has(each, _STOP) and each not in damages]
    costs = [each for each in sections if each not in damages and each not in stop]
    return Plan(
        id=given["id"],
        name=_name(given),
        fictional=given["fictional"],
        paid=exact_yen(given["paid"]["mean"]),
        kept=exact_yen(given["retained"]["mean"]),
        premium=("—",) if given["premium"] is None else _ends(_band(given["premium"])),
        not_covered=tuple(phrases(text) for text in not_covered(given, answer, pack)),
        aggregate=_yen(policy.get("aggregate_limit")) if sections else "—",
        damages=_limits(damages),
        costs=_limits(costs),
        stop=_limits(stop),
        waiting="、".join(_hours(each) for each in stop) or "—",
        retention=_retention(sections),
    )


def _has(section: Mapping[str, Any], lines: Sequence[str]) -> bool:
    return any(line in lines for line in section.get("lines") or ())


def _limits(sections: Sequence[Mapping[str, Any]]) -> str:
    return "、".join(_yen(each.get("limit")) for each in sections) or NONE


def _yen(limit: Any) -> str:
    return "上限なし" if limit is None else spoken_yen(int(limit))


def _hours(section: Mapping[str, Any]) -> str:
    hours = section.get("waiting_hours") or 0
    return f"{hours:g}時間" if hours else NONE


def _retention(sections: Sequence[Mapping[str, Any]]) -> str:
    """The retention of an event; where sections differ, the smallest to the largest."""
    found = sorted({int(each.get("retention") or 0) for each in sections if not _has(each, _STOP)})
    if not found:
        return "—"
    return _yen(found[0]) if len(found) == 1 else f"{_yen(found[0])}〜{_yen(found[-1])}"


def _ends(band: str) -> Phrases:
    """In a narrow column a range may break after its wave dash."""
    low, dash, high = band.partition("〜")
    return (low + dash, high) if dash else (band,)


def _band(premium: Json) -> str:
    low, high = premium["low"], premium["high"]
    return exact_yen(low) if low == high else f"{low:,}〜{high:,}円"
