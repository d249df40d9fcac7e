"""The moment at which somebody is let in: their session begins, and the browser is given its cookies."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from sonae.accounts import cookies
from sonae.accounts.actions import sessions
from sonae.accounts.browsers import in_words
from sonae.accounts.people import User
from sonae.accounts.places import onward
from sonae.accounts.secrets import new_secret
from sonae.accounts.who import Found, found
from sonae.web.limits import Limit, address_of, used_up

PASSWORDS_OF_ACCOUNT = Limit("password of an account", 10, 15 * 60)
PASSWORDS_FROM_ADDRESS = Limit("passwords from an address", 60, 15 * 60)
CODES = Limit("codes of an account", 6, 15 * 60)
PASSKEYS = Limit("passkeys from an address", 60, 15 * 60)
MAILS_TO_ACCOUNT = Limit("reset mails to an account", 3, 60 * 60)
MAILS_FROM_ADDRESS = Limit("reset mails from an address", 20, 60 * 60)
LINKS = Limit("links from an address", 60, 15 * 60)


def too_often(request: HttpRequest, at: datetime, *, address: Limit | None = None, **account: Limit) -> int:
    """Count one try; 0, or the seconds to wait. ``account``: the limits by whose account it is, as ``key=limit``."""
    waits = [used_up(address, address_of(request), at)] if address else []
    return max([*waits, *(used_up(limit, who, at) for who, limit in account.items())])


def enter(request: HttpRequest, user: User, *, strong: bool, then: str, at: datetime) -> HttpResponse:
    """A session for somebody who has shown a password, or (``strong``) a passkey; on to what is missing, or to
    ``then``. A session that this browser had is over."""
    device = cookies.device_of(request) or new_secret()
    browser = in_words(request.headers.get("User-Agent", ""))
    with transaction.atomic():
        if request.session is not None:
            sessions.end(sessions=[request.session.pk], user=request.session.user_id, at=at)
        _, secret = sessions.begin(user=user, strong=strong, browser=browser, device=device, at=at)
    return on_with(request, secret, device, then=then, at=at)


def on_with(request: HttpRequest, secret: str, device: str, *, then: str, at: datetime) -> HttpResponse:
    """To what comes next in a session, with its secret in the browser."""
    who = found(secret, at)
    if who is None:
        raise RuntimeError("a session that has just begun is there")
    return cookies.keep(HttpResponseRedirect(onward(who, then)), secret, device)


def here(request: HttpRequest) -> Found:
    """The session of this request."""
    return Found(request.session, request.actor, request.missing)
