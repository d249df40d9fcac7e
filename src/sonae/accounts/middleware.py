"""Who acts, on every request: ``request.actor``, and the rest of the request inside their agencies' scope.

``request.session`` is the session (``models.Session``) or None. There is none before a right password or a passkey,
so nobody who only looks carries a cookie.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from sonae.accounts import cookies
from sonae.accounts.who import Found, found
from sonae.tenancy.actor import Actor
from sonae.tenancy.scope import within
from sonae.web.clock import now

BROKEN = 500


class WhoActs:
    """Finds them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One request."""
        request.actor, request.session, request.missing = None, None, None
        secret = cookies.secret_of(request)
        if not secret:
            return self.get_response(request)
        who = found(secret, now())
        if who is None:
            response = self.get_response(request)
            if cookies.SESSION not in response.cookies:
                cookies.forget(response)
            return cookies.private(response)
        request.actor, request.session, request.missing = who.actor, who.session, who.missing
        request.form_binding = str(who.session.pk)
        return cookies.private(self._inside(request, who))

    def _inside(self, request: HttpRequest, who: Found) -> HttpResponse:
        """The rest of the request. What a page has begun before it broke is taken back where a transaction holds it."""
        if who.actor is None:
            return self.get_response(request)
        with within(*(who.actor.agencies if isinstance(who.actor, Actor) else ())):
            response = self.get_response(request)
            if response.status_code >= BROKEN and connection.in_atomic_block and connection.vendor == "postgresql":
                transaction.set_rollback(True)
            return response
