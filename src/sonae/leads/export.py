"""Requests as a table, to be taken out of the house."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.customers.industries import industries
from sonae.leads.keys import shown_number
from sonae.leads.models import Purpose, Request
from sonae.leads.wording import intent_of, origin_line
from sonae.tenancy.actor import Actor
from sonae_paper.sheets.cells import Cell, Table, columns, text

MOST_ROWS = 20_000
"""The newest; older ones by narrowing the list."""
_HEADS = columns(
    ("受付番号", 12), ("受付日時", 18), ("種類", 12), ("状態", 10), ("返信の約束", 18), ("返信した日時", 18),
    ("担当", 14), ("会社名", 30), ("部署", 20), ("氏名", 16), ("フリガナ", 16), ("メールアドレス", 30),
    ("電話番号", 16),
    ("郵便番号", 10), ("住所", 40), ("法人番号", 16), ("業種", 20), ("資料", 30), ("意向", 40),
    ("電話を受けやすい時間", 20), ("ご質問・ご要望", 60), ("ご案内メールへの同意", 18), ("はじめのきっかけ", 40),
    ("送ったときのきっかけ", 40), ("お客様", 30),
)  # fmt: skip


def table(rows: Iterable[Request]) -> Table:
    """The requests, one a row; ``rows`` come with their wishes and consents (``fetched``)."""
    return Table("資料請求", "資料請求", "", _HEADS, tuple(_row(each) for each in rows))


def fetched(rows: object) -> list[Request]:
    """The rows with everything that the table shows, in five questions to the database."""
    related = rows.select_related("assigned__user", "customer").defer("typed")  # type: ignore[attr-defined]
    return list(related.prefetch_related("wishes", "consents")[:MOST_ROWS])


def _row(lead: Request) -> tuple[Cell, ...]:
    wishes = "、".join(sorted(wish.title for wish in lead.wishes.all()))
    intent = "／".join(f"{question}: {answer}" for question, answer in intent_of(lead))
    return (
        *map(
            text,
            (shown_number(lead.number), _moment(lead.received_at), lead.get_kind_display(), lead.get_state_display()),
        ),
        *map(text, (_moment(lead.promised_at), _moment(lead.answered_at))),
        text(lead.assigned.user.name if lead.assigned else ""),
        *map(text, (lead.company, lead.department, lead.name, lead.kana, lead.email, lead.phone)),
        text(f"{lead.postcode[:3]}-{lead.postcode[3:]}" if lead.postcode else ""),
        *map(text, (lead.address, lead.corporate_number, industries().get(lead.industry, lead.industry))),
        *map(text, (wishes, intent, lead.call_times, lead.message, _advertising(lead))),
        *map(text, (origin_line(lead.came_first), origin_line(lead.came_last))),
        text(lead.customer.name if lead.customer else ""),
    )


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _advertising(lead: Request) -> str:
    for consent in lead.consents.all():
        if consent.purpose == Purpose.ADVERTISING:
            if consent.withdrawn_at:
                return "取り消し"
            return "同意する" if consent.given else "同意しない"
    return ""


@transaction.atomic
def exported(*, by: Actor, at: datetime, count: int, agency_name: str) -> None:
    """Note that a list of requests left the house."""
    whose = Record("tenancy.agency", by.agency_id, agency_name, by.agency_id)
    record(by=by, what="leads.exported", on=whose, at=at, note=f"{count:,}件")
