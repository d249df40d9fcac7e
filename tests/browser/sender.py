"""Sends forms as our pages would, to bring a draft to a state quickly."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from tests.patience import PATIENCE

MAKER = {
    "industry": "E",
    "employees": "28",
    "sales": "500,000,000",
    "works_by_hand": "partly",
    "persons_held": "1,200",
    "data_class": "basic",
    "remote_access": "vpn",
    "web_presence": "form",
    "supplier_dependence": "unknown",
    "mfa": "no",
    "backup": "no",
    "updates": "partial",
}
"""What the invented manufacturer types and chooses."""


class Stays(urllib.request.HTTPRedirectHandler):
    """Does not follow a redirect, so that its address can be read."""

    def redirect_request(self, *args: Any) -> None:
        """Nowhere."""


class Sender:
    """Posts a form with the token of the page that shows it, without a browser."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.opener = urllib.request.build_opener(Stays())

    def send(self, path: str, given: dict[str, str]) -> str:
        """The path that the form led to."""
        with urllib.request.urlopen(self.site + path, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            token = re.search(r'name="form" value="([^"]+)"', answer.read().decode())
        assert token, f"no form on {path}"
        body = urllib.parse.urlencode({"form": token[1], **given}).encode()
        request = urllib.request.Request(self.site + path, body, {"X-Forwarded-For": "203.0.113.1"})  # noqa: S310
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                raise AssertionError(answer.read().decode()[:500])
        except urllib.error.HTTPError as answer:
            if answer.code != 302:
                raise AssertionError(answer.read().decode()[:500]) from None
            return str(answer.headers["Location"])

    def draft(self, answers: dict[str, str] | None = None) -> str:
        """``/shindan/<link>`` of a new draft with these answers, by default the manufacturer's."""
        start = self.send("/shindan/", {}).split("/q/")[0]
        self.send(f"{start}/all/", MAKER if answers is None else answers)
        return start

    def result(self, draft: str) -> str:
        """The path of a new result of a draft."""
        return self.send(f"{draft}/check/", {})
