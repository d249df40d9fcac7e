"""From an address to the draft that it opens, or to a page that says why it does not.

Three ways in. A visitor's secret link opens a draft of nobody, whoever holds it. The same link of a draft that was
handed over to an agency still shows the results until its day, and changes nothing. The address of an agency's own
diagnosis holds no secret: it opens to members who may see the company, as every page of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sonae.accounts.site import house_of, is_mounted
from sonae.answers.models import Subject
from sonae.assessments import actions
from sonae.assessments.links import id_of, results_link
from sonae.assessments.models import Draft
from sonae.audit.actions import looked
from sonae.customers.models import Customer
from sonae.tenancy.actor import Actor
from sonae.tenancy.doors import to_sign_in
from sonae.tenancy.scope import unscoped, within
from sonae.web.access import by_secret_link
from sonae.web.clock import now
from sonae.web.errors import forbidden, gone, not_found, too_many
from sonae.web.limits import Limit, address_of, used_up
from sonae.web.reading import SAFE

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, str, Rest], HttpResponse]
WithDraft = Callable[Concatenate[HttpRequest, str, Draft, Rest], HttpResponse]
RUN = "assessments.run"
GONE_MEANWHILE = (Draft.DoesNotExist, Subject.DoesNotExist)
"""Deleted or handed over while a form was on its way."""


Show = Callable[[Draft], HttpResponse]


def of_draft(view: WithDraft[Rest]) -> View[Rest]:
    """A page that may change answers."""

    @by_secret_link
    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    def opened(request: HttpRequest, token: str, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        def show(draft: Draft) -> HttpResponse:
            if draft.agency_id is not None and company_of(request) is None:
                return render(request, "assessments/handed_over.html", {"token": results_link(token)})
            return view(request, token, draft, *args, **kwargs)

        try:
            if id_of(token):
                return _of_member(request, token, show, changes=True)
            return _under_link(request, lambda: Draft.objects.under(token, now()), show)
        except actions.TooManyRunsError:
            return full(request, results_link(token))
        except GONE_MEANWHILE:
            return gone(request)

    return opened


def of_results(view: WithDraft[Rest]) -> View[Rest]:
    """A page that shows results."""

    @by_secret_link
    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    def opened(request: HttpRequest, token: str, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        changes = request.method not in SAFE

        def show(draft: Draft) -> HttpResponse:
            if draft.agency_id is not None and company_of(request) is None and changes:
                return render(request, "assessments/handed_over.html", {"token": token}, status=403)
            return view(request, token, draft, *args, **kwargs)

        try:
            if id_of(token):
                return _of_member(request, token, show, changes=changes)
            return _under_link(request, lambda: Draft.objects.with_results_under(token, now()), show)
        except actions.TooManyRunsError:
            return full(request, token)
        except GONE_MEANWHILE:
            return gone(request)

    return opened


def _under_link(request: HttpRequest, found: Callable[[], Any], show: Show) -> HttpResponse:
    """The draft behind a secret link, among rows of nobody; or of the agency that it was handed over to."""
    with within():
        draft = found().select_related("subject", "begun_with").first()
        if draft is not None:
            return _shown(request, draft, show)
    with unscoped("a secret link opens one draft, whoseever it is"):
        draft = found().select_related("subject", "begun_with").first()
    if draft is None:
        return gone(request)
    with within(draft.agency_id):
        return _shown(request, draft, show)


def _shown(request: HttpRequest, draft: Draft, show: Show) -> HttpResponse:
    """The draft's page; a site of one agency does not open what was begun with another."""
    house = house_of(request)
    if house is not None and draft.begun_with_id not in (None, house.agency_id) and is_mounted(request):
        return gone(request)
    request.begun_with = draft.begun_with
    return show(draft)


def _of_member(request: HttpRequest, token: str, show: Show, *, changes: bool) -> HttpResponse:
    """A diagnosis of an agency, for a member who may see the company; with the right to change it where it changes."""
    if is_mounted(request):  # the desk is elsewhere
        return gone(request)
    actor = getattr(request, "actor", None)
    if actor is None:
        return to_sign_in(request)
    if not isinstance(actor, Actor):
        return forbidden(request)
    draft = _seen_by(actor, id_of(token))
    if draft is None:
        return not_found(request)
    company = draft.subject.company
    if changes and not (actor.may(RUN) and actor.may_change(company.agency_id, company.pk)):
        return forbidden(request)
    if request.method in SAFE:
        looked(by=actor, on=company.record, at=now())
    request.of_company = company
    return show(draft)


def _seen_by(actor: Actor, key: UUID | None) -> Draft | None:
    found = Draft.objects.visible_to(actor).filter(pk=key, subject__company__deleted_at__isnull=True)
    return found.select_related("subject__company").first()


def company_of(request: HttpRequest) -> Customer | None:
    """The company whose diagnosis a member has before them; None for a visitor with a link."""
    found: Customer | None = getattr(request, "of_company", None)
    return found


def by_whom(request: HttpRequest) -> Any:
    """The member who acts for an agency; None for a visitor."""
    return request.actor if company_of(request) is not None else None


def full(request: HttpRequest, results: str) -> HttpResponse:
    """409: the draft holds as many results as one may keep. Said at every door, because every door opens here."""
    return render(request, "assessments/result_full.html", {"most": actions.MOST_RUNS, "token": results}, status=409)


def refused(request: HttpRequest, limit: Limit) -> HttpResponse | None:
    """The page for a visitor who has done this too often; None for everybody else."""
    seconds = used_up(limit, address_of(request), now())
    return too_many(request, seconds) if seconds else None
