"""One request: everything that was asked, agreed to and done, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sonae.audit.actions import looked
from sonae.customers.forms import people_of
from sonae.customers.industries import industries
from sonae.customers.views.opening import actor_of
from sonae.leads import handling
from sonae.leads.desk_forms import AssignForm, CallForm, CloseForm
from sonae.leads.desk_views.opening import EXPORT, SEE, WORK, of_request
from sonae.leads.handling import MovedError
from sonae.leads.inbox import Wanted
from sonae.leads.keys import shown_number
from sonae.leads.models import ASKS_NAMES, OPEN, STATE_NAMES, Request, SentDiagnosis, State
from sonae.leads.promises import promise_of
from sonae.leads.story import story
from sonae.leads.suspicion import REASONS
from sonae.leads.wording import asked_for, origin_of
from sonae.web.clock import now
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of
from sonae_paper.text.numbers import about_yen


@of_request(SEE)
@require_safe
def record(request: HttpRequest, found: Request) -> HttpResponse:
    """That somebody looked is written down before it shows."""
    return show(request, found)


def show(request: HttpRequest, found: Request, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a request; ``more``: a form with something to mend, or what went otherwise than thought."""
    actor, at = actor_of(request), now()
    if found.erased_at is None:
        looked(by=actor, on=found.record, at=at)
    state = State(found.state)
    waits = state in OPEN
    context = {
        "lead": found,
        "kind": ASKS_NAMES[found.kind],
        "state": STATE_NAMES[state],
        "waits": waits,
        "promise": promise_of(found.promised_at, at) if waits else None,
        "asked": asked_for(found),
        "industry": industries().get(found.industry, found.industry),
        "origins": [("はじめ", origin_of(found.came_first)), ("送ったとき", origin_of(found.came_last))],
        "consents": found.consents.order_by("purpose"),
        "diagnosis": (sent := _diagnosis(found)),
        "diagnosis_amount": about_yen(sent.middle) if sent is not None and sent.middle is not None else "",
        "reasons": [REASONS.get(code, code) for code in found.reasons],
        "number": shown_number(found.number),
        "downloads": _downloads(found),
        "question": found.questions.first(),
        "story": story(found, actor),
        "back": Wanted.back(request.GET.get("list", "")).query(),
        "assign": AssignForm(
            people=people_of(found.agency_id, found.assigned_id), initial={"person": found.assigned_id}
        ),
        "call": CallForm(),
        "close": CloseForm(),
        "may_work": actor.may(WORK) and found.erased_at is None,
        "may_erase": actor.may(EXPORT) and found.erased_at is None,
        "done": state in (State.ANSWERED, State.CLOSED),
        "apart": state == State.QUARANTINED,
        **more,
    }
    return render(request, "leads/desk_request.html", context, status=status)


def _diagnosis(found: Request) -> SentDiagnosis | None:
    """What was sent along, without the result itself."""
    sent: SentDiagnosis | None = SentDiagnosis.objects.filter(request_id=found.pk).defer("result", "inputs").first()
    return sent


def _downloads(found: Request) -> list[dict[str, Any]]:
    """What was asked for, and whether it was taken."""
    wishes = found.wishes.prefetch_related("grants").order_by("title")
    rows = []
    for wish in wishes:
        grants = list(wish.grants.all())
        rows.append(
            {
                "title": wish.title,
                "used": sum(grant.used_count for grant in grants),
                "last": max((grant.last_used_at for grant in grants if grant.last_used_at), default=None),
                "until": max((grant.expires_at for grant in grants), default=None),
            }
        )
    return rows


def done(request: HttpRequest, found: Request, act: Callable[[], Any]) -> HttpResponse:
    """Do it once, and go back to the page; or say there that somebody else was first."""

    def once_done() -> str:
        act()
        return address_of(found)

    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), once_done))
    except MovedError as error:
        found.refresh_from_db()
        return show(request, found, status=409, problem=error.words)


def address_of(found: Request) -> str:
    """Its page."""
    return reverse("lead", args=[found.pk])


@of_request(WORK)
@require_POST
def assign(request: HttpRequest, found: Request) -> HttpResponse:
    """Say who has it."""
    form = AssignForm(request.POST, people=people_of(found.agency_id, found.assigned_id))
    if not form.is_valid():
        return show(request, found, status=422, assign=form, errors=errors_of(form))
    to = form.cleaned_data["person"]
    return done(request, found, lambda: handling.assign(request=found, to=to, by=actor_of(request), at=now()))


@of_request(WORK)
@require_POST
def called(request: HttpRequest, found: Request) -> HttpResponse:
    """Note a call."""
    form = CallForm(request.POST)
    if not form.is_valid():
        return show(request, found, status=422, call=form, errors=errors_of(form))
    reached, note = form.cleaned_data["outcome"] == "reached", form.cleaned_data["note"]
    return done(
        request,
        found,
        lambda: handling.called(request=found, reached=reached, note=note, by=actor_of(request), at=now()),
    )


@of_request(WORK)
@require_POST
def close(request: HttpRequest, found: Request) -> HttpResponse:
    """End it without an answer."""
    form = CloseForm(request.POST)
    if not form.is_valid():
        return show(request, found, status=422, close=form, errors=errors_of(form))
    why = form.cleaned_data["why"]
    return done(request, found, lambda: handling.close(request=found, why=why, by=actor_of(request), at=now()))


@of_request(WORK)
@require_POST
def reopen(request: HttpRequest, found: Request) -> HttpResponse:
    """Take it up again."""
    return done(request, found, lambda: handling.reopen(request=found, by=actor_of(request), at=now()))
