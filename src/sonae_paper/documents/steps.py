"""The measures that were chosen, as papers tell them: what, who, when, what it costs and what it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sonae_core.packs.snapshot import Pack
from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.schedule import Slot, along, months, slots
from sonae_paper.documents.view import Day, Json, Phrases, dated
from sonae_paper.text.numbers import about_yen, exact_yen, percent

FREE = "かかりません"
GRADES: Mapping[str, str] = {
    "experiment": "実験の数字",
    "observational": "観察の数字",
    "vendor": "売り手の数字",
    "judgement": "判断によるもの",
}


@dataclass(frozen=True)
class Step:
    """One measure to take."""

    n: int
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
    grade: str
    stability: str
    begin: Day
    due: Day
    start: float
    """Where its bar begins and ends, in months from the start of the drawing."""
    end: float


@dataclass(frozen=True)
class Steps:
    """All that is chosen, in order, with what comes after."""

    steps: tuple[Step, ...]
    months: tuple[str, ...]
    pace: str
    budget: str
    total_first: str
    total_next: str
    total_days: str
    more: str
    later: tuple[Phrases, ...]
    unmeasured: tuple[Phrases, ...]


def steps(answer: Json, pack: Pack) -> Steps:
    """From the ``measures`` of an answer. Slots start in the week after the day of the answer."""
    measures = answer["measures"]
    chosen = measures["chosen"]
    stability = {each["id"]: each["in_best"] for each in measures["stability"]}
    found = slots([each["cost"]["person_days"] for each in chosen], date.fromisoformat(answer["as_of"]))
    shown = months(found) if found else ()
    return Steps(
        steps=tuple(
            _step(each, slot, shown[0], len(shown), stability.get(each["id"]), pack)
            for each, slot in zip(chosen, found, strict=True)
        ),
        months=tuple(_month(day, index) for index, day in enumerate(shown)),
        pace="週に1日ずつ、上から順に進めたときの目安です。",
        budget=_budget(measures["budget"]),
        total_first=exact_yen(sum(each["cost"]["one_off"] + each["cost"]["yearly"] for each in chosen)),
        total_next=exact_yen(sum(each["cost"]["yearly"] for each in chosen)),
        total_days=_days(sum(each["cost"]["person_days"] or 0 for each in chosen)),
        more=_more(measures, pack),
        later=tuple(phrases(title) for title in _titles(measures["later"], pack)),
        unmeasured=tuple(phrases(title) for title in _titles(measures["effect_unknown"], pack)),
    )


def _step(given: Json, slot: Slot, first: date, count: int, in_best: float | None, pack: Pack) -> Step:
    cost, measure = given["cost"], pack.measures.get(given["id"])
    question = None if measure is None or measure.question is None else pack.questions.get(measure.question)
    yen = cost["one_off"] + cost["yearly"]
    return Step(
        n=given["order"],
        title=phrases(given["title"]),
        name=given["title"],
        what=phrases("" if measure is None else measure.what),
        who=phrases("" if question is None else question.ask),
        done=phrases("" if question is None else question.counts_as_yes),
        first=exact_yen(yen) if yen else FREE,
        cost=_cost(cost),
        days=_days(cost["person_days"]),
        change=_change(given["change"]),
        effect=phrases(effect_of(given["change"])),
        grade=GRADES.get(given["grade"], given["grade"]),
        stability="" if in_best is None else _stability(in_best),
        begin=dated(slot.begin),
        due=dated(slot.due),
        start=min(along(slot.begin, first), count),
        end=min(along(slot.due, first, end=True), count),
    )


def _cost(cost: Json) -> str:
    if not cost["one_off"] and not cost["yearly"]:
        return "お金はかかりません"
    return f"初めに{exact_yen(cost['one_off'])}、毎年{exact_yen(cost['yearly'])}"


def _days(days: float | None) -> str:
    return f"自社の作業{days:g}日" if days else ""


def effect_of(change: Json) -> str:
    """「1年の平均で損害が約2万4,000円、…減ります」, as in the text of ``assess``."""
    moved = [("損害", change["gross"]), ("自社に残る額", change["retained"]), ("保険料", change["premium"])]
    less = "、".join(f"{name}が{about_yen(-yen)}" for name, yen in moved if yen < 0)
    return f"1年の平均で{less}減ります" if less else "1年の平均では変わりません"


def _change(change: Json) -> str:
    """The yearly loss that goes, short."""
    return f"年に{about_yen(-change['gross'])}" if change["gross"] < 0 else "—"


def _stability(share: float) -> str:
    if share >= 0.995:
        return "効き目が幅のどこにあっても選ばれます"
    return f"効き目を幅の中で変えても、{percent(share)}の場合に選ばれます"


def _budget(budget: Json | None) -> str:
    first_year = None if budget is None else budget["first_year"]
    return "予算の指定なし" if first_year is None else f"初年度の予算 {exact_yen(first_year)}"


def _more(measures: Json, pack: Pack) -> str:
    extra = exact_yen(measures["next"]["extra_budget"])
    if measures["next"]["buys"]:
        return f"予算があと{extra}あれば: " + "、".join(_titles(measures["next"]["buys"], pack))
    budget = measures["budget"]
    if budget is None or budget["first_year"] is None:
        return ""
    return f"予算をあと{extra}増やしても、選ばれる対策は変わりません。"


def _titles(ids: Sequence[str], pack: Pack) -> list[str]:
    return [pack.measures[name].title if name in pack.measures else name for name in ids]


def _month(day: date, index: int) -> str:
    """The year stands with the first month and with each January."""
    return f"{day.year}年{day.month}月" if index == 0 or day.month == 1 else f"{day.month}月"
