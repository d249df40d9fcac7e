"""Doors of the pages by which somebody completes their signing in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from sonae.accounts.entering import here
from sonae.accounts.places import asked, onward
from sonae.accounts.who import Missing
from sonae.tenancy.doors import to_sign_in
from sonae.web.access import Access, marked

View = Callable[..., HttpResponse]


def at_step(*steps: Missing | None) -> Callable[[View], View]:
    """Only in a session in which one of these steps is missing (None: in which none is)."""

    def door(view: View) -> View:
        @marked(Access.SIGN_IN)
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.session is None:
                return to_sign_in(request)
            if request.missing not in steps:
                return HttpResponseRedirect(onward(here(request), asked(request)))
            return view(request, *args, **kwargs)

        return guarded

    return door
