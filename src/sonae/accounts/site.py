"""Whose public site a page belongs to: the agency's, by the name of the host or by ``/a/<slug>/``, or the front one's.

The public pages exist once. ``/a/minato/jiko/`` is answered by the page of ``/jiko/`` with ``minato`` before it in
every address that it makes (Django's script prefix), so an agency's site leads nowhere but into itself. On an agency's
own host name the same pages stand at the root, and none of the desk's. Without either they belong to the front agency,
where the operator has chosen one, or to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, set_script_prefix, set_urlconf
from django.utils.functional import SimpleLazyObject

from sonae.accounts import profile
from sonae.accounts.profile import AgencyProfile
from sonae.tenancy.models import Agency
from sonae.tenancy.scope import within

_UNDER = re.compile(r"^/a/(?P<slug>[-\w]{1,40})(?P<rest>/.*)?$", re.ASCII)


class Site:
    """Notes whose site it is; under ``/a/…`` and on an agency's host only public pages exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One request."""
        request.mounted = False
        if (of_host := _by_host(request)) is not None:
            return self._mounted(request, of_host, request.path_info, get_script_prefix())
        if (match := _UNDER.match(request.path_info)) is not None and (found := public(slug=match["slug"])) is not None:
            if match["rest"] is None:
                return HttpResponsePermanentRedirect(request.path + "/")
            return self._mounted(request, found, match["rest"], f"{get_script_prefix()}a/{match['slug']}/")
        request.house = SimpleLazyObject(lambda: public(front=True))
        return self.get_response(request)

    def _mounted(self, request: HttpRequest, house: AgencyProfile, rest: str, prefix: str) -> HttpResponse:
        before = get_script_prefix()
        request.house, request.mounted = house, True
        request.path_info, request.urlconf = rest, settings.SITE_URLCONF
        set_script_prefix(prefix)
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(before)
            set_urlconf(None)


def _by_host(request: HttpRequest) -> AgencyProfile | None:
    """Of the agency that has the host as its own. The installation's own names are never asked for."""
    host = request.headers.get("Host", "").rpartition(":")[0] or request.headers.get("Host", "")
    if host.lower() not in settings.AGENCY_HOSTS:
        return None
    return public(host=host.lower())


def public(**which: Any) -> AgencyProfile | None:
    """What an open agency says of itself, where everybody may read it; None else."""
    agency = next(iter(Agency.objects.filter(closed_at=None, **which)[:1]), None)
    if agency is None:
        return None
    with within(agency.pk):
        said = profile.said_by(agency)
    return said if profile.is_public(said) else None


def house_of(request: HttpRequest) -> AgencyProfile | None:
    """The agency whose site this is; None where it is nobody's."""
    found: AgencyProfile | None = getattr(request, "house", None)
    return found or None


def is_mounted(request: HttpRequest) -> bool:
    """Whether only the agency's public pages exist here."""
    return bool(getattr(request, "mounted", False))


def site(request: HttpRequest) -> dict[str, Any]:
    """For every page: whose site it is."""
    return {"house": getattr(request, "house", None)}
