"""Who may send a form: our own pages only, with a token that we signed and that has not expired.

There is no cookie before sign-in, so nothing that another site could ride on; the token stops blind posts all the same
and its nonce makes each form count once (``once``).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse

from sonae.web.errors import forbidden, form_expired
from sonae.web.reading import SAFE

FIELD = "form"
MOST_AGE = 7 * 24 * 3600
_SIGNER = signing.TimestampSigner(salt="sonae.web.form")


def new_token() -> str:
    """For one showing of one form."""
    return _SIGNER.sign(secrets.token_urlsafe(12))


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
        if request.method in SAFE:
            return self.get_response(request)
        if not _from_here(request):
            return forbidden(request)
        try:
            request.nonce = _SIGNER.unsign(request.POST.get(FIELD, ""), max_age=MOST_AGE)
        except signing.BadSignature:
            return form_expired(request)
        return self.get_response(request)


def _from_here(request: HttpRequest) -> bool:
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    if not origin or origin == "null":
        return origin != "null"
    return urlsplit(origin).netloc == request.get_host()
