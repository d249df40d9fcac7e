"""What if: forms of the result page that store another result beside the one shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sonae.assessments import actions
from sonae.assessments.models import Run
from sonae.assessments.sheet import AnswerError, pack
from sonae.assessments.variation import with_budget, with_cash, with_plan
from sonae.assessments.views.opening import by_whom, refused
from sonae.assessments.views.results import Wrong, of_run, own_policy, quiet, result_page
from sonae.assessments.views.wizard import RUNS
from sonae.web.clock import now, today
from sonae.web.errors import not_found
from sonae.web.once import earlier, once
from sonae.web.origin import nonce_of
from sonae_core.values.errors import InputError

PLACES = {"cash": "years", "budget": "measures", "plan": "plans", "rerun": "main"}


@of_run
def vary(request: HttpRequest, token: str, run: Run, what: str) -> HttpResponse:
    """Other cash, another budget, another insurance, or the same again with the packs of today."""
    if what not in PLACES:
        return not_found(request)
    place = reverse("result", args=[token, run.number])
    if request.method != "POST" or (what == "plan" and quiet(request)):
        return HttpResponseRedirect(f"{place}#{PLACES[what]}")
    text = request.POST.get(what, "")
    try:
        inputs = _changed(run, what, text)
        if inputs == run.inputs and what != "rerun":
            return HttpResponseRedirect(f"{place}#{PLACES[what]}")
        return kept(request, token, run, inputs, f"#{PLACES[what]}")
    except AnswerError as error:
        return result_page(request, token, run, Wrong(what, text, str(error)))
    except InputError as error:
        return result_page(request, token, run, Wrong(what, text, f"{error.problem}。{error.remedy}。"))


def _changed(run: Run, what: str, text: str) -> dict[str, Any]:
    if what == "cash":
        return with_cash(run.inputs, text)
    if what == "budget":
        return with_budget(run.inputs, text)
    if what == "plan":
        family = list(run.draft.runs.values("pk", "of_id"))
        return with_plan(run.inputs, text, own_policy(run, family), pack())
    return dict(run.inputs)


def kept(request: HttpRequest, token: str, of: Run, inputs: Mapping[str, Any], anchor: str = "") -> HttpResponse:
    """Ask the engine, store its answer as a variation of the run, and lead there. Raises InputError."""
    if (before := earlier(nonce_of(request))) is not None:
        return HttpResponseRedirect(before)
    if (too_often := refused(request, RUNS)) is not None:
        return too_often
    answer = actions.answer_for(inputs, today(), uncertain=False)

    def act() -> str:
        run = actions.keep_run(draft=of.draft, of=of, inputs=inputs, result=answer, at=now(), by=by_whom(request))
        return reverse("result", args=[token, run.number]) + anchor

    return HttpResponseRedirect(once(nonce_of(request), now(), act))
