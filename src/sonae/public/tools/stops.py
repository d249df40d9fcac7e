"""停止損失の計算: what some days without work cost, and what waiting hours take off. Nothing is stored."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.public.tools.asking import Form
from sonae_core.cover.standstill import Stop, StopCost, cost_of, costs_of, yen_per_day_of
from sonae_paper.text import standstill
from sonae_paper.text.numbers import exact_yen, spoken_yen

MOST_YEN = 10**14
MOST_DAYS = 365
MOST_WAITING = 24 * 365
TABLE = (1, 3, 7, 14, 30)
PER = (("year", "1年の額"), ("day", "1日の額"))
NAMES = ("profit", "costs", "per", "days", "part", "wait", "sales")
EXAMPLE = {"part": "100", "wait": "12", "per": "year"}
"""What stands in the form before anybody has written anything: no figures of a company."""


def _asked(query: QueryDict) -> tuple[Form, Stop | None]:
    form = Form(query, NAMES)
    profit = form.whole(
        "profit", "営業利益", "円", low=-MOST_YEN, high=MOST_YEN, hint="赤字なら「▲200万」のように書けます。"
    )
    hint = "家賃、給料、リース料など、仕事が止まっても払う費用です。材料費や仕入れは入れません。"
    costs = form.whole("costs", "止まっても出ていく固定費", "円", high=MOST_YEN, hint=hint)
    per = form.choice("per", "上の2つは", PER)
    days = form.amount("days", "止まる日数", "日", high=MOST_DAYS, hint="休みの日も数えます。半日は0.5です。")
    part = form.amount("part", "止まる割合", "％", high=100, hint="全部が止まるなら100、半分は続けられるなら50です。")
    hint = "保険の証券にある、払われない初めの時間です。補償がなければ0にします。"
    wait = form.amount("wait", "待機時間（免責時間）", "時間", high=MOST_WAITING, hint=hint)
    form.whole(
        "sales", "売上", "円", high=MOST_YEN, optional=True, hint="売上の減りと比べるときだけ。上と同じ期間の額です。"
    )
    if not form.filled:
        for name, typed in EXAMPLE.items():
            form.fields[name].typed = typed
    if not form.is_answered or None in (profit, costs, days, part, wait):
        return form, None
    yearly = per == "year"
    yen = yen_per_day_of(profit or 0, costs or 0) if yearly else max((profit or 0) + (costs or 0), 0)
    zero = Decimal(0)
    return form, Stop(yen, days or zero, part or zero, wait or zero)


@require_safe
def interruption(request: HttpRequest) -> HttpResponse:
    """The form, and the sum with its parts."""
    form, stop = _asked(request.GET)
    _echo(form)
    context = {"form": form, "fields": form.fields, **(_result(form, stop) if stop else {})}
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
