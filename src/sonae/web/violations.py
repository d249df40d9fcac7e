"""What browsers report when a page broke the content policy: a sign that somebody planted something. Only logged.

A report names the address of its page, which may be a secret link, and pieces of what was planted. Neither is written
down: the directive is, if it is one of ours, and the kind of page.
"""

from __future__ import annotations

import json
import logging
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST

from sonae.web.headers import POLICY

MOST_BYTES = 20_000
DIRECTIVES = frozenset(part.split()[0] for part in POLICY.split(";"))
FINER = ("-elem", "-attr")
"""Ends of the names by which browsers tell apart what a directive of ours forbids."""

logger = logging.getLogger("sonae.violations")


@require_POST
def violation(request: HttpRequest) -> HttpResponse:
    """Taken, whatever it is; a line is written for what can be read."""
    told = _report(request)
    if told is not None:
        fields = {"request": getattr(request, "number", ""), "directive": _directive(told), "route": _route(told)}
        logger.warning("violation", extra={"fields": fields})
    return HttpResponse(status=202)


def _report(request: HttpRequest) -> dict[str, Any] | None:
    text = request.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        return None
    try:
        found = json.loads(text)["csp-report"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _directive(told: dict[str, Any]) -> str:
    words = str(told.get("effective-directive") or told.get("violated-directive") or "").split()
    name = words[0] if words else ""
    for end in FINER:
        name = name.removesuffix(end)
    return name if name in DIRECTIVES else "other"


def _route(told: dict[str, Any]) -> str | None:
    try:
        return resolve(urlsplit(str(told.get("document-uri"))).path).view_name
    except (Resolver404, ValueError):
        return None
