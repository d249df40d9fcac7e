"""停止損失の計算: what some days without work cost, and what waiting hours take off. Nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.assessments.sheet import sheet
from sonae.public.tools.asking import Form
from sonae.web.facts import facts
from sonae_core.cover.standstill import Stop, StopCost, cost_of, costs_of, yen_per_day_of
from sonae_core.profile.answers import AnswerSheet
from sonae_core.profile.company import Company
from sonae_core.profile.exposure import DAYS_A_YEAR, Between, Situation
from sonae_core.values.reading import MAX_YEN
from sonae_paper.text import standstill
from sonae_paper.text.labels import CONFIDENCES
from sonae_paper.text.numbers import about_yen, exact_yen, percent, spoken_yen, yen_range

MOST_YEN = 10**12
MOST_DAYS = 365
MOST_WAITING = 24 * 365
TABLE = (1, 3, 7, 14, 30)
PER = (("year", "1年の額"), ("day", "1日の額"))
NAMES = ("profit", "costs", "per", "days", "part", "wait", "sales", "industry")
EXAMPLE = {"part": "100", "per": "year"}
"""What stands in the form before anybody has written anything: no figures of a company, and no hours of a policy."""
NO_ANSWERS = AnswerSheet({}, ())


def _asked(query: QueryDict) -> tuple[Form, Stop | None, Between | None]:
    """The form, the stop it describes, and a day as the industry would have it where the company's is not known."""
    form = Form(query, NAMES)
    day = _day(form)
    days = form.amount("days", "止まる日数", "日", high=MOST_DAYS, hint="休みの日も数えます。半日は0.5です。")
    part = form.amount("part", "止まる割合", "％", high=100, hint="全部が止まるなら100、半分は続けられるなら50です。")
    hint = "保険の証券にある、払われない初めの時間です。補償がなければ0にします。"
    wait = form.amount("wait", "待機時間（免責時間）", "時間", high=MOST_WAITING, hint=hint)
    if not form.filled:
        for name, typed in EXAMPLE.items():
            form.fields[name].typed = typed
    if not form.is_answered or day is None or days is None or part is None or wait is None:
        return form, None, None
    return form, Stop(int(day.point), days, part, wait), day if day.low < day.high else None


def _day(form: Form) -> Between | None:
    """What a day costs: by the company's own figures, else by its sales and industry."""
    profit = form.whole(
        "profit",
        "営業利益",
        "円",
        low=-MOST_YEN,
        high=MOST_YEN,
        hint="赤字なら「▲200万」のように書けます。",
        optional=True,
    )
    hint = "家賃、給料、リース料など、仕事が止まっても払う費用です。材料費や仕入れは入れません。"
    costs = form.whole("costs", "止まっても出ていく固定費", "円", high=MOST_YEN, hint=hint, optional=True)
    hint = "上の2つがわからないとき、または売上の減りと比べるときに入れます。"
    sales = form.whole("sales", "売上", "円", high=MOST_YEN, hint=hint, optional=True)
    industry = form.choice("industry", "業種", sheet()["industry"].options, optional=True)
    a_year = 1 if form.choice("per", "上の金額は", PER) == "year" else DAYS_A_YEAR
    if not form.is_answered:
        return None
    if profit is not None and costs is not None:
        yen = yen_per_day_of(profit * a_year, costs * a_year)
        return Between(yen, yen, yen)
    if profit is None and costs is None and sales is not None and industry:
        company = Company(industry=industry, employees=1, sales=min(sales * a_year, MAX_YEN))
        return Situation(facts(), company, NO_ANSWERS).yen_per_day()
    _say_what_is_missing(form, profit, costs)
    return None


def _say_what_is_missing(form: Form, profit: int | None, costs: int | None) -> None:
    if profit is None and costs is None:
        form.fields["profit"].error = "固定費と合わせて入れてください。わからなければ、売上と業種を入れてください。"
    else:
        form.fields["profit" if profit is None else "costs"].error = "もう1つと合わせて入れてください。なければ0です。"


@require_safe
def interruption(request: HttpRequest) -> HttpResponse:
    """The form, and the sum with its parts."""
    form, stop, estimated = _asked(request.GET)
    _echo(form)
    context = {"form": form, "fields": form.fields, **(_result(form, stop) if stop else {})}
    if stop and estimated:
        context["estimated"] = _estimate(form, stop, estimated)
    return render(request, "public/tools/interruption.html", context, status=422 if form.errors else 200)


def _echo(form: Form) -> None:
    """Say beside each amount how it was read."""
    for name in ("profit", "costs", "sales"):
        field = form.fields[name]
        if form.filled and field.typed and not field.error and (yen := form.read[name]) is not None:
            field.understood = spoken_yen(yen)


def _result(form: Form, stop: Stop) -> dict[str, Any]:
    found = cost_of(stop)
    return {
        "found": found,
        "day": exact_yen(stop.yen_per_day),
        "stopped_day": exact_yen(stop.yen_per_stopped_day),
        "part": standstill.plain(stop.percent),
        "length": standstill.length(stop),
        "gross": exact_yen(found.gross),
        "waiting": exact_yen(found.waiting),
        "beyond": exact_yen(found.beyond),
        "says": standstill.costs(found),
        "shared": standstill.shared(found),
        "shortest": standstill.shortest_paid(stop),
        "table": [_row(each) for each in costs_of(stop, TABLE)],
        "lost_sales": _lost_sales(form, stop),
    }


def _estimate(form: Form, stop: Stop, day: Between) -> dict[str, Any]:
    """On which assumption of the packs a day rests, and between which sums the whole lies for it."""
    ratios = {str(industry): str(fact) for industry, fact in facts().parameters.interruption_ratio.items()}
    fact = facts().fact(ratios[form.fields["industry"].typed])
    low, high = (cost_of(replace(stop, yen_per_day=int(yen))).gross for yen in (day.low, day.high))
    point, least, most = (percent(share) for share in (fact.point, *fact.bounds))
    return {
        "title": fact.title,
        "share": f"{point}（{least}〜{most}）",
        "grade": CONFIDENCES[fact.confidence.value],
        "about": about_yen(cost_of(stop).gross),
        "range": yen_range(low, high),
    }


def _row(cost: StopCost) -> dict[str, str]:
    return {
        "days": f"{standstill.plain(cost.stop.days)}日",
        "gross": exact_yen(cost.gross),
        "waiting": exact_yen(cost.waiting),
        "beyond": exact_yen(cost.beyond),
    }


def _lost_sales(form: Form, stop: Stop) -> str:
    """What does not come in, to be put beside what is lost; empty where nothing was said of sales."""
    sales = form.read["sales"]
    if sales is None:
        return ""
    daily = yen_per_day_of(sales, 0) if form.fields["per"].typed == "year" else sales
    return exact_yen(cost_of(Stop(daily, stop.days, stop.percent, Decimal(0))).gross)
