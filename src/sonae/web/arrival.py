"""What brought a visit, as far as it can be known without a cookie and without anything kept in the browser.

A page with a form knows its own address (with ``utm_*`` or the number of a QR code, where a link carried them) and the
page before it, which browsers name: whole where it is ours, as a bare host where it is somebody else's. That is noted
once, when the form is shown, and travels in the form, signed, so that what is noted is what was seen. How far this
reaches, and how far not, stands in ``docs/explanation/attribution.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.core import signing
from django.http import HttpRequest
from django.urls import Resolver404, get_script_prefix, resolve

from sonae_paper.text.names import one_line

FIELD = "came"
MARKS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "qr")
"""What links of ours may carry, in letters, in mails and on paper."""
MOST = 100
MOST_AGE = 7 * 24 * 3600
_SALT = "sonae.web.arrival"


def arrival(request: HttpRequest, at: datetime) -> dict[str, str]:
    """What is known now: ``landing`` (a page of ours), ``referrer`` (a host), marks, ``at``; no empty ones."""
    before = urlsplit(request.headers.get("Referer", "")[:2000])
    inside = bool(before.netloc) and before.netloc == request.get_host()
    marks = _marks(request.GET.items())
    if inside and not marks:
        landing, marks = before.path, _marks(parse_qsl(before.query))
    else:
        landing = request.path
    found = {"landing": _page(landing), "referrer": "" if inside else _host(before.netloc), **marks}
    return {name: text for name, text in found.items() if text} | {"at": at.isoformat(timespec="seconds")}


def sealed(came: Mapping[str, str]) -> str:
    """As it travels in a form."""
    return signing.dumps(dict(came), salt=_SALT)


def carried(request: HttpRequest) -> dict[str, str]:
    """What a form brought back; empty where it is not ours, or too old."""
    try:
        found = signing.loads(request.POST.get(FIELD, ""), salt=_SALT, max_age=MOST_AGE)
    except signing.BadSignature:
        return {}
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}


def carried_or_seen(request: HttpRequest, at: datetime) -> dict[str, str]:
    """What the form brought, or else what its sending shows."""
    return carried(request) or arrival(request, at)


def _marks(pairs: Any) -> dict[str, str]:
    return {name: one_line(text)[:MOST] for name, text in pairs if name in MARKS and one_line(text)}


def _host(netloc: str) -> str:
    return one_line(netloc.rpartition("@")[2].partition(":")[0].lower())[:MOST]


def _page(path: str) -> str:
    """Without the agency's prefix, and without the secret of a link."""
    inside = "/" + path.removeprefix(get_script_prefix()).lstrip("/")
    try:
        match = resolve(inside)
    except Resolver404:
        return ""
    return f"/{match.route}"[:MOST] if "token" in match.kwargs else inside[:MOST]
