"""Who may send a form: our own pages only, with a token that we signed and that has not expired.

There is no cookie before sign-in, so nothing that another site could ride on; the token stops blind posts all the same
and its nonce makes each form count once (``once``). After sign-in the token belongs to the session in which the form
was shown (``request.form_binding``): one that somebody else was given is worth nothing here.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from sonae.web.access import Access, access_of
from sonae.web.errors import forbidden, form_expired
from sonae.web.headers import REPORTS
from sonae.web.reading import SAFE

FIELD = "form"
MOST_AGE = 7 * 24 * 3600
PUBLIC = (Access.EVERYBODY, Access.SECRET_LINK)
"""Where nobody acts as themselves, so that a form shown before sign-in is taken after it too."""


def _signer(binding: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"sonae.web.form {binding}".rstrip())


def new_token(binding: str = "") -> str:
    """For one showing of one form; ``binding``: the session in which it is shown."""
    return _signer(binding).sign(secrets.token_urlsafe(12))


def binding_of(request: HttpRequest) -> str:
    """The session to which tokens of this request belong; empty for visitors."""
    return str(getattr(request, "form_binding", ""))


def nonce_of(request: HttpRequest, *beside: object) -> str:
    """By what a sending is known again: its form, where it went, what it said, and ``beside`` what it rests on.

    A browser that keeps pages alive shows the same form after 「戻る」; with another answer it is another sending.
    """
    said = [request.path, sorted(request.POST.lists()), *beside]
    digest = hashlib.blake2s(repr(said).encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()
    return f"{getattr(request, 'nonce', '')}{digest}"


class SameOrigin:
    """Refuses unsafe requests from elsewhere, and forms without a token of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One request."""
        if request.method in SAFE or request.path_info == REPORTS:
            return self.get_response(request)  # browsers report by themselves, without a form; nothing is changed
        if not _from_here(request):
            return forbidden(request)
        nonce = _nonce(request)
        if nonce is None:
            return form_expired(request)
        request.nonce = nonce
        return self.get_response(request)


def _nonce(request: HttpRequest) -> str | None:
    """What the token of the form carries; None where it is not ours, not this session's, or too old."""
    for binding in (binding_of(request), *([""] if _is_public(request) else [])):
        try:
            return _signer(binding).unsign(request.POST.get(FIELD, ""), max_age=MOST_AGE)
        except signing.BadSignature:
            continue
    return None


def _is_public(request: HttpRequest) -> bool:
    try:
        return access_of(resolve(request.path_info).func) in PUBLIC
    except Resolver404:
        return False


def _from_here(request: HttpRequest) -> bool:
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    if not origin or origin == "null":
        return origin != "null"
    return urlsplit(origin).netloc == request.get_host()
