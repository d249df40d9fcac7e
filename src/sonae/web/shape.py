"""What a request may be at all: its verb, and how much it may bring. Asked before any of it is read.

Django counts only fields against its limit: a file in a form would be written to the disk whole, whoever sent it. So a
page that takes files says how much (``takes_files``), and only somebody who is signed in may bring more than a form.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import Resolver404, resolve

from sonae.web.errors import bad_request

View = TypeVar("View", bound=Callable[..., Any])
VERBS = ("GET", "HEAD", "POST")
TOO_LARGE = 413
_MARK = "sonae_most_bytes"


def takes_files(most: int) -> Callable[[View], View]:
    """Note beside a view that its form may bring so many bytes in all."""

    def mark(view: View) -> View:
        setattr(view, _MARK, most)
        return view

    return mark


class Shape:
    """Refuses other verbs with 405, and bodies larger than a form (or than the page says) with 413."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One request."""
        if request.method not in VERBS:
            return HttpResponseNotAllowed(VERBS)
        if _is_large(request) and _length(request) > _most(request):
            return _too_large(request)
        return self.get_response(request)


class LargeFromMembers:
    """Refuses with 413 what is larger than a form and comes from somebody who does not act; after ``WhoActs``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One request."""
        if _is_large(request) and getattr(request, "actor", None) is None:
            return _too_large(request)
        return self.get_response(request)


def _is_large(request: HttpRequest) -> bool:
    return _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def _most(request: HttpRequest) -> int:
    try:
        return int(getattr(resolve(request.path_info).func, _MARK, 0))
    except Resolver404:
        return 0


def _length(request: HttpRequest) -> int:
    """Bytes that are announced; without an honest number Django reads none."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0


def _too_large(request: HttpRequest) -> HttpResponse:
    page = bad_request(request)
    page.status_code = TOO_LARGE
    return page
