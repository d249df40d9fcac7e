"""Results under their secret link: to be read, with what was varied and what may have changed since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sonae.accounts.profile import shows_plans
from sonae.assessments import plans, reading
from sonae.assessments.models import Draft, Run
from sonae.assessments.quiet import without_plans
from sonae.assessments.sheet import pack
from sonae.assessments.variation import differences
from sonae.assessments.views.opening import of_results
from sonae.tenancy.scope import within
from sonae.web.clock import today
from sonae.web.errors import not_found
from sonae_core import __version__

Rest = ParamSpec("Rest")
WithRun = Callable[Concatenate[HttpRequest, str, Run, Rest], HttpResponse]
MOST_OTHERS = 8


def of_run(view: WithRun[Rest]) -> Callable[..., HttpResponse]:
    """A page about one result of the draft that the link opens."""

    @wraps(view)
    @of_results
    def opened(
        request: HttpRequest, token: str, draft: Draft, /, number: int, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        found = draft.runs.select_related("of").defer("of__result").filter(number=number).first()
        if found is None:
            return not_found(request)
        found.draft = draft
        if quiet(request):
            found.result = without_plans(found.result)
        return view(request, token, found, *args, **kwargs)

    return opened


def quiet(request: HttpRequest) -> bool:
    """Whether the draft was begun on the page of an agency that may not show plans and premiums today."""
    house = getattr(request, "begun_with", None)
    if house is None:
        return False
    with within(house.pk):
        return not shows_plans(house.pk, today())


@of_results
def newest(request: HttpRequest, token: str, draft: Draft) -> HttpResponse:
    """The newest result."""
    number = draft.runs.order_by("-number").values_list("number", flat=True).first()
    return not_found(request) if number is None else HttpResponseRedirect(reverse("result", args=[token, number]))


@of_run
def result(request: HttpRequest, token: str, run: Run) -> HttpResponse:
    """One result."""
    return result_page(request, token, run)


@of_run
def band(request: HttpRequest, token: str, run: Run) -> HttpResponse:
    """Ranges and stability alone, for a page that waits for them; 202 while they are worked out."""
    answer = run.result
    context: dict[str, Any] = {
        "run": run,
        "token": token,
        "here": _place(token, run),
        "fragment": True,
        "band": reading.band(answer),
        "waiting": waits(run),
    }
    if not waits(run):
        context["measures"] = reading.measures(answer, pack())
    return render(request, "assessments/result_band.html", context, status=202 if waits(run) else 200)


def waits(run: Run) -> bool:
    """Whether ranges are still to come."""
    return run.result["band"] is None and run.band_at is None


def _place(token: str, run: Run) -> str:
    return reverse("result", args=[token, run.number])


@dataclass(frozen=True)
class Wrong:
    """What was typed into one of the forms of the page and could not be taken."""

    what: str
    text: str
    error: str


def result_page(request: HttpRequest, token: str, run: Run, wrong: Wrong | None = None) -> HttpResponse:
    """The whole page; with an error of one of its forms it keeps what was typed."""
    facts, answer = pack(), run.result
    family = list(run.draft.runs.order_by("number").values("pk", "number", "of_id", "at"))
    context = {
        "token": token,
        "run": run,
        "here": _place(token, run),
        "expires": run.draft.expires_at,
        "verdict": reading.verdict(answer, facts),
        "band": reading.band(answer),
        "waiting": waits(run),
        "breakdown": reading.breakdown(answer),
        "years": reading.years(answer),
        "measures": reading.measures(answer, facts),
        "plans": plans.offers(answer, facts, own_policy(run, family) is not None),
        "open": reading.open_questions(answer, facts),
        "about": reading.about(answer),
        "changed": [] if run.of is None else differences(run.of.inputs, run.inputs, facts),
        "stale": stale(run),
        "others": [each for each in family if each["number"] != run.number][-MOST_OTHERS:],
        "wrong": wrong,
        "quiet": quiet(request),
    }
    return render(request, "assessments/result.html", context, status=422 if wrong else 200)


def stale(run: Run) -> dict[str, str] | None:
    """With what a result was made, where packs or engine are others now."""
    facts = pack()
    if run.pack_hash == facts.hash and run.engine == __version__:
        return None
    return {"pack": run.pack_version, "engine": run.engine, "pack_now": facts.version, "engine_now": __version__}


def own_policy(run: Run, family: list[dict[str, Any]]) -> Mapping[str, Any] | None:
    """The policy in the sheet with which the variations began."""
    parents = {row["pk"]: row["of_id"] for row in family}
    first = run.pk
    while parents.get(first) is not None:
        first = parents[first]
    inputs = run.inputs if first == run.pk else run.draft.runs.values_list("inputs", flat=True).get(pk=first)
    policy = inputs.get("policy")
    return policy if plans.current(inputs, pack()) == plans.OWN else None
