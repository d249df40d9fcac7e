"""Sends forms as our pages would, to bring a draft to a state quickly."""

from __future__ import annotations

import re
from typing import Any

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


class Sender:
    """Posts a form with the token of the page that shows it."""

    def __init__(self, request: Any, site: str) -> None:
        self.request, self.site = request, site

    def send(self, path: str, given: dict[str, str]) -> str:
        """The path that the form led to."""
        page = self.request.get(self.site + path).text()
        token = re.search(r'name="form" value="([^"]+)"', page)
        assert token, f"no form on {path}"
        answer = self.request.post(self.site + path, form={"form": token[1], **given}, max_redirects=0)
        assert answer.status == 302, answer.text()[:500]
        return str(answer.headers["location"])

    def draft(self, answers: dict[str, str] | None = None) -> str:
        """``/shindan/<link>`` of a new draft with these answers, by default the manufacturer's."""
        start = self.send("/shindan/", {}).split("/q/")[0]
        self.send(f"{start}/all/", MAKER if answers is None else answers)
        return start

    def result(self, draft: str) -> str:
        """The path of a new result of a draft."""
        return self.send(f"{draft}/check/", {})
