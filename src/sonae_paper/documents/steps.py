"""The measures that were chosen, as papers tell them: what, who, when, what it costs and what it changes.

They stand in the order in which they are done: what takes away most of the yearly loss comes first, so that no number
of free measures that save a few hundred yen puts it off for months.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sonae_core.packs.snapshot import Pack
from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.schedule import Slot, along, months, slots
from sonae_paper.documents.view import Day, Json, Phrases, dated
from sonae_paper.text import sentences
from sonae_paper.text.numbers import about_yen, exact_yen

FREE = "0円"


@dataclass(frozen=True)
class Step:
    """One measure to take."""

    title: Phrases
    name: str
    what: Phrases
    who: Phrases
    done: Phrases
    first: str
    """Cost of the first year."""
    cost: str
    days: str
    change: str
    effect: Phrases
    stability: str
    begin: Day
    due: Day
    due_on: str
    """The same day, as ISO 8601 writes it."""
    start: float
    """Where its bar begins and ends, in months from the start of the drawing."""
    end: float


@dataclass(frozen=True)
class Steps:
    """All that is chosen, in order, with what comes after."""

    steps: tuple[Step, ...]
    months: tuple[str, ...]
    pace: Phrases
    budget: Phrases
    total_first: str
    total_next: str
    total_days: str
    more: str
    later: tuple[Phrases, ...]
    unmeasured: tuple[Phrases, ...]


def steps(answer: Json, pack: Pack) -> Steps:
    """From the ``measures`` of an answer. Slots start in the week after the day of the answer."""
    measures = answer["measures"]
    chosen = in_order_of_doing(measures["chosen"], pack)
    stability = {each["id"]: each["in_best"] for each in measures["stability"]}
    today = date.fromisoformat(answer["as_of"])
    found = slots([each["cost"]["person_days"] for each in chosen], today)
    shown = months(found) if found else ()
    return Steps(
        steps=tuple(
            _step(each, slot, _Frame(today, shown[0], len(shown)), stability.get(each["id"]), pack)
            for each, slot in zip(chosen, found, strict=True)
        ),
        months=tuple(_month(day, index) for index, day in enumerate(shown)),
        pace=phrases("効き目の大きいものから、週に1日ずつ進めたときの目安です。"),
        budget=phrases(_budget(measures["budget"])),
        total_first=exact_yen(sum(each["cost"]["one_off"] + each["cost"]["yearly"] for each in chosen)),
        total_next=exact_yen(sum(each["cost"]["yearly"] for each in chosen)),
        total_days=_days(sum(each["cost"]["person_days"] or 0 for each in chosen)),
        more=sentences.more_budget(measures, {name: each.title for name, each in pack.measures.items()}),
        later=tuple(phrases(title) for title in _titles(measures["later"], pack)),
        unmeasured=tuple(phrases(title) for title in _titles(measures["effect_unknown"], pack)),
    )


def in_order_of_doing(chosen: Sequence[Json], pack: Pack) -> tuple[Json, ...]:
    """The chosen measures, the one that takes away most of the yearly loss first, none before what it needs."""
    left = sorted(chosen, key=lambda each: (each["change"]["gross"], each["order"]))
    found: list[Json] = []
    while left:
        waiting = {each["id"] for each in left}
        ready = (each for each in left if not waiting & set(_needed(each["id"], pack)))
        found.append(next(ready, left[0]))
        left.remove(found[-1])
    return tuple(found)


def _needed(name: str, pack: Pack) -> tuple[str, ...]:
    measure = pack.measures.get(name)
    return () if measure is None else measure.prerequisites


@dataclass(frozen=True)
class _Frame:
    """The day of the paper, and the months that a drawing shows."""

    today: date
    first: date
    months: int


def _step(given: Json, slot: Slot, frame: _Frame, in_best: float | None, pack: Pack) -> Step:
    cost, measure = given["cost"], pack.measures.get(given["id"])
    question = None if measure is None or measure.question is None else pack.questions.get(measure.question)
    yen = cost["one_off"] + cost["yearly"]
    return Step(
        title=phrases(given["title"]),
        name=given["title"],
        what=phrases("" if measure is None else measure.what),
        who=phrases("" if question is None else question.ask),
        done=phrases("" if question is None else question.counts_as_yes),
        first=exact_yen(yen) if yen else FREE,
        cost=sentences.price({**cost, "person_days": None}),
        days=_days(cost["person_days"]),
        change=_change(given["change"]),
        effect=phrases(sentences.effect(given)),
        stability="" if in_best is None else sentences.stability(in_best),
        begin=dated(slot.begin, frame.today),
        due=dated(slot.due, frame.today),
        due_on=slot.due.isoformat(),
        start=min(along(slot.begin, frame.first), frame.months),
        end=min(along(slot.due, frame.first, end=True), frame.months),
    )


def _days(days: float | None) -> str:
    return f"自社の作業{days:g}日" if days else ""


def _change(change: Json) -> str:
    """How much less a year loses on average, short."""
    return f"損害が平均で年に{about_yen(-change['gross'])}減る" if change["gross"] < 0 else "損害の平均は変わらない"


def _budget(budget: Json | None) -> str:
    first_year = None if budget is None else budget["first_year"]
    return "予算の指定なし" if first_year is None else f"初年度の予算 {exact_yen(first_year)}"


def _titles(ids: Sequence[str], pack: Pack) -> list[str]:
    return [pack.measures[name].title if name in pack.measures else name for name in ids]


def _month(day: date, index: int) -> str:
    """The year stands with the first month and with each January."""
    return f"{day.year}年{day.month}月" if index == 0 or day.month == 1 else f"{day.month}月"
