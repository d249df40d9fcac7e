"""Secret links that a visitor's request leads to: its number, its documents, the news."""

from __future__ import annotations

from datetime import UTC, datetime

from sonae.accounts import profile
from sonae.leads import newsletters
from sonae.leads.models import Asks, Subscription
from sonae.leads.taking import Sent, grant, take
from sonae.tenancy.models import Agency
from sonae.tenancy.scope import within

GIVEN = {
    "company": "株式会社北浜精工（架空）",
    "name": "架空 花子",
    "email": "hanako@example.jp",
    "documents": ["startbook"],
}


def links_of_a_visitor(agency: Agency) -> dict[str, str]:
    """By the name of the page."""
    told: dict[str, str] = {}

    def address(name: str, secret: str) -> str:
        told[name] = secret
        return f"https://example.jp/{secret}/"

    at = datetime.now(UTC)
    with within(agency.pk):
        house = profile.of(agency.pk)
        sent = Sent(kind=Asks.DOCUMENTS, given=GIVEN, typed={}, came_first={}, came_last={})
        request = take(sent=sent, house=house, address=address, desk="https://example.jp/", at=at)
        secret, _ = grant(request=request, at=at)
        for email in ("taro@example.jp", "jiro@example.jp"):
            newsletters.ask(email=email, house=house, address=address, at=at)
        first = Subscription.objects.get(email="taro@example.jp")
        newsletters.confirm(subscription=first, house=house, address=address, at=at)
    return {**told, "receipt": sent.secret, "download": secret}
