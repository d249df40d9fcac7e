"""フォレンジック見積の確認: a quote beside published prices, and what to ask the vendor. Nothing is stored."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.public.tools.asking import UNKNOWN, Form
from sonae.web.facts import facts
from sonae_core.packs.costs import Component
from sonae_core.packs.facts import Fact
from sonae_core.playbook.quote import Machines, QuoteCheck, Tax, band_for, check_quote
from sonae_paper.text import quote
from sonae_paper.text.labels import CONFIDENCES
from sonae_paper.text.numbers import exact_yen, spoken_yen

MOST_MACHINES = 100_000
MOST_YEN = 10**12
TAXES = (("out", "税抜"), ("in", "税込"), (UNKNOWN, "わからない"))
NAMES = ("computers", "servers", "price", "tax")
LINE = "forensics"


def _asked(query: QueryDict) -> tuple[Form, QuoteCheck | None]:
    form = Form(query, NAMES)
    computers = form.whole("computers", "調べるパソコン", "台", high=MOST_MACHINES, hint="なければ0と書きます。")
    servers = form.whole("servers", "調べるサーバー", "台", high=MOST_MACHINES, hint="なければ0と書きます。")
    hint = "見積もりの総額です。まだなければ、空けておくと目安だけを出します。"
    price = form.whole("price", "見積もりの総額", "円", low=1, high=MOST_YEN, optional=True, hint=hint)
    tax = form.choice("tax", "その額は", TAXES)
    if not form.filled:
        form.fields["servers"].typed, form.fields["tax"].typed = "0", UNKNOWN
    if not form.is_answered:
        return form, None
    machines = Machines(computers or 0, servers or 0)
    band = band_for(machines, _price("devices"), _price("servers"))
    rate = facts().fact("consumption_tax")
    return form, check_quote(machines, price, Tax(tax), rate, band)


def _component(basis: str) -> Component:
    """The part of the cost line that is priced a machine of that kind."""
    return next(each for each in facts().lines[LINE].components if each.basis == basis)


def _price(basis: str) -> Fact:
    return facts().fact(str(_component(basis).unit_cost))


@require_safe
def quote_check(request: HttpRequest) -> HttpResponse:
    """The form, the quote beside the band, and what every quote has to say."""
    form, found = _asked(request.GET)
    if form.is_answered and (price := form.read["price"]) is not None:
        form.fields["price"].understood = spoken_yen(price)
    context = {
        "form": form,
        "fields": form.fields,
        "sources": [_source(_price(basis)) for basis in ("devices", "servers")],
        "beside": [_source(facts().fact(str(name))) for name in _component("devices").beside],
        "answers": _source(facts().fact("forensics_answers")),
        "questions": quote.QUESTIONS,
        "needed": quote.NEEDED,
        **(_result(form, found) if found else {}),
    }
    return render(request, "public/tools/quote_check.html", context, status=422 if form.errors else 200)


def _result(form: Form, found: QuoteCheck) -> dict[str, Any]:
    return {
        "found": found,
        "standing": found.standing.value,
        "word": quote.STANDINGS[found.standing],
        "says": quote.says(found),
        "band": quote.band(found),
        "machine_band": quote.machine_band(found),
        "per_machine": quote.per_machine(found),
        "without_tax": "" if found.without_tax is None else exact_yen(found.without_tax),
        "tax": _source(facts().fact("consumption_tax")) if found.price is not None else None,
        "on_tax": quote.on_tax(found, Tax(form.fields["tax"].typed)),
    }


def _source(fact: Fact) -> dict[str, Any]:
    """A fact with where it stands and how far it can be trusted."""
    low, high = fact.bounds
    return {
        "fact": fact,
        "low": spoken_yen(round(low)),
        "high": spoken_yen(round(high)),
        "count": round(fact.point) if fact.unit == "answers" else None,
        "percent": f"{fact.point:.0%}" if fact.unit == "share" else "",
        "grade": CONFIDENCES[fact.confidence.value],
    }
