"""A diagnosis becomes a company's: begun for it, or taken over from a visitor who gave the link; and two compared."""

from __future__ import annotations

import re
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.answers.models import Answer
from sonae.assessments import actions
from sonae.assessments.comparing import comparison
from sonae.assessments.links import LENGTH
from sonae.assessments.models import Draft, Run
from sonae.assessments.sheet import pack, sheet, shown
from sonae.assessments.views.opening import refused
from sonae.audit.actions import looked
from sonae.customers.models import Customer
from sonae.customers.views.opening import actor_of, changes, seen
from sonae.desk.diagnoses import amount
from sonae.leads.benefits import DIAGNOSIS, given_to_customer
from sonae.leads.offers import Gift
from sonae.tenancy.doors import needs
from sonae.web.clock import now
from sonae.web.errors import not_found
from sonae.web.limits import Limit
from sonae.web.once import once
from sonae.web.origin import nonce_of

TRIES = Limit("hand_over", 30, 600)
_CODE = re.compile(rf"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{{{LENGTH}}}(?![A-Za-z0-9_-])")
UNKNOWN = "このリンクの診断は見つかりません。期限が切れたか、途中までしか写されていないかもしれません。"
ONLY_RESULTS = "結果を見るだけのリンクです。質問の画面の下にある「続きのリンク」をもらってください。"
SAID = ("industry", "employees", "sales")


@changes("assessments.run")
@require_POST
def start(request: HttpRequest, customer: Customer) -> HttpResponse:
    """A sheet of the company, with what is known of it filled in."""

    def act() -> str:
        draft = actions.start_for(company=customer, by=actor_of(request), at=now())
        return reverse("resume", args=[draft.pk])

    return HttpResponseRedirect(once(nonce_of(request), now(), act))


@changes("assessments.run")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, customer: Customer) -> HttpResponse:
    """Paste the link, see whose diagnosis it seems to be, say yes."""
    text = request.POST.get("link", "")[:2000]
    if request.method != "POST":
        return _asking(request, customer, "")
    if (too_often := refused(request, TRIES)) is not None:
        return too_often
    draft, wrong = _found(text)
    if draft is None:
        return _asking(request, customer, text, wrong)
    if request.POST.get("sure") != "yes":
        return _showing(request, customer, draft, text)
    try:
        with transaction.atomic():
            actions.hand_over(draft=draft, company=customer, by=actor_of(request), at=now())
            given_to_customer(customer=customer, kind=Gift.DIAGNOSIS, title=DIAGNOSIS, by=actor_of(request), at=now())
    except actions.HandedOverError:
        return _asking(request, customer, text, UNKNOWN)
    return HttpResponseRedirect(reverse("customer", args=[customer.pk]))


def _found(text: str) -> tuple[Draft | None, str]:
    """The visitor's draft of the link or the code; else what is wrong."""
    for code in _CODE.findall(text):
        mine = Draft.objects.filter(agency__isnull=True)
        draft: Draft | None = mine.under(code, now()).first()
        if draft is not None:
            return draft, ""
        if mine.with_results_under(code, now()).exists():
            return None, ONLY_RESULTS
    return None, UNKNOWN if text.strip() else "リンクを入れてください。"


def _asking(request: HttpRequest, customer: Customer, text: str, wrong: str = "") -> HttpResponse:
    context = {"customer": customer, "text": text, "wrong": wrong}
    return render(request, "desk/hand_over.html", context, status=422 if wrong else 200)


def _showing(request: HttpRequest, customer: Customer, draft: Draft, text: str) -> HttpResponse:
    answers = Answer.objects.filter(subject=draft.pk).newest()
    said = [(sheet()[name].text, shown(sheet()[name], answers[name])) for name in SAID if name in answers]
    context = {
        "customer": customer,
        "draft": draft,
        "text": text,
        "said": said,
        "answers": len(answers),
        "runs": draft.runs.count(),
        "amount": amount(draft.last_middle),
    }
    return render(request, "desk/hand_over_sure.html", context)


@needs("customers.see")
@require_safe
def compare(request: HttpRequest, pk: UUID, before: int, after: int) -> HttpResponse:
    """Two results of a company side by side, the earlier one to the left."""
    actor = actor_of(request)
    customer = seen(actor, pk)
    if customer is None:
        return not_found(request)
    looked(by=actor, on=customer.record, at=now())
    runs = Run.objects.visible_to(actor).filter(draft__subject__company_id=customer.pk, pk__in=(before, after))
    found = list(runs.order_by("at", "pk"))
    if len(found) != 2:
        return not_found(request)
    first, last = found
    context = {"customer": customer, "before": first, "after": last, "found": comparison(first, last, pack())}
    return render(request, "desk/compare.html", context)
