"""Addresses with host for those who read a page elsewhere: search engines, feeds, cards. One page has one of them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import get_script_prefix

from sonae.accounts.profile import AgencyProfile
from sonae.accounts.site import house_of
from sonae.web.context import NAME


def absolute(request: HttpRequest, path: str) -> str:
    """The one address of a path of this site.

    An agency with a host of its own has its pages there, and the front agency at the root, whichever way one came.
    """
    house = house_of(request)
    if house is None:
        return f"{request.scheme}://{request.get_host()}{path}"
    host = house.agency.host or request.get_host()
    if house.agency.host or house.agency.front:
        path = _bare(path, house)
    return f"{request.scheme}://{host}{path}"


def _bare(path: str, house: AgencyProfile) -> str:
    prefix = get_script_prefix()
    under = f"a/{house.agency.slug}/"
    if prefix.endswith(under) and path.startswith(prefix):
        return prefix.removesuffix(under) + path[len(prefix) :]
    return path


def site_title(request: HttpRequest) -> str:
    """What the site is called: the agency's name before ours, where there is one."""
    house = house_of(request)
    return f"{house.shown_name}｜{NAME}" if house else NAME
