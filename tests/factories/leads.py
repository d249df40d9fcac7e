"""Requests of visitors who do not exist."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

from sonae.leads.consents import WORDINGS, wording
from sonae.leads.hours import promised_for
from sonae.leads.keys import address_key, new_number
from sonae.leads.models import Consent, Purpose, Request, Wish
from sonae.tenancy.models import Agency
from sonae.tenancy.scope import within

RECEIVED = datetime(2026, 11, 24, 3, tzinfo=UTC)
_NUMBERS = itertools.count(1)


def make_request(agency: Agency, *, at: datetime = RECEIVED, wishes: tuple[str, ...] = (), **given: Any) -> Request:
    """A request as a visitor's sending leaves it, without its mails."""
    number = next(_NUMBERS)
    said = {
        "kind": "documents",
        "company": f"架空商事{number}株式会社",
        "name": "架空 花子",
        "kana": "カクウ ハナコ",
        "email": f"hanako{number}@shoji{number}.example",
        "promised_at": promised_for(at),
        "intent": {"いちばん守りたいもの": "業務が止まらないこと"},
        "came_first": {"landing": "/", "utm_source": "tegami", "utm_campaign": "aki"},
        "came_last": {"landing": "/jirei/", "referrer": "search.example"},
        **given,
    }
    with within(agency.pk):
        lead = Request(agency=agency, number=new_number(), received_at=at, receipt_hash=f"{number:064}", **said)
        lead.save(force_insert=True)
        for title in wishes:
            Wish.objects.create(agency=agency, request=lead, title=title)
        for purpose in Purpose:
            Consent.objects.create(
                agency=agency, request=lead, purpose=purpose.value, version=WORDINGS[purpose].version,
                words=wording(purpose, agency.name), given=purpose is Purpose.HANDLING, at=at,
                address_key=address_key(lead.email),
            )  # fmt: skip
    return lead
