"""設定: what an agency says of itself, one section a page, and whether everybody sees its pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.accounts import colours, profile
from sonae.accounts.actions import profiles
from sonae.accounts.profile import AgencyProfile, Section
from sonae.accounts.profile_forms import FORMS, OfProfile, members_of
from sonae.accounts.refusals import DeclinedError
from sonae.tenancy.doors import needs
from sonae.web.clock import now, today
from sonae.web.fields import errors_of

SETTINGS = "agency.settings"


def address_of(section: Section) -> str:
    """The page of a section."""
    return reverse(f"settings_{section.value}")


@needs(SETTINGS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All sections, what is missing, and whether the pages are public."""
    return _overview(request)


def _overview(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    said = profile.of(request.actor.agency_id)
    lacks = profile.lacks(said)
    context = {
        "profile": said,
        "sections": [
            {
                "title": FORMS[section][0],
                "address": address_of(section),
                "lacks": [lack.title for lack in lacks if lack.section is section],
            }
            for section in Section
        ],
        "lacks": [{"title": lack.title, "address": f"{address_of(lack.section)}#f-{lack.field}"} for lack in lacks],
        "public": profile.is_public(said),
        "plans": _plans(said),
        "wrong": wrong,
    }
    return render(request, "accounts/settings.html", context, status=status)


def _plans(said: AgencyProfile) -> dict[str, Any]:
    """Whether plans and premiums are shown, and why not."""
    over = said.approval_until is not None and bool(said.approval_number) and today() > said.approval_until
    return {"shown": profile.plans_allowed(said, today()), "over": over and said.none_needed_at is None}


@needs(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, name: Section) -> HttpResponse:
    """One section: as it is, or with what is to be mended, nothing typed lost."""
    said = profile.of(request.actor.agency_id)
    kind = FORMS[name][2]
    members = members_of(request.actor.agency_id, said.person_id)
    if request.method != "POST":
        form = kind(members=members)
        form.initial = {**kind.initial_of(said, form), "version": said.version}
        return _page(request, name, form, said)
    form = kind(request.POST, members=members)
    if not form.is_valid():
        return _page(request, name, form, said, status=422)
    try:
        given, version = form.given(), form.cleaned_data["version"]
        profiles.save(agency=said.agency_id, given=given, version=version, by=request.actor, at=now())
    except profiles.ConflictError as error:
        return _page(request, name, form, error.current, conflict=True, status=409)
    return HttpResponseRedirect(f"{address_of(name)}?saved=1")


def _page(
    request: HttpRequest,
    name: Section,
    form: OfProfile,
    said: AgencyProfile,
    *,
    conflict: bool = False,
    status: int = 200,
) -> HttpResponse:
    title, lead, _ = FORMS[name]
    context = {
        "title": title,
        "lead": lead,
        "name": name.value,
        "form": form,
        "fields": [field for field in form if field.name != "version"],
        "errors": errors_of(form) if form.is_bound else [],
        "profile": said,
        "saved": "saved" in request.GET and request.method != "POST",
        "conflict": _differing(form, said) if conflict else [],
        "current": said.version,
        "here": address_of(name),
        "plans": _plans(said),
        "ink": colours.text_on(said.colour),
    }
    return render(request, "accounts/settings_section.html", context, status=status)


def _differing(form: OfProfile, said: AgencyProfile) -> list[tuple[str, str]]:
    """What stands there now where it is not what was typed."""
    there = form.initial_of(said, form)
    return [
        (str(form.fields[name].label), _words(there[name]))
        for name, value in form.given().items()
        if getattr(said, name) != value
    ]


def _words(value: Any) -> str:
    return str(value) if value not in (None, "") else "（空）"


@needs(SETTINGS)
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Switch the agency's pages on or off."""
    on = request.POST.get("public") == "1"
    act = profiles.publish if on else profiles.withdraw
    try:
        act(agency=request.actor.agency_id, by=request.actor, at=now())
    except DeclinedError as error:
        return _overview(request, error.words, 422)
    return HttpResponseRedirect(reverse("agency_settings"))


@needs(SETTINGS)
@require_POST
def none_needed(request: HttpRequest) -> HttpResponse:
    """Confirm that no approval number is needed, or take that back."""
    confirmed = request.POST.get("confirm") == "1"
    profiles.say_none_needed(agency=request.actor.agency_id, none_needed=confirmed, by=request.actor, at=now())
    return HttpResponseRedirect(f"{address_of(Section.APPROVAL)}?saved=1")
