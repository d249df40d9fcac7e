"""From an address to the request that it names, for the people of its agency; to nobody else does it exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sonae.customers.views.opening import actor_of
from sonae.leads.inbox import own
from sonae.leads.models import Request
from sonae.tenancy.actor import Actor
from sonae.tenancy.doors import needs
from sonae.web.errors import not_found

Rest = ParamSpec("Rest")
SEE, WORK, EXPORT = "leads.see", "leads.work", "leads.export"


def seen(actor: Actor, pk: UUID) -> Request | None:
    """The request, where it came to the actor's own agency."""
    found: Request | None = own(actor).select_related("assigned__user", "customer").filter(pk=pk).first()
    return found


def of_request(
    permission: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Request, Rest], HttpResponse]],
    Callable[Concatenate[HttpRequest, UUID, Rest], HttpResponse],
]:
    """A page about one request of the actor's agency."""

    def door(view: Callable[Concatenate[HttpRequest, Request, Rest], HttpResponse]) -> Any:
        @needs(permission)
        @wraps(view)
        def guarded(request: HttpRequest, lead: UUID, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            found = seen(actor_of(request), lead)
            return not_found(request) if found is None else view(request, found, *args, **kwargs)

        return guarded

    return door
