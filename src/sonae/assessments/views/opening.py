"""From a secret link to the draft that it opens, or to a page that says why it does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sonae.assessments import actions
from sonae.assessments.links import results_link
from sonae.assessments.models import Draft
from sonae.web.access import by_secret_link
from sonae.web.clock import now
from sonae.web.errors import gone, too_many
from sonae.web.limits import Limit, address_of, used_up

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, str, Rest], HttpResponse]
WithDraft = Callable[Concatenate[HttpRequest, str, Draft, Rest], HttpResponse]


def of_draft(view: WithDraft[Rest]) -> View[Rest]:
    """A page that may change answers."""

    @by_secret_link
    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    def opened(request: HttpRequest, token: str, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        draft = Draft.objects.under(token, now()).select_related("subject").first()
        if draft is None:
            return gone(request)
        try:
            return view(request, token, draft, *args, **kwargs)
        except actions.TooManyRunsError:
            return full(request, results_link(token))

    return opened


def of_results(view: WithDraft[Rest]) -> View[Rest]:
    """A page that shows results."""

    @by_secret_link
    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    def opened(request: HttpRequest, token: str, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        draft = Draft.objects.with_results_under(token, now()).select_related("subject").first()
        if draft is None:
            return gone(request)
        try:
            return view(request, token, draft, *args, **kwargs)
        except actions.TooManyRunsError:
            return full(request, token)

    return opened


def full(request: HttpRequest, results: str) -> HttpResponse:
    """409: the draft holds as many results as one may keep. Said at every door, because every door opens here."""
    return render(request, "assessments/result_full.html", {"most": actions.MOST_RUNS, "token": results}, status=409)


def refused(request: HttpRequest, limit: Limit) -> HttpResponse | None:
    """The page for a visitor who has done this too often; None for everybody else."""
    seconds = used_up(limit, address_of(request), now())
    return too_many(request, seconds) if seconds else None
