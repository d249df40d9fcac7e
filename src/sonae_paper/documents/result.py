"""The view that the papers about one assessment are filled with: report, conclusion, start book, proposal."""

from __future__ import annotations

from dataclasses import dataclass

from sonae_core.packs.snapshot import Pack
from sonae_paper.charts.curve import Point, chance_above, loss_curve
from sonae_paper.documents import cover, grounds, steps, view
from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.view import Json, Phrases
from sonae_paper.text import sentences
from sonae_paper.text.numbers import out_of_companies, spoken_yen

CURVE_WIDTH = 640


@dataclass(frozen=True)
class Curve:
    """The loss curve as a drawing, with its sentence and a few of its points."""

    svg: str
    alt: str
    sentence: Phrases
    insured: bool
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Year:
    """What a year brings, in sentences."""

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Money:
    """What the first year and the years after would cost: measures, and the band of the premium beside them."""

    measures_first: str
    measures_next: str
    premium: str
    plan: Phrases
    fictional: bool
    """Whether the premium is that of an invented plan: it is no cost of this company, and adds to nothing."""
    free: bool
    """Whether the measures cost no money at all."""
    total_first: str
    total_next: str
    decision: Phrases
    honest: tuple[Phrases, ...]


@dataclass(frozen=True)
class Result:
    """Everything the papers say about one assessment."""

    kind: str
    company: view.Company
    issue: view.Issue
    loss: view.Loss
    chance: view.Chance
    breakdown: view.Breakdown | None
    threats: tuple[view.Threat, ...]
    curve: Curve | None
    year: Year
    measures: steps.Steps
    plans: tuple[cover.Plan, ...]
    own: bool
    label: str
    apart: Phrases
    premium: cover.Premium | None
    money: Money
    open: tuple[grounds.Open, ...]
    grounds: grounds.Grounds
    not_paid: tuple[Phrases, ...]
    not_first: tuple[Phrases, ...]
    notices: tuple[Phrases, ...]


def result(kind: str, answer: Json, pack: Pack) -> Result:
    """The view of an answer (the JSON of ``sonae assess``) for a paper of that kind (its Japanese name)."""
    chosen = steps.steps(answer, pack)
    return Result(
        kind=kind,
        company=view.company(answer, pack),
        issue=view.issue(answer),
        loss=view.loss(answer),
        chance=view.chance(answer),
        breakdown=view.breakdown(answer),
        threats=view.threats(answer),
        curve=_curve(answer),
        year=Year(tuple(_year(answer))),
        measures=chosen,
        plans=cover.plans(answer, pack),
        own=any(plan["id"] == "own" for plan in answer["plans"]),
        label=cover.label(),
        apart=cover.apart(),
        premium=cover.premium(answer),
        money=_money(answer, chosen),
        open=grounds.open_questions(answer, pack),
        grounds=grounds.grounds(answer),
        not_paid=tuple(phrases(text) for text in answer["not_paid"]),
        not_first=tuple(phrases(text) for text in answer["not_first"]),
        notices=tuple(phrases(text) for text in answer["notices"]),
    )


def _curve(answer: Json) -> Curve | None:
    points = [Point(each["yen"], each["gross"], each["retained"]) for each in answer["year"]["curve"]]
    if len(points) < 2 or points[0].gross <= 0:
        return None
    cash = answer["inputs"].get("cash")
    chart = loss_curve(points, title="1年間に自社から出るお金", prefix="curve", threshold=cash, width=CURVE_WIDTH)
    insured = any(point.retained < point.gross for point in points)
    return Curve(chart.svg, chart.description, phrases(chart.description), insured, _rows(points))


def _rows(points: list[Point]) -> tuple[tuple[str, str, str], ...]:
    """At the powers of ten that the curve reaches."""
    found = []
    for yen in (10**power for power in range(5, 16)):
        gross = chance_above(points, yen, lambda point: point.gross)
        kept = chance_above(points, yen, lambda point: point.retained)
        if gross is not None and kept is not None:
            found.append((spoken_yen(yen), _of_rows(gross), _of_rows(kept)))
    return tuple(found)


def _of_rows(chance: float) -> str:
    return out_of_companies(chance, view.ROWS_OF)


def _year(answer: Json) -> list[str]:
    retained, chances = answer["year"]["retained"], answer["chances"]
    said = [
        sentences.mean_year(retained),
        sentences.bad_year(retained),
        sentences.above_cash(chances["retained_above_cash"], answer["inputs"].get("cash")),
        sentences.limit_reached(chances["limit_exhausted"]),
    ]
    return [sentence for sentence in said if sentence]


def _money(answer: Json, chosen: steps.Steps) -> Money:
    premium = answer["premium"]
    costs = [each["cost"] for each in answer["measures"]["chosen"]]
    yearly = sum(cost["yearly"] for cost in costs)
    first = yearly + sum(cost["one_off"] for cost in costs)
    fictional = premium is not None and premium["plan"] != "own"
    return Money(
        measures_first=chosen.total_first,
        measures_next=chosen.total_next,
        premium="" if premium is None else _span(premium, 0),
        plan=() if premium is None else cover.plan_name(answer, premium["plan"]),
        fictional=fictional,
        free=first == 0 and yearly == 0,
        total_first="" if premium is None or fictional else _span(premium, first),
        total_next="" if premium is None or fictional else _span(premium, yearly),
        decision=_decision(answer, chosen),
        honest=_honest(answer),
    )


def _span(premium: Json, more: int) -> str:
    low, high = premium["low"] + more, premium["high"] + more
    return f"{low:,}円" if low == high else f"{low:,}〜{high:,}円"


def _decision(answer: Json, chosen: steps.Steps) -> Phrases:
    if not chosen.steps:
        ask = "先に、わからない項目を確かめること。" if answer["unknown"] else "保険を見直すかどうか。"
        return phrases(ask)
    days = f"、{chosen.total_days}" if chosen.total_days else ""
    first = chosen.steps[0].begin.s
    cost = "費用はかかりません" if chosen.total_first == "0円" else f"初年度{chosen.total_first}"
    return phrases(f"対策{len(chosen.steps)}件（{cost}{days}）を、{first}の週から始めること。")


def _honest(answer: Json) -> tuple[Phrases, ...]:
    """What must be said beside the figures, most important first: what is only assumed, what need not come first."""
    assumed = sum(entry["confidence"] == "assumed" for entry in answer["sources"])
    said = f"使った数字{len(answer['sources'])}件のうち{assumed}件は、確かな統計がない仮定です。"
    return tuple(phrases(text) for text in (said, *answer["not_first"][:1]))
