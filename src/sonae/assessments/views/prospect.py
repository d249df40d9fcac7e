"""How far the cost of a serious event is still open: a page of its own, of which a question shows the middle part."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sonae.answers.models import Answer
from sonae.assessments.models import Draft
from sonae.assessments.prospect import told
from sonae.assessments.views.opening import of_draft


@require_safe
@of_draft
def prospect(request: HttpRequest, token: str, draft: Draft) -> HttpResponse:
    """The range so far; the script of a question takes the part that is marked and leaves the rest."""
    answers = Answer.objects.filter(subject=draft.subject_id).newest()
    context = {"token": token, "back": reverse("resume", args=[token]), "range": told(answers)}
    return render(request, "assessments/range.html", context)
