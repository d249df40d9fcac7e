"""What a request may be at all: its verb, and how much it may bring. Asked before any of it is read.

Django counts only fields against its limit: a file in a form would be written to the disk whole, whoever sent it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from sonae.web.errors import bad_request

VERBS = ("GET", "HEAD", "POST")
TOO_LARGE = 413


class Shape:
    """Refuses other verbs with 405, and bodies above ``DATA_UPLOAD_MAX_MEMORY_SIZE`` bytes with 413."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One request."""
        if request.method not in VERBS:
            return HttpResponseNotAllowed(VERBS)
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            page = bad_request(request)
            page.status_code = TOO_LARGE
            return page
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    """Bytes that are announced; without an honest number Django reads none."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0
