"""「うちは違う」: a company's own value of a fact that the packs only assume, and the effect as another result."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sonae.assessments.grounds import entry
from sonae.assessments.models import Run
from sonae.assessments.own import between, own_value, shown_value, unit_words
from sonae.assessments.sheet import AnswerError, pack
from sonae.assessments.variation import with_assumption
from sonae.assessments.views.changing import kept
from sonae.assessments.views.results import of_run
from sonae.web.errors import not_found
from sonae_core.assessment.assumptions import is_open, used_facts
from sonae_core.assessment.provenance import source_entry
from sonae_core.packs.facts import Fact
from sonae_core.values.errors import InputError


@of_run
def differ(request: HttpRequest, token: str, run: Run, fact: str) -> HttpResponse:
    """The fact with its reason and range, and a field for the company's own value; empty goes back to ours."""
    found = pack().facts.get(fact)
    if found is None or not is_open(found) or fact not in used_facts(pack()):
        return not_found(request)
    given = (run.inputs.get("assumptions") or {}).get(fact)
    if request.method != "POST":
        return _page(request, token, run, found, "" if given is None else shown_value(found, given))
    text = request.POST.get("value", "")
    try:
        value = own_value(found, text) if text.strip() else None
        if value == given:
            return HttpResponseRedirect(reverse("result", args=[token, run.number]))
        return kept(request, token, run, with_assumption(run.inputs, fact, value))
    except AnswerError as error:
        return _page(request, token, run, found, text, str(error))
    except InputError as error:
        return _page(request, token, run, found, text, f"{error.problem}。{error.remedy}。")


def _page(request: HttpRequest, token: str, run: Run, fact: Fact, text: str, error: str = "") -> HttpResponse:
    source = next((each for each in run.result["sources"] if each["id"] == fact.id), source_entry(fact))
    context = {
        "token": token,
        "run": run,
        "entry": entry(source, pack()),
        "ours": entry(source_entry(fact), pack()),
        "unit": unit_words(fact),
        "between": between(fact),
        "text": text,
        "error": error,
    }
    return render(request, "assessments/differ.html", context, status=422 if error else 200)
