"""Questions with their answers: written, looked at as everybody would see them, published, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.customers.views.opening import actor_of
from sonae.leads import publishing
from sonae.leads.asked import Question
from sonae.leads.desk_forms import AnswerForm
from sonae.leads.desk_views.opening import SEE, WORK, of_request
from sonae.leads.models import Request
from sonae.tenancy.doors import needs
from sonae.web.clock import now
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of

PAGE = 200


def _rows(request: HttpRequest) -> Any:
    actor = actor_of(request)
    return Question.objects.visible_to(actor).filter(agency_id=actor.agency_id)


def _one(request: HttpRequest, identity: UUID) -> Question:
    found: Question | None = _rows(request).select_related("request__customer").filter(pk=identity).first()
    if found is None:
        raise Http404
    return found


@needs(SEE)
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The published ones and those in the making, the newest first."""
    rows = list(_rows(request).select_related("request").order_by("-updated_at", "pk")[:PAGE])
    return render(request, "leads/desk_questions.html", {"rows": rows})


@of_request(WORK)
@require_POST
def of_lead(request: HttpRequest, found: Request) -> HttpResponse:
    """Begin an answer for everybody from what a visitor asked."""
    question = publishing.prepare(request=found, at=now())
    return HttpResponseRedirect(reverse("lead_question", args=[question.pk]))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """One that the agency thought of itself."""
    return _edit(request, None)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, question: UUID) -> HttpResponse:
    """The words of one, and whether everybody reads them."""
    return _edit(request, _one(request, question))


def _edit(request: HttpRequest, found: Question | None) -> HttpResponse:
    if request.method != "POST":
        shown = {name: getattr(found, name) for name in (*publishing.FIELDS, "version")} if found else {}
        return _page(request, AnswerForm(initial=shown), found)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, form, found, status=422)
    given = {name: form.cleaned_data[name] for name in publishing.FIELDS}
    version = form.cleaned_data["version"] or 0

    def keep() -> str:
        kept = publishing.save(question=found, given=given, version=version, by=actor_of(request), at=now())
        return reverse("lead_question", args=[kept.pk]) + "#preview"

    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), keep))
    except publishing.TellsError as error:
        return _page(request, form, found, status=422, tells=error.words)
    except publishing.ConflictError as error:
        again = AnswerForm({**request.POST.dict(), "version": error.current.version})
        again.is_valid()
        return _page(request, again, error.current, status=409, conflict=True)


def _page(
    request: HttpRequest, form: AnswerForm, found: Question | None, status: int = 200, **more: Any
) -> HttpResponse:
    answered = found is not None and bool(found.answer)
    context = {
        "form": form,
        "question": found,
        "errors": errors_of(form) if form.is_bound else [],
        "tells": list(publishing.tells(found)) if found is not None and answered and status == 200 else [],
        "answered": answered,
        **more,
    }
    return render(request, "leads/desk_question.html", context, status=status)


@needs(WORK)
@require_POST
def publish(request: HttpRequest, question: UUID) -> HttpResponse:
    """Let everybody read it, or nobody any more."""
    found = _one(request, question)
    if request.POST.get("public") != "1":
        publishing.withdraw(question=found, by=actor_of(request), at=now())
        return HttpResponseRedirect(reverse("lead_question", args=[found.pk]))
    try:
        publishing.publish(question=found, by=actor_of(request), at=now())
    except publishing.TellsError as error:
        shown = {name: getattr(found, name) for name in (*publishing.FIELDS, "version")}
        return _page(request, AnswerForm(initial=shown), found, status=422, tells=error.words)
    return HttpResponseRedirect(reverse("lead_question", args=[found.pk]))
