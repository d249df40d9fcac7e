"""On whose site, and inside whose scope, a page of requests is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sonae.accounts.profile import AgencyProfile
from sonae.accounts.site import house_of
from sonae.tenancy.scope import within
from sonae.web.errors import gone

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, AgencyProfile, Rest], HttpResponse]
Opened = Callable[..., HttpResponse]


def of_house(view: View[Rest]) -> Opened:
    """A page of an agency's site, within its scope. On a site of nobody: that nobody answers there."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        house = house_of(request)
        if house is None:
            return gone(request) if "token" in kwargs else render(request, "leads/nobody.html")
        with within(house.agency_id):
            return view(request, house, *args, **kwargs)

    return opened


def no_store(response: HttpResponse) -> HttpResponse:
    """What was typed stays on no shared computer."""
    response.headers["Cache-Control"] = "no-store"
    return response


def context_of(house: AgencyProfile, **more: Any) -> dict[str, Any]:
    """What every page of requests knows."""
    return {"house_name": house.shown_name, **more}
