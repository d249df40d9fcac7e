"""The diagnosis that a visitor sent along, as it was then."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.assessments.sheet import sheet, shown
from sonae.audit.actions import looked
from sonae.customers.views.opening import actor_of
from sonae.leads.desk_views.opening import SEE, of_request
from sonae.leads.models import Request, SentDiagnosis
from sonae.web.clock import now
from sonae.web.errors import not_found
from sonae_paper.text.numbers import about_yen, out_of_companies, yen_range


@of_request(SEE)
@require_safe
def diagnosis(request: HttpRequest, found: Request) -> HttpResponse:
    """What it said, by cost line, and what had been answered."""
    sent = SentDiagnosis.objects.filter(request_id=found.pk).first()
    if sent is None:
        return not_found(request)
    looked(by=actor_of(request), on=found.record, at=now())
    answer = sent.result
    context = {
        "lead": found,
        "diagnosis": sent,
        "middle": about_yen(answer["event"]["median"]),
        "range": yen_range(answer["event"]["p10"], answer["event"]["p90"]),
        "often": out_of_companies(answer["frequency"]["serious"]),
        "lines": [(line["title"], about_yen(line["gross"])) for line in answer["event"]["lines"] if line["gross"] > 0],
        "answers": _answers(sent.inputs),
    }
    return render(request, "leads/desk_diagnosis.html", context)


def _answers(inputs: dict[str, Any]) -> list[tuple[str, str]]:
    """Question and answer, of what the sheet asks today; 「わからない」 where nobody knew."""
    known = {**inputs.get("company", {}), **inputs.get("answers", {})}
    return [(asked.text, shown(asked, known[name])) for name, asked in sheet().items() if name in known]
