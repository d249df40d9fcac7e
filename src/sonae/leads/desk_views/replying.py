"""A reply: from a template to words, the words looked at with what the gate says of them, and off they go."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.customers.views.opening import actor_of
from sonae.leads import answering
from sonae.leads.answering import KIND
from sonae.leads.desk_forms import ReplyForm
from sonae.leads.desk_views.opening import WORK, of_request
from sonae.leads.desk_views.record import address_of
from sonae.leads.handling import MovedError
from sonae.leads.models import ReplyTemplate, Request
from sonae.outbox import actions as outbox
from sonae.outbox.gate import NotConfirmedError
from sonae.outbox.models import Mail, State
from sonae.web.clock import now
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of
from sonae_core.values.errors import InputError


@of_request(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, found: Request) -> HttpResponse:
    """Words for a reply, begun with a template; kept as a draft, to be looked at before it leaves."""
    actor = actor_of(request)
    if request.method != "POST":
        template = _template(request)
        begun = answering.beginning(found, template, actor, with_answer=request.GET.get("answer") == "1")
        return _page(request, found, ReplyForm(initial=begun), template=template)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)

    def keep() -> str:
        mail = answering.draft(request=found, **form.cleaned_data, by=actor, at=now())
        return reverse("lead_reply_draft", args=[found.pk, mail.pk])

    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), keep))
    except InputError as error:
        return _refused(request, found, form, error)


def _refused(
    request: HttpRequest, found: Request, form: ReplyForm, error: InputError, draft: Mail | None = None
) -> HttpResponse:
    """What a mail cannot hold, said on its field."""
    form.add_error("subject" if error.path == "件名" else "text", f"{error.problem}。{error.remedy}。")
    return _page(request, found, form, draft=draft, status=422)


def _template(request: HttpRequest) -> ReplyTemplate | None:
    asked = request.GET.get("template", "")
    rows = answering.templates(actor_of(request))
    return next((row for row in rows if str(row.pk) == asked), None)


def _page(request: HttpRequest, found: Request, form: ReplyForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "lead": found,
        "form": form,
        "errors": errors_of(form) if form.is_bound else [],
        "templates": answering.templates(actor_of(request)),
        **more,
    }
    return render(request, "leads/desk_reply.html", context, status=status)


def _draft(request: HttpRequest, found: Request, mail: UUID) -> Mail:
    kept = Mail.objects.visible_to(actor_of(request)).filter(kind=KIND, about_id=found.pk, pk=mail).first()
    if kept is None:
        raise Http404
    return kept


@of_request(WORK)
@require_safe
def draft(request: HttpRequest, found: Request, mail: UUID) -> HttpResponse:
    """The reply as it would leave, and what the gate says of it."""
    return _look(request, found, _draft(request, found, mail))


def _look(request: HttpRequest, found: Request, mail: Mail, problem: str = "", status: int = 200) -> HttpResponse:
    if mail.state != State.DRAFT:
        return HttpResponseRedirect(reverse("mail", args=[mail.pk]))
    context = {"lead": found, "mail": mail, "verdict": outbox.verdict_of(mail, now()), "problem": problem}
    return render(request, "leads/desk_reply_draft.html", context, status=status)


@of_request(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def rewrite(request: HttpRequest, found: Request, mail: UUID) -> HttpResponse:
    """The draft again."""
    kept = _draft(request, found, mail)
    if kept.state != State.DRAFT:
        return HttpResponseRedirect(reverse("mail", args=[kept.pk]))
    if request.method != "POST":
        form = ReplyForm(initial={"subject": kept.subject, "text": kept.text})
        return _page(request, found, form, draft=kept)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, draft=kept, status=422)
    try:
        answering.redraft(request=found, mail=kept, **form.cleaned_data, by=actor_of(request))
    except InputError as error:
        return _refused(request, found, form, error, kept)
    return HttpResponseRedirect(reverse("lead_reply_draft", args=[found.pk, kept.pk]))


@of_request(WORK)
@require_POST
def release(request: HttpRequest, found: Request, mail: UUID) -> HttpResponse:
    """Send it off; for two minutes it can be undone. The request counts as answered from then on."""
    kept = _draft(request, found, mail)
    confirmed = request.POST.get("mark", "") if request.POST.get("confirm") == "yes" else ""
    try:
        answering.release(request=found, mail=kept, confirmed=confirmed, by=actor_of(request), at=now())
    except NotConfirmedError:
        return _look(request, found, kept, "下の注意を確かめて、チェックを入れてください", 422)
    except InputError as error:
        return _look(request, found, kept, f"{error.problem}。{error.remedy}", 422)
    except MovedError as error:
        return _look(request, found, kept, error.words.removesuffix("。"), 409)
    return HttpResponseRedirect(address_of(found))


@of_request(WORK)
@require_POST
def undo(request: HttpRequest, found: Request, mail: UUID) -> HttpResponse:
    """Take a reply back that has not left: the visitor waits again."""
    kept = _draft(request, found, mail)
    if kept.state == State.DRAFT:
        outbox.discard(mail=kept, by=actor_of(request))
        return HttpResponseRedirect(address_of(found))
    answering.undo(request=found, mail=kept, by=actor_of(request), at=now())
    return HttpResponseRedirect(address_of(found))
