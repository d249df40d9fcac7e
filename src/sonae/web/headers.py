"""Headers of every page: nothing from elsewhere, nothing inline, no frame around us, no feature of the device."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

REPORTS = "/csp"
"""Where browsers report what the policy has stopped."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    f"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; report-uri {REPORTS}"
)
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_SECRET = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


class Headers:
    """Adds them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One request."""
        response = self.get_response(request)
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        match = request.resolver_match
        if response.status_code >= 400 or (match is not None and "token" in match.kwargs):
            for name, value in _SECRET.items():
                response.headers[name] = value
        return response
