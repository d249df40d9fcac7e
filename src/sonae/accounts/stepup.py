"""Showing anew who one is, before what a browser left open should not do: exports, factors, keys, grants of support."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sonae.accounts.places import with_next
from sonae.web.clock import now
from sonae.web.reading import SAFE

View = Callable[..., HttpResponse]


def fresh(request: HttpRequest) -> bool:
    """Whether whoever acts has shown who they are within the last minutes."""
    return request.session is not None and request.session.is_fresh(now())


def fresh_sign_in(view: View) -> View:
    """Only after showing anew who one is; stands inside the door (``needs``, ``signed_in``) that says who comes in.

    Whoever is not fresh is asked, and comes back: to the page itself, or after a form to the page it stood on.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if fresh(request) else ask(request)

    return guarded


def ask(request: HttpRequest) -> HttpResponse:
    """To the page that asks."""
    back = request.get_full_path() if request.method in SAFE else _came_from(request)
    return HttpResponseRedirect(with_next(reverse("account_fresh"), back))


def _came_from(request: HttpRequest) -> str:
    """The page of ours on which a form stood."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host():
        return ""
    return came.path + (f"?{came.query}" if came.query else "")
