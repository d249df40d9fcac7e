"""The moments at which somebody is let in: a session begins or rises, and the browser is given its cookies."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from sonae.accounts import cookies
from sonae.accounts.actions import sessions
from sonae.accounts.actions.telling import mail, note
from sonae.accounts.browsers import in_words
from sonae.accounts.models import Session, User
from sonae.accounts.places import onward
from sonae.accounts.secrets import mark, new_secret
from sonae.accounts.who import Found, found
from sonae.web.limits import Limit, address_of, used_up

logger = logging.getLogger("sonae.accounts")
QUARTER = 15 * 60
PASSWORDS_OF_ACCOUNT = Limit("password of an account", 10, QUARTER)
PASSWORDS_FROM_ADDRESS = Limit("passwords from an address", 60, QUARTER)
PASSKEYS_FROM_ADDRESS = Limit("passkeys from an address", 60, QUARTER)
CODES_OF_ACCOUNT = Limit("codes of an account", 6, QUARTER)
MAILS_TO_ACCOUNT = Limit("reset mails to an account", 3, 60 * 60)
MAILS_FROM_ADDRESS = Limit("reset mails from an address", 20, 60 * 60)
LINKS_FROM_ADDRESS = Limit("links from an address", 60, QUARTER)


def tried(request: HttpRequest, at: datetime, *counted: tuple[Limit, str]) -> int:
    """Count one try against each limit (``""``: of the visitor's address); 0, or the seconds to wait."""
    return max(used_up(limit, who or address_of(request), at) for limit, who in counted)


def enter(request: HttpRequest, user: User, *, strong: bool, then: str, at: datetime) -> HttpResponse:
    """A session for somebody who has shown a password, or (``strong``) a passkey; on to what is missing, or to
    ``then``. A session that this browser had is over."""
    device = cookies.device_of(request) or new_secret()
    browser = in_words(request.headers.get("User-Agent", ""))
    with transaction.atomic():
        if request.session is not None:
            sessions.end(sessions=[request.session.pk], user=request.session.user_id, at=at)
        _, secret = sessions.begin(user=user, strong=strong, browser=browser, device=device, at=at)
        who = _arrived(secret, at)
    response = HttpResponseRedirect(onward(who, then))
    return cookies.keep(response, secret, device)


def go_on(request: HttpRequest, *, strong: bool, at: datetime) -> tuple[Found, str]:
    """The session of this request rises: who acts in it now, and its new secret for ``hand_over``."""
    session = request.session
    with transaction.atomic():
        secret = sessions.rise(session=session, at=at, strong=strong)
        who = _arrived(secret, at) if request.missing else _there(secret, at)
    return who, secret


def hand_over(request: HttpRequest, response: HttpResponse, secret: str) -> HttpResponse:
    """The new secret of a session that has risen, into its browser."""
    return cookies.keep(response, secret, cookies.device_of(request) or new_secret())


def _there(secret: str, at: datetime) -> Found:
    who = found(secret, at)
    if who is None:
        raise RuntimeError("a session that has just begun is there")
    return who


def _arrived(secret: str, at: datetime) -> Found:
    """Who acts now; once they do, it stands in the log, and a browser that is new to them is told by mail."""
    who = _there(secret, at)
    if who.actor is not None:
        arrived(who.session, at)
    return who


def arrived(session: Session, at: datetime) -> None:
    """Somebody has begun to act in a session."""
    earlier = Session.objects.filter(user=session.user_id).exclude(pk=session.pk)
    is_new = earlier.exists() and not earlier.filter(device=session.device).exists()
    parts = [session.membership] if session.membership else []
    what = "accounts.new_browser" if is_new else "accounts.signed_in"
    logger.info("signed in", extra={"fields": {"account": mark(session.user.email), "strong": bool(session.strong_at)}})
    note(user=session.user, what=what, at=at, parts=parts)
    if is_new:
        mail(user=session.user, what=what, at=at, more=f"ブラウザー: {session.browser}")


def refused(request: HttpRequest, way: str, address: str = "") -> None:
    """A line of the log: somebody did not get in. ``way``: password, passkey, code; ``address``: of the account, typed
    or known; it is written as a mark that names nobody."""
    fields = {"request": getattr(request, "number", ""), "way": way, "account": mark(address) if address else ""}
    logger.info("sign-in refused", extra={"fields": fields})


def here(request: HttpRequest) -> Found:
    """The session of this request."""
    return Found(request.session, request.actor, request.missing)
