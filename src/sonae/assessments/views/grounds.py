"""Why a figure is what it is, and how two results differ."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sonae.assessments.comparing import comparison
from sonae.assessments.grounds import grounds
from sonae.assessments.models import Run
from sonae.assessments.sheet import pack
from sonae.assessments.views.results import of_run
from sonae.web.errors import not_found


@of_run
def why(request: HttpRequest, token: str, run: Run, what: str, name: str = "") -> HttpResponse:
    """The facts behind one figure."""
    only_open = request.GET.get("only") == "open"
    found = grounds(run.result, pack(), what, name, only_open=only_open)
    if found is None:
        return not_found(request)
    context = {"token": token, "run": run, "grounds": found, "what": what, "only_open": only_open}
    return render(request, "assessments/why.html", context)


@of_run
def compare(request: HttpRequest, token: str, run: Run, other: int) -> HttpResponse:
    """This result beside another of the same draft, the earlier one to the left."""
    second = run.draft.runs.filter(number=other).first()
    if second is None:
        return not_found(request)
    before, after = sorted((run, second), key=lambda each: each.number)
    found = comparison(before, after, pack())
    context = {"token": token, "run": run, "before": before, "after": after, "found": found}
    return render(request, "assessments/compare.html", context)
