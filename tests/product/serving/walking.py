"""A visitor who sends answers one after another and reads them back, over plain HTTP."""

from __future__ import annotations

import http.client
import re
import secrets
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.core import signing


class NotShownError(Exception):
    """The server did not show the next page, so nothing was promised."""


class Walker:
    """One visitor; ``answer`` returns only when the site has shown that the answer is kept."""

    def __init__(self, address: str, data: Path, link: str = "") -> None:
        self.address = address
        self.link = link
        self.headers: dict[str, str] = {}
        """Sent along with everything."""
        key = (data / "keys" / "signing").read_text(encoding="ascii").strip()
        self._signer = signing.TimestampSigner(key=key, salt="sonae.web.form")
        self._connection: http.client.HTTPConnection | None = None

    def start(self) -> None:
        """A new draft."""
        self.link = self.send("/shindan/", {}).split("/")[2]

    def answer(self, name: str, value: object, token: str = "") -> None:
        """Answer one question; with the token of an earlier try it is the same form, sent again."""
        self.send(f"/shindan/{self.link}/q/{name}/", {name: str(value)}, token)

    def token(self) -> str:
        """What the site puts into a form."""
        return self._signer.sign(secrets.token_urlsafe(12))

    def compute(self) -> str:
        """Press the button; where the result is."""
        return self.send(f"/shindan/{self.link}/check/", {})

    def kept(self, name: str) -> int:
        """The number that the question's page shows as kept."""
        page = self.read(f"/shindan/{self.link}/q/{name}/")
        found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([\d,]+)"', page) or re.search(
            rf'<input[^>]*value="([\d,]+)"[^>]*name="{name}"', page
        )
        assert found, page
        return int(found[1].replace(",", ""))

    def send(self, path: str, given: dict[str, str], token: str = "") -> str:
        """Post a form; where it leads. NotShownError for anything but a redirect."""
        form = urlencode({"form": token or self.token(), **given})
        status, headers, _ = self._ask("POST", path, form)
        if status != 302:
            raise NotShownError(f"{status} for {path.rsplit('/', 2)[-2]}")
        return str(headers["Location"])

    def read(self, path: str) -> str:
        """A page."""
        status, _, text = self._ask("GET", path, None)
        if status != 200:
            raise NotShownError(str(status))
        return text

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, http.client.HTTPMessage, str]:
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        headers = {**self.headers, **form}
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)
            self._connection.request(method, path, body, headers)
            with self._connection.getresponse() as answer:
                return answer.status, answer.headers, answer.read().decode("utf-8")
        except (OSError, http.client.HTTPException) as error:
            self.forget()
            raise NotShownError(type(error).__name__) from None

    def forget(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
