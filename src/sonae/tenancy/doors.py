"""Doors before views: who is let in. Whoever is not signed in is asked to; whose part lacks the right is told so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sonae.tenancy.actor import Actor, Operator
from sonae.web.access import MARK, Access
from sonae.web.errors import not_allowed

View = Callable[..., HttpResponse]
PERMISSION = "sonae_permission"


def needs(permission: str) -> Callable[[View], View]:
    """Only members whose part holds the permission; the view finds them as ``request.actor``."""

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = getattr(request, "actor", None)
            if actor is None:
                return to_sign_in(request)
            if not isinstance(actor, Actor) or not actor.may(permission):
                return not_allowed(request)
            return view(request, *args, **kwargs)

        setattr(guarded, MARK, Access.MEMBER)
        setattr(guarded, PERMISSION, permission)
        return guarded

    return door


def for_operator(view: View) -> View:
    """Only who runs the installation."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = getattr(request, "actor", None)
        if actor is None:
            return to_sign_in(request)
        return view(request, *args, **kwargs) if isinstance(actor, Operator) else not_allowed(request)

    setattr(guarded, MARK, Access.OPERATOR)
    return guarded


def signed_in(view: View) -> View:
    """Whoever is signed in, about themselves."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    setattr(guarded, MARK, Access.SIGNED_IN)
    return guarded


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the page of signing in, and back afterwards where the address was asked for by reading."""
    back = f"?next={quote(request.get_full_path())}" if request.method == "GET" else ""
    return HttpResponseRedirect(reverse("account_login") + back)
