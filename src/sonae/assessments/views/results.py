"""Results under their secret link: to be read, varied, compared and taken away as paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sonae.assessments.models import Draft
from sonae.assessments.views.opening import of_results
from sonae.web.errors import not_found


@of_results
def newest(request: HttpRequest, token: str, draft: Draft) -> HttpResponse:
    """The newest result."""
    number = draft.runs.order_by("-number").values_list("number", flat=True).first()
    return not_found(request) if number is None else HttpResponseRedirect(reverse("result", args=[token, number]))


@of_results
def result(request: HttpRequest, token: str, draft: Draft, number: int) -> HttpResponse:
    """One result."""
    run = draft.runs.filter(number=number).first()
    return (
        not_found(request)
        if run is None
        else render(request, "assessments/result.html", {"run": run, "answer": run.result, "token": token})
    )
