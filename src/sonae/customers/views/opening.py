"""From an address to the company that it names, for whoever may see it; to nobody else does it exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sonae.customers.models import Customer
from sonae.tenancy.actor import Actor
from sonae.tenancy.doors import needs
from sonae.web.errors import forbidden, not_found

Rest = ParamSpec("Rest")
WithCustomer = Callable[Concatenate[HttpRequest, Customer, Rest], HttpResponse]
View = Callable[Concatenate[HttpRequest, UUID, Rest], HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """Who acts; the door of the view has looked."""
    return request.actor


def changes(permission: str, *, deleted: bool = False) -> Callable[[WithCustomer[Rest]], View[Rest]]:
    """A page that changes a company: it must be theirs to change. ``deleted``: one that was deleted."""

    def door(view: WithCustomer[Rest]) -> View[Rest]:
        @needs(permission)
        @wraps(view)
        def guarded(request: HttpRequest, pk: UUID, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            actor = actor_of(request)
            found = seen(actor, pk, deleted=deleted)
            if found is None:
                return not_found(request)
            if not actor.may_change(found.agency_id, found.pk):
                return forbidden(request)
            return view(request, found, *args, **kwargs)

        return guarded

    return door


def seen(actor: Actor, pk: UUID, *, deleted: bool = False) -> Any:
    """The company, where the person may see it."""
    rows = Customer.objects.visible_to(actor)
    kept = rows.deleted() if deleted else rows.kept()
    return kept.select_related("person__user", "branch", "agency").filter(pk=pk).first()
