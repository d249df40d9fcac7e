"""Writing a mail to somebody at a company: a draft, which then is looked at with what the gate says of it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sonae.outbox import actions, sources, words
from sonae.outbox.forms import ELSEWHERE, MEDIA, Letter, as_written
from sonae.outbox.models import Mail, State
from sonae.outbox.sources import Company
from sonae.outbox.views.showing import is_mine, seen
from sonae.tenancy.doors import needs
from sonae.web.clock import now
from sonae.web.errors import forbidden
from sonae.web.once import once
from sonae.web.origin import nonce_of
from sonae.web.shape import takes_files
from sonae_core.values.errors import InputError

MOST_FORM = words.MOST_BYTES + 1_000_000
"""Bytes of a mail's form: its files, and room for everything else."""


@takes_files(MOST_FORM)
@needs("mail.send")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, company: UUID) -> HttpResponse:
    """A new mail about a company of one's own agency."""
    about = sources.company(company, request.actor)
    if about is None:
        raise Http404
    if about.agency_id != request.actor.agency_id or not request.actor.sees_whole_agency:
        return forbidden(request)
    if request.method != "POST":
        return _page(request, Letter(initial=_beginning(request, about), company=about), about)
    form = Letter(request.POST, company=about)
    given = form.given(request, request.actor)
    if given is None:
        return _page(request, form, about, status=422)

    def keep() -> str:
        return reverse("mail", args=[actions.write(given=given, at=now()).pk])

    return HttpResponseRedirect(once(nonce_of(request), now(), keep))


@takes_files(MOST_FORM)
@needs("mail.send")
@require_http_methods(["GET", "HEAD", "POST"])
def rewrite(request: HttpRequest, mail: UUID) -> HttpResponse:
    """A draft again."""
    found = seen(request, mail)
    if not is_mine(request.actor, found):
        return forbidden(request)
    about = sources.company(found.company_id, request.actor) if found.company_id else None
    if found.state != State.DRAFT or about is None:
        return HttpResponseRedirect(reverse("mail", args=[found.pk]))
    if request.method != "POST":
        return _page(request, Letter(initial=as_written(found, about), company=about), about, found)
    form = Letter(request.POST, company=about)
    given = form.given(request, request.actor)
    if given is None:
        return _page(request, form, about, found, status=422)
    try:
        actions.rewrite(mail=found, given=given, without=_without(request))
    except InputError as error:  # what stays leaves no room for what comes
        form.add_error(None, f"{error.problem}。{error.remedy}。")
        return _page(request, form, about, found, status=422)
    return HttpResponseRedirect(reverse("mail", args=[found.pk]))


def _without(request: HttpRequest) -> frozenset[int]:
    """Places of the attachments that are to go."""
    asked = request.POST.getlist("without")
    return frozenset(int(place) for place in asked if place.isascii() and place.isdigit() and len(place) < 4)


def _beginning(request: HttpRequest, about: Company) -> dict[str, str]:
    """To whom the page that led here meant, and how a letter begins."""
    asked = request.GET.get("to", "")
    place = next((n for n, person in enumerate(about.people) if person.address == asked), 0)
    if not about.people:
        return {"to": ELSEWHERE, "text": f"{about.name}\n\n"}
    return {"to": str(place), "text": f"{about.name}\n{about.people[place].name} 様\n\n"}


def _page(
    request: HttpRequest, form: Letter, about: Company, draft: Mail | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "company": about,
        "draft": draft,
        "files": draft.attachments.order_by("place").defer("content", "words") if draft is not None else (),
        "endings": ",".join(f".{ending}" for ending in MEDIA),
        "elsewhere": ELSEWHERE,
    }
    return render(request, "outbox/write.html", context, status=status)
