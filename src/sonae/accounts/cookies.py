"""The two cookies of somebody who signs in: the session's secret, and a number that tells a browser from a new one."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_FIRST = "__Host-" if settings.HTTPS else ""
SESSION = f"{_FIRST}sonae"
DEVICE = f"{_FIRST}sonae-device"
DEVICE_AGE = 400 * 24 * 3600
"""As long as browsers keep any cookie."""
MOST_LETTERS = 100


def secret_of(request: HttpRequest) -> str:
    """The session's secret, if the browser sent something that can be one."""
    return _short(request.COOKIES.get(SESSION, ""))


def device_of(request: HttpRequest) -> str:
    """The browser's number, if it has one."""
    return _short(request.COOKIES.get(DEVICE, ""))


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else ""


def keep(response: HttpResponse, secret: str, device: str) -> HttpResponse:
    """Give the browser both. The session's lasts until the browser is closed, or the session is over.

    Lax, not Strict: a link in a mail would otherwise open the page of signing in for somebody who is signed in. Forms
    from other sites are refused by their origin and their token anyway.
    """
    safe = {"secure": settings.HTTPS, "httponly": True, "samesite": "Lax", "path": "/"}
    response.set_cookie(SESSION, secret, **safe)
    response.set_cookie(DEVICE, device, max_age=DEVICE_AGE, **safe)
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Take the session's away."""
    response.delete_cookie(SESSION, path="/", samesite="Lax")
    if settings.HTTPS:
        response.cookies[SESSION]["secure"] = True
    return response


def private(response: HttpResponse) -> HttpResponse:
    """What is shown to somebody who is signed in is stored nowhere."""
    response.headers["Cache-Control"] = "no-store"
    return response
