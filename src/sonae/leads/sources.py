"""Which page and which campaign bring requests, how many of those become customers, and which contracts follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from sonae.leads.inbox import own
from sonae.leads.models import State
from sonae.policies.models import PolicyTerm
from sonae.tenancy.actor import Actor
from sonae_paper.sheets.cells import Cell, Table, columns, count, text, yen
from sonae_paper.text.numbers import percent

FIRST, LAST = "first", "last"
SIDES: Mapping[str, str] = {FIRST: "はじめのきっかけ", LAST: "送ったときのきっかけ"}
PAGE, CAMPAIGN = "page", "campaign"
VIEWS: Mapping[str, str] = {CAMPAIGN: "キャンペーンや来たサイト", PAGE: "はじめに開いたページ"}
MONTHS = (3, 12)
ENOUGH = 20
"""Requests from which on a share is told: of fewer, chance alone makes one half of another."""
UNKNOWN = "わかりません（直接、または印のないリンク）"
NOT_COUNTED = (State.QUARANTINED, State.DISCARDED)


@dataclass
class Row:
    """One source."""

    name: str
    requests: int = 0
    customers: int = 0
    policies: int = 0
    premium: int = 0
    """Yen."""
    by_month: dict[date, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def share(self) -> str:
        """How many became customers; empty where there are too few to say."""
        return percent(self.customers / self.requests) if self.requests >= ENOUGH else ""


@dataclass(frozen=True)
class Report:
    """Sources, the greatest first, over the months up to now, the newest first."""

    rows: list[Row]
    months: list[date]
    total: Row

    @property
    def few(self) -> bool:
        """Whether there is any source of which a share cannot be told."""
        return any(row.requests < ENOUGH for row in self.rows)

    def cells(self, row: Row) -> list[int]:
        """Requests of each month."""
        return [row.by_month.get(month, 0) for month in self.months]


def months_until(day: date, how_many: int) -> list[date]:
    """First days of months, the oldest first, the last that of the day."""
    found = [day.replace(day=1)]
    while len(found) < how_many:
        before = found[0]
        found.insert(0, date(before.year - (before.month == 1), (before.month - 2) % 12 + 1, 1))
    return found


def report(actor: Actor, today: date, *, side: str, view: str, how_many: int) -> Report:
    """Two questions to the database: what brought each request, when it came and whether it became a customer; and what
    brought each contract that was written down in these months.
    """
    months = months_until(today, how_many)
    start = datetime(months[0].year, months[0].month, 1, tzinfo=timezone.get_default_timezone())
    asked = own(actor).filter(received_at__gte=start).exclude(state__in=NOT_COUNTED).order_by()
    rows = asked.values_list("came_first" if side == FIRST else "came_last", "received_at", "customer_id")
    policies = PolicyTerm.objects.visible_to(actor).filter(agency_id=actor.agency_id, created_at__gte=start).brought()
    signed = policies.values_list("source_first" if side == FIRST else "source_last", "premium")
    return counted(
        ((name_of(came, view), at, customer is not None) for came, at, customer in rows),
        ((name_of(came, view), premium) for came, premium in signed),
        months[::-1],
    )


def counted(
    rows: Iterable[tuple[str, datetime, bool]], policies: Iterable[tuple[str, int]], months: list[date]
) -> Report:
    """Name, moment and whether a customer of each request, name and premium of each contract → the report."""
    found: dict[str, Row] = {}
    total = Row("合計")
    for name, at, became in rows:
        month = timezone.localtime(at).date().replace(day=1)
        for row in (found.setdefault(name, Row(name)), total):
            row.requests += 1
            row.customers += became
            row.by_month[month] += 1
    for name, premium in policies:
        for row in (found.setdefault(name, Row(name)), total):
            row.policies += 1
            row.premium += premium
    ordered = sorted(found.values(), key=lambda row: (-row.requests, -row.premium, row.name))
    return Report(ordered, months, total)


def name_of(came: Mapping[str, Any], view: str) -> str:
    """A source in words: the page that was opened first, or who sent the visitor."""
    if view == PAGE:
        return str(came.get("landing") or UNKNOWN)
    marks = [str(came[name]) for name in ("utm_source", "utm_medium", "utm_campaign") if came.get(name)]
    if marks:
        return " ・ ".join(marks)
    if came.get("qr"):
        return f"QRコード {came['qr']}"
    return str(came.get("referrer") or UNKNOWN)


def table(found: Report) -> Table:
    """The report as a file."""
    heads = columns(
        ("きっかけ", 50),
        ("資料請求", 10),
        ("お客様", 10),
        ("契約", 10),
        ("保険料（円）", 16),
        *((f"{each:%Y-%m}", 9) for each in found.months),
    )
    return Table(
        "どこから来たか", "どこから来たか", "", heads, tuple(_row(found, row) for row in (*found.rows, found.total))
    )


def _row(found: Report, row: Row) -> tuple[Cell, ...]:
    counts = (row.requests, row.customers, row.policies)
    return (text(row.name), *map(count, counts), yen(row.premium), *map(count, found.cells(row)))
