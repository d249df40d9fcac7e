"""うちの規模なら？: what a visitor types about the company, and the case at that size in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from sonae.assessments.sheet import MOST_EMPLOYEES, MOST_PERSONS, sheet
from sonae.public.tools.asking import Form
from sonae.web.facts import facts
from sonae_core.assessment.scaled_case import ScaledCase, Size, scaled_case, size_of
from sonae_core.packs.cases import Case
from sonae_core.packs.facts import Fact
from sonae_core.profile.exposure import Between
from sonae_core.values.reading import MAX_YEN
from sonae_paper.charts.chart import Chart
from sonae_paper.charts.stacked import Part, stacked
from sonae_paper.text.numbers import about_yen, rounded, spoken_count, spoken_yen, yen_range
from sonae_paper.text.parts import in_step, shared_step

NAMES = ("industry", "employees", "persons", "sales")
WIDE, NARROW = 640, 284
DESK = "call_centre"
_SAME = 0.02
"""A cost line that changes by less is said to stay."""


@dataclass(frozen=True)
class Row:
    """One row of the published costs beside the visitor's."""

    title: str
    published: str
    yen: str
    span: str


def asked(query: QueryDict) -> tuple[Form, Size | None]:
    """What was typed; the size where it is enough to calculate with."""
    form = Form(query, NAMES)
    industry = form.choice("industry", "業種", sheet()["industry"].options)
    employees = form.whole("employees", "働いている人の数", "人", low=1, high=MOST_EMPLOYEES)
    hint = "名簿、顧客の一覧、応募者なども数えます。わからなければ空けておくと、幅が広がります。"
    persons = form.whole("persons", "持っている個人情報", "人分", high=MOST_PERSONS, hint=hint, optional=True)
    hint = "「5億」「3,000万」のように書けます。入れると、止まった間の損失も出します。"
    sales = form.whole("sales", "1年の売上", "円", high=MAX_YEN, hint=hint, optional=True)
    if not form.is_answered or employees is None:
        return form, None
    _repeat(form, employees, persons, sales)
    return form, Size(industry, employees, persons, sales)  # type: ignore[arg-type]  # one of the sheet's options


def _repeat(form: Form, employees: int, persons: int | None, sales: int | None) -> None:
    """How the numbers were understood."""
    form.fields["employees"].understood = spoken_count(employees, "人")
    if persons is not None:
        form.fields["persons"].understood = spoken_count(persons, "人分")
    if sales is not None:
        form.fields["sales"].understood = spoken_yen(sales)


def result(case: Case, size: Size, most: float) -> dict[str, Any]:
    """The case at the visitor's size as the page shows it; rows add up to what is said of all of them.

    ``most`` yen end the scale, as in the drawing of the published costs.
    """
    found = scaled_case(facts(), case, size)
    told = _told([row.yen.point for row in found.rows])
    rows = [
        Row(row.title, _between(row.published), spoken_yen(yen), yen_range(row.yen.low, row.yen.high))
        for row, yen in zip(found.rows, told, strict=True)
    ]
    parts = [Part(row.title, yen, yen, yen) for row, yen in zip(found.rows, told, strict=True)]
    wide, narrow = (_chart(parts, most, width) for width in (WIDE, NARROW))
    return {
        "rows": rows,
        "total": about_yen(found.total.point),
        "span": yen_range(found.total.low, found.total.high),
        "wide": wide,
        "narrow": narrow,
        "persons": "" if size.persons is not None else _guessed_persons(size),
        "interruption": None if found.interruption is None else _stop(found.interruption),
        "kept": _kept(found),
        "desk": _desk(found),
        "moved": _moved(found),
    }


def assumed_of(case: Case) -> list[tuple[str, Fact]]:
    """What we take of the company it happened to, each with the fact that says so."""
    pack, profile = facts(), case.profile
    names = {"働いていた人": profile.employees, "持っていた個人情報": profile.persons_held, "1年の売上": profile.sales}
    return [(title, pack.fact(str(name))) for title, name in names.items()]


def size_words(case: Case) -> str:
    """「150人、個人情報3万人分」."""
    size = size_of(facts(), case)
    return f"{size.employees:,}人、個人情報{spoken_count(size.persons or 0, '人分')}"


def _told(yen: list[float]) -> list[int]:
    """In one step, so that they add up; what is smaller than the step by itself."""
    step = shared_step(sum(yen), 2)
    return [told or rounded(exact) for told, exact in zip(in_step(yen, step), yen, strict=True)]


def _between(amount: Between) -> str:
    return about_yen(amount.point, 3) if amount.low == amount.high else yen_range(amount.low, amount.high, 3)


def _chart(parts: list[Part], most: float, width: int) -> Chart:
    return stacked(parts, most=most, title="会社の規模に直した費用", prefix=f"scaled-{width}", width=width)


def _guessed_persons(size: Size) -> str:
    fact = facts().fact(str(facts().questions["persons_held"].when_unknown))
    return spoken_count(fact.point * size.employees, "人分")


def _stop(lost: Between) -> dict[str, str]:
    return {"yen": about_yen(lost.point), "span": yen_range(lost.low, lost.high)}


def _kept(found: ScaledCase) -> list[str]:
    """Titles of the cost lines that the model does not change with size."""
    return [_title(line.id) for row in found.rows for line in row.lines if abs(line.ratio - 1) <= _SAME]


def _desk(found: ScaledCase) -> str:
    """What a telephone desk costs, which a small company may do without; empty where the case had none."""
    return next((about_yen(line.yen) for row in found.rows for line in row.lines if line.id == DESK), "")


def _moved(found: ScaledCase) -> list[tuple[str, str]]:
    """Titles of the others, and how many times as much."""
    lines = [line for row in found.rows for line in row.lines if abs(line.ratio - 1) > _SAME]
    return [(_title(line.id), f"{line.ratio:.2g}倍") for line in lines]


def _title(line: str) -> str:
    return facts().lines[line].title
