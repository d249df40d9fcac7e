"""Error pages that help: what happened, what to do, and whom to call when it is urgent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, name: str, status: int, **more: Any) -> HttpResponse:
    context = {"number": getattr(request, "number", ""), **more}
    return render(request, f"errors/{name}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: a form that another site sent."""
    return _page(request, "forbidden", 403)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """403: somebody who is signed in, and whose part does not include this."""
    return _page(request, "not_allowed", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, "not_found", 404)


def gone(request: HttpRequest) -> HttpResponse:
    """410: a secret link that has expired, was deleted or was copied in part."""
    return _page(request, "gone", 410)


def form_expired(request: HttpRequest) -> HttpResponse:
    """400: a form that was open for too long, or was changed on the way."""
    return _page(request, "form_expired", 400, here=request.path)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """429."""
    response = _page(request, "too_many", 429, minutes=max(1, round(seconds / 60)))
    response.headers["Retry-After"] = str(seconds)
    return response


def busy(request: HttpRequest, seconds: int) -> HttpResponse:
    """503: others are being served; in some seconds it is this visitor's turn."""
    response = _page(request, "busy", 503, seconds=seconds)
    response.headers["Retry-After"] = str(seconds)
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """500: a bug of ours; the page asks the database nothing."""
    return _page(request, "broken", 500)
