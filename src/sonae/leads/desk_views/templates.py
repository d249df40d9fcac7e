"""The templates of replies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.customers.views.opening import actor_of
from sonae.leads import lettering
from sonae.leads.answering import templates as rows_of
from sonae.leads.desk_forms import TemplateForm
from sonae.leads.desk_views.opening import SEE, WORK
from sonae.leads.offers import ReplyTemplate
from sonae.leads.replies import PLACES
from sonae.tenancy.doors import needs
from sonae.web.clock import now
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of
from sonae_core.values.errors import InputError


@needs(SEE)
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """All of them."""
    return render(request, "leads/desk_templates.html", {"rows": rows_of(actor_of(request))})


def _one(request: HttpRequest, identity: UUID) -> ReplyTemplate:
    actor = actor_of(request)
    found = ReplyTemplate.objects.visible_to(actor).filter(agency_id=actor.agency_id, pk=identity).first()
    if found is None:
        raise Http404
    return found


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new one."""
    return _edit(request, None)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, template: UUID) -> HttpResponse:
    """One, changed."""
    return _edit(request, _one(request, template))


def _edit(request: HttpRequest, found: ReplyTemplate | None) -> HttpResponse:
    if request.method != "POST":
        shown = {name: getattr(found, name) for name in (*lettering.FIELDS, "version")} if found else {}
        return _page(request, TemplateForm(initial=shown), found)
    form = TemplateForm(request.POST)
    if not form.is_valid():
        return _page(request, form, found, status=422)
    given = {name: form.cleaned_data[name] for name in lettering.FIELDS}
    version = form.cleaned_data["version"] or 0

    def keep() -> str:
        lettering.save(template=found, given=given, version=version, by=actor_of(request), at=now())
        return reverse("reply_templates")

    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), keep))
    except InputError as error:
        form.add_error("name", f"{error.problem}。{error.remedy}。")
        return _page(request, form, found, status=422)
    except lettering.ConflictError as error:
        again = TemplateForm({**request.POST.dict(), "version": error.current.version})
        again.is_valid()
        return _page(request, again, error.current, status=409, conflict=True)


def _page(
    request: HttpRequest, form: TemplateForm, found: ReplyTemplate | None, status: int = 200, **more: Any
) -> HttpResponse:
    errors = errors_of(form) if form.is_bound else []
    context = {"form": form, "template": found, "errors": errors, "places": PLACES, **more}
    return render(request, "leads/desk_template.html", context, status=status)


@needs(WORK)
@require_POST
def remove(request: HttpRequest, template: UUID) -> HttpResponse:
    """Throw it away."""
    lettering.remove(template=_one(request, template), by=actor_of(request), at=now())
    return HttpResponseRedirect(reverse("reply_templates"))
