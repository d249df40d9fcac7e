"""設定 of the documents that visitors can ask for."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.customers.views.opening import actor_of
from sonae.leads import shelf
from sonae.leads.desk_forms import DocumentForm
from sonae.leads.desk_views.opening import SEE
from sonae.leads.offers import MOST_BYTES, Document
from sonae.tenancy.doors import needs
from sonae.web.clock import now, today
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of
from sonae.web.shape import takes_files
from sonae_core.values.errors import InputError

SETTINGS = "agency.settings"
MOST_FORM = MOST_BYTES + 1_000_000
NO_FILE = "PDFファイルを選んでください。"


def _rows(request: HttpRequest) -> Any:
    actor = actor_of(request)
    return Document.objects.visible_to(actor).filter(agency_id=actor.agency_id, withdrawn_at__isnull=True).light()


def _one(request: HttpRequest, identity: UUID) -> Document:
    found: Document | None = _rows(request).filter(pk=identity).first()
    if found is None:
        raise Http404
    return found


@needs(SEE)
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """All of them, in the order in which visitors see them."""
    day = today()
    rows = [
        {"document": each, "over": each.approval_until is not None and each.approval_until < day}
        for each in _rows(request).order_by("place", "title")
    ]
    context = {"rows": rows, "may_change": actor_of(request).may(SETTINGS)}
    return render(request, "leads/desk_documents.html", context)


@needs(SEE)
@require_safe
def preview(request: HttpRequest, document: UUID) -> HttpResponse:
    """The file, as whoever asks for it gets it."""
    found = _one(request, document)
    response = HttpResponse(bytes(found.content), content_type=found.media)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file_name, safe='')}"
    response.headers["Cache-Control"] = "no-store"
    return response


@takes_files(MOST_FORM)
@needs(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new one."""
    form = DocumentForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form)
    file = _file(request)
    if not form.is_valid() or file is None:
        return _page(request, form, "" if file else NO_FILE)
    given = {name: form.cleaned_data[name] for name in shelf.FIELDS}

    def keep() -> str:
        shelf.add(given=given, name=file[0], content=file[1], by=actor_of(request), at=now())
        return reverse("lead_documents")

    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), keep))
    except InputError as error:
        return _page(request, form, f"{error.problem}。{error.remedy}。")


@takes_files(MOST_FORM)
@needs(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, document: UUID) -> HttpResponse:
    """What is said of one, and its file."""
    found = _one(request, document)
    if request.method != "POST":
        initial = {name: getattr(found, name) for name in (*shelf.FIELDS, "version")}
        return _page(request, DocumentForm(initial=initial), document=found)
    form = DocumentForm(request.POST)
    if not form.is_valid():
        return _page(request, form, document=found)
    given = {name: form.cleaned_data[name] for name in shelf.FIELDS}
    version = form.cleaned_data["version"] or 0
    try:
        shelf.change(document=found, given=given, version=version, by=actor_of(request), at=now(), file=_file(request))
    except InputError as error:
        return _page(request, form, f"{error.problem}。{error.remedy}。", document=found)
    except shelf.ConflictError as error:
        return _conflict(request, error.current)
    return HttpResponseRedirect(reverse("lead_documents"))


def _conflict(request: HttpRequest, current: Document) -> HttpResponse:
    """What was typed once more, over the newer version."""
    again = DocumentForm({**request.POST.dict(), "version": current.version})
    again.is_valid()
    return _page(request, again, document=current, conflict=True, status=409)


def _file(request: HttpRequest) -> tuple[str, bytes] | None:
    given = request.FILES.get("file")
    return (str(given.name or ""), given.read(MOST_BYTES + 1)) if given is not None else None


def _page(request: HttpRequest, form: DocumentForm, wrong: str = "", *, status: int = 0, **more: Any) -> HttpResponse:
    bad = bool(wrong) or (form.is_bound and bool(form.errors))
    context = {"form": form, "errors": errors_of(form) if form.is_bound else [], "wrong": wrong, **more}
    return render(request, "leads/desk_document.html", context, status=status or (422 if bad else 200))


@needs(SETTINGS)
@require_POST
def publish(request: HttpRequest, document: UUID) -> HttpResponse:
    """Show it to visitors, or no longer."""
    shown = request.POST.get("public") == "1"
    shelf.publish(document=_one(request, document), public=shown, by=actor_of(request), at=now())
    return HttpResponseRedirect(reverse("lead_documents"))


@needs(SETTINGS)
@require_POST
def withdraw(request: HttpRequest, document: UUID) -> HttpResponse:
    """Put it away."""
    shelf.withdraw(document=_one(request, document), by=actor_of(request), at=now())
    return HttpResponseRedirect(reverse("lead_documents"))
