"""The list of mails, one mail, and what can still be done about it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sonae.audit.actions import looked
from sonae.outbox import actions, reading, sources
from sonae.outbox.gate import NotConfirmedError
from sonae.outbox.models import Mail, State
from sonae.tenancy.actor import Actor
from sonae.tenancy.doors import needs
from sonae.web.clock import now
from sonae.web.errors import forbidden
from sonae_core.values.errors import InputError

LAST_PAGE = 10_000


@needs("mail.send")
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """What waits, what failed, what is being written, and what left."""
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    found = reading.lists(request.actor, min(max(page, 1), LAST_PAGE))
    context = {
        "lists": found,
        "stuck": reading.stuck_since(request.actor, now()),
        "may_allow": request.actor.may("agency.settings"),
    }
    return render(request, "outbox/mails.html", context)


@needs("mail.send")
@require_safe
def mail(request: HttpRequest, mail: UUID) -> HttpResponse:
    """One mail; of a draft also what the gate says of it."""
    return _page(request, seen(request, mail))


def _page(request: HttpRequest, found: Mail, problem: str = "", status: int = 200) -> HttpResponse:
    if found.company_id is not None:
        looked(by=request.actor, on=actions.record_of(found), at=now())
    draft = found.state == State.DRAFT
    context = {
        "line": reading.line(found),
        "mail": found,
        "files": found.attachments.order_by("place").defer("content", "words"),
        "verdict": actions.verdict_of(found, now()) if draft else None,
        "company": sources.company(found.company_id, request.actor) if found.company_id else None,
        "mine": is_mine(request.actor, found),
        "can_stop": found.state in (State.HELD, State.WAITING),
        "problem": problem,
    }
    return render(request, "outbox/mail.html", context, status=status)


@needs("mail.send")
@require_safe
def attached(request: HttpRequest, mail: UUID, place: int) -> HttpResponse:
    """A file that goes with a mail, to be looked at before and after."""
    found = seen(request, mail).attachments.filter(place=place).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.media)
    response.headers["Content-Disposition"] = _download(found.name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _download(name: str) -> str:
    from urllib.parse import quote

    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


@needs("mail.send")
@require_POST
def release(request: HttpRequest, mail: UUID) -> HttpResponse:
    """Send a draft off; what the gate said must be confirmed as it was shown."""
    found = seen(request, mail)
    if not is_mine(request.actor, found):
        return forbidden(request)
    confirmed = request.POST.get("mark", "") if request.POST.get("confirm") == "yes" else ""
    try:
        actions.release(mail=found, by=request.actor, at=now(), confirmed=confirmed)
    except NotConfirmedError:
        return _page(request, found, "下の注意を確かめて、チェックを入れてください", 422)
    except InputError as error:
        return _page(request, found, f"{error.problem}。{error.remedy}", 422)
    return _back(found)


@needs("mail.send")
@require_POST
def stop(request: HttpRequest, mail: UUID) -> HttpResponse:
    """Undo a mail that has not left."""
    found = seen(request, mail)
    if not is_mine(request.actor, found):
        return forbidden(request)
    stopped = actions.stop(mail=found, by=request.actor, at=now())
    found.refresh_from_db()
    if stopped or found.state == State.STOPPED:
        return _back(found)
    return _page(request, found, "間に合いませんでした。もう送り始めたか、送り終えています", 409)


@needs("mail.send")
@require_POST
def again(request: HttpRequest, mail: UUID) -> HttpResponse:
    """Try one anew that was given up."""
    found = seen(request, mail)
    if not is_mine(request.actor, found):
        return forbidden(request)
    try:
        actions.again(mail=found, by=request.actor, at=now())
    except InputError as error:
        return _page(request, found, f"{error.problem}。{error.remedy}", 422)
    return _back(found)


@needs("mail.send")
@require_POST
def discard(request: HttpRequest, mail: UUID) -> HttpResponse:
    """Throw a draft away."""
    found = seen(request, mail)
    if not is_mine(request.actor, found):
        return forbidden(request)
    actions.discard(mail=found, by=request.actor)
    return HttpResponseRedirect(reverse("mails"))


def seen(request: HttpRequest, identity: UUID) -> Mail:
    """The mail, where whoever asks may see it; 404 otherwise."""
    found: Mail = get_object_or_404(Mail.objects.visible_to(request.actor), pk=identity)
    return found


def is_mine(actor: Actor, found: Mail) -> bool:
    """Whether it leaves in the name of one's own agency: nobody sends or stops mails of another."""
    return found.agency_id == actor.agency_id and actor.sees_whole_agency


def _back(found: Mail) -> HttpResponse:
    return HttpResponseRedirect(reverse("mail", args=[found.pk]))
