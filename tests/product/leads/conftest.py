"""An agency's open site, and a visitor who fills in its form."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sonae.leads.models import Request
from sonae.outbox.models import Mail
from sonae.tenancy.scope import within
from sonae.web import arrival
from tests.factories.offices import Desk, make_agency, published
from tests.product.conftest import Outside, Visitor

AGREED = {"handling": "on"}
ASKED = {
    "nani": "documents",
    "documents": ["startbook"],
    "company": "株式会社北浜精工（架空）",
    "name": "架空 花子",
    "kana": "カクウ ハナコ",
    "email": "hanako@example.jp",
    **AGREED,
}
"""All that must be filled in for documents."""
QUESTION = {**ASKED, "nani": "question", "message": "保険に入ると、何が支払われますか。", "documents": []}
CALL = {
    "nani": "call",
    "company": "",
    "name": "架空 花子",
    "phone": "03-0000-0000",
    "call_times": "平日の午後",
    **AGREED,
}


def came(seconds: float = 60, **more: str) -> str:
    """What the form says of when it was shown, and of what brought the visit."""
    shown = datetime.now(UTC) - timedelta(seconds=seconds)
    return arrival.sealed({"landing": "/", **more, "at": shown.isoformat(timespec="seconds")})


class Site:
    """An agency's pages, and what they lead to."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.agency = desk, desk.agency
        self.root = f"/a/{desk.agency.slug}"
        self.visitor = Visitor()

    def send(self, given: dict[str, Any], *, path: str = "/shiryo/", seconds: float = 60, **headers: Any) -> Any:
        """Send the form as a person does, a minute after it was shown."""
        return self.visitor.send(self.root + path, {"came": came(seconds), **given}, **headers)

    def asked(self, given: dict[str, Any] | None = None, **more: Any) -> Request:
        """A request that was taken."""
        page = self.send(given or ASKED, **more)
        assert page.status_code == 302, page.content.decode()
        return self.last()

    def last(self) -> Request:
        """The newest request."""
        with within(self.agency.pk):
            found: Request = Request.objects.order_by("-received_at").first()
            return found

    def requests(self) -> list[Request]:
        """All of them."""
        with within(self.agency.pk):
            return list(Request.objects.order_by("received_at"))

    def mails(self, kind: str = "") -> list[Mail]:
        """What was queued, of one kind or of any."""
        with within(self.agency.pk):
            found = Mail.objects.filter(kind__startswith=kind or "leads.").order_by("created_at", "kind")
            return list(found)

    def link(self, name: str) -> str:
        """The path in the newest mail that holds one of this kind: ``shiryo``, ``mail/ok``, ``mail/stop``."""
        texts = [mail.text for mail in self.mails()]
        found = re.findall(rf"(/a/[\w-]+/\S*{name}/[\w-]+/)", "\n".join(texts))
        return str(found[-1])


@pytest.fixture
def site(db: None) -> Site:
    """An agency whose pages are for everybody."""
    desk = Desk(Outside(), make_agency())
    published(desk)
    return Site(desk)


@pytest.fixture
def other_site(db: None) -> Site:
    """Another one."""
    desk = Desk(Outside(), make_agency())
    published(desk)
    return Site(desk)
