"""What needs doing: what has a day, by its day, then what waits for a free hour; each list short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from sonae.assessments.models import Draft
from sonae.customers.actions import UNDO
from sonae.customers.models import Customer
from sonae.leads.inbox import own
from sonae.leads.models import ASKS_NAMES, OPEN_CODES, Asks
from sonae.leads.promises import promise_of
from sonae.outbox.models import Mail, State
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Grant
from sonae_paper.text.dates import short_date

SOON = timedelta(days=7)
"""How far ahead what ends by itself is told of."""
NEW = timedelta(days=90)
LEFT = timedelta(days=1)
"""After this a sheet that was begun counts as left lying."""
MOST = 8


@dataclass(frozen=True)
class Todo:
    """One line: about whom, what, and why now."""

    who: str
    link: str
    what: str
    why: str
    kind: str
    due: date | None = None
    late: bool = False
    """Whether something has gone wrong already."""


@dataclass(frozen=True)
class Group:
    """Lines under one heading. ``more``: there are others that are not shown."""

    title: str
    rows: list[Todo]
    late: bool = False
    more: bool = False


def groups(actor: Actor, at: datetime, *, everybody: bool) -> list[Group]:
    """What is late and mails first, then by date, then what has none."""
    mails = list(_mails(actor, at))
    dated = sorted((*_ends(actor, at), *_vanish(actor, at, everybody)), key=lambda todo: (todo.due, todo.who))
    free = [
        ("途中のままの診断", _left(actor, at, everybody)),
        ("「わからない」を確かめる", _open(actor, everybody)),
        ("診断がまだの新しいお客様", _new(actor, at, everybody)),
    ]
    asked = list(_asked(actor, at, everybody))
    found = [
        Group("返信の約束を過ぎた資料請求", [todo for todo in asked if todo.late][:MOST], late=True),
        Group("送れなかったメール", [todo for todo in mails if todo.late], late=True),
        Group("送る前のメール", [todo for todo in mails if not todo.late]),
        *_by_day([*(todo for todo in asked if not todo.late), *dated], timezone.localtime(at).date()),
        *(Group(title, rows[:MOST], more=len(rows) > MOST) for title, rows in free),
    ]
    return [group for group in found if group.rows]


def _by_day(todos: list[Todo], today: date) -> Iterator[Group]:
    words: dict[date, str] = {today: "きょう", today + timedelta(days=1): "あす"}
    for day in sorted({todo.due for todo in todos if todo.due is not None}):
        title = f"{words.get(day, '')} {short_date(day)}".strip()
        yield Group(title, [todo for todo in todos if todo.due == day])


def _asked(actor: Actor, at: datetime, everybody: bool) -> Iterator[Todo]:
    """Visitors who wait for an answer, by the day on which it was promised."""
    if not actor.may("leads.see"):
        return
    rows = own(actor).filter(state__in=OPEN_CODES).order_by("promised_at")
    if not everybody:
        rows = rows.filter(Q(assigned_id=actor.membership_id) | Q(assigned__isnull=True))
    for lead in rows.defer("typed", "message", "search_key")[: MOST * 2]:
        promise = promise_of(lead.promised_at, at)
        due = timezone.localtime(lead.promised_at)
        what = "電話をかける" if lead.kind == Asks.CALL else f"{ASKS_NAMES[lead.kind]}に返信する"
        link = reverse("lead", args=[lead.pk])
        yield Todo(str(lead), link, what, promise.words, "資料請求", due.date(), late=promise.late)


def _mails(actor: Actor, at: datetime) -> Iterator[Todo]:
    if not actor.may("mail.send"):
        return
    states = (State.FAILED, State.HELD)
    since = Q(created_at__gt=at - NEW)
    mails = Mail.objects.visible_to(actor).filter(since, state__in=states).defer("text").order_by("-created_at")
    for mail in mails[: MOST * 2]:
        failed = mail.state == State.FAILED
        why = mail.last_error if failed else f"{timezone.localtime(mail.not_before):%H:%M}までは取り消せます"
        who = mail.about_name or mail.to_name or mail.to
        yield Todo(who, reverse("mail", args=[mail.pk]), mail.subject, why, "メール", late=failed)


def _ends(actor: Actor, at: datetime) -> Iterator[Todo]:
    """Grants of the agency that end within days."""
    if not actor.may("grants.give"):
        return
    ending = Grant.objects.filter(
        agency_id=actor.agency_id, ended_at__isnull=True, ends_at__gt=at, ends_at__lte=at + SOON
    )
    rows = list(ending.select_related("to_user", "to_agency").order_by("ends_at")[:MOST])
    named = Customer.objects.visible_to(actor).in_bulk([row.record_id for row in rows if row.record_id])
    for row in rows:
        customer = named.get(row.record_id)
        to = f"{row.to_user.name}さん" if row.to_user else row.to_agency.name
        ends = timezone.localtime(row.ends_at)
        link = reverse("customer_who", args=[customer.pk]) if customer else reverse("customers")
        who = customer.name if customer else "全部のお客様"
        yield Todo(who, link, f"{to}に見せる期間が終わります", f"{ends:%H:%M}まで ・ {row.reason}", "期限", ends.date())


def _vanish(actor: Actor, at: datetime, everybody: bool) -> Iterator[Todo]:
    """Deleted companies whose thirty days end within days."""
    if not actor.may("customers.delete"):
        return
    rows = Customer.objects.visible_to(actor).deleted().filter(deleted_at__lte=at - UNDO + SOON)
    for row in _of(rows, actor, everybody).order_by("deleted_at")[:MOST]:
        day = timezone.localtime(row.deleted_at + UNDO).date()
        link = f"{reverse('customers')}?deleted=1"
        yield Todo(row.name, link, "削除したお客様が、元に戻せなくなります", "戻すなら、この日まで", "期限", day)


def _of(rows: Any, actor: Actor, everybody: bool, path: str = "") -> Any:
    """Those that the person looks after, and those that nobody does; or all."""
    if everybody:
        return rows
    return rows.filter(Q(**{f"{path}person_id": actor.membership_id}) | Q(**{f"{path}person__isnull": True}))


def _drafts(actor: Actor, everybody: bool) -> Any:
    rows = Draft.objects.visible_to(actor).filter(agency__isnull=False, subject__company__deleted_at__isnull=True)
    return _of(rows, actor, everybody, "subject__company__").select_related("subject__company")


def _left(actor: Actor, at: datetime, everybody: bool) -> list[Todo]:
    rows = _drafts(actor, everybody).filter(last_at__isnull=True, created_at__lte=at - LEFT)
    return [
        Todo(
            row.subject.company.name,
            reverse("resume", args=[row.pk]),
            "診断の続きに答える",
            f"{short_date(timezone.localtime(row.created_at).date())}に始めました",
            "診断",
        )
        for row in rows.order_by("-created_at")[: MOST + 1]
    ]


def _open(actor: Actor, everybody: bool) -> list[Todo]:
    """わからない of the newest result of each company."""
    newer = Draft.objects.filter(subject__company_id=OuterRef("subject__company_id"), last_at__gt=OuterRef("last_at"))
    rows = _drafts(actor, everybody).filter(~Exists(newer), last_open__gt=0).order_by("-last_at")
    return [
        Todo(
            row.subject.company.name,
            reverse("customer", args=[row.subject.company_id]) + "#open",
            f"わからない{row.last_open}問を確かめる",
            f"{short_date(timezone.localtime(row.last_at).date())}の診断 ・ 確かめると、金額の幅が狭まります",
            "診断",
        )
        for row in rows[: MOST + 1]
    ]


def _new(actor: Actor, at: datetime, everybody: bool) -> list[Todo]:
    begun = Draft.objects.filter(subject__company_id=OuterRef("pk"))
    rows = Customer.objects.visible_to(actor).kept().filter(~Exists(begun), created_at__gt=at - NEW)
    return [
        Todo(
            row.name,
            reverse("customer", args=[row.pk]),
            "はじめの診断をする",
            f"{short_date(timezone.localtime(row.created_at).date())}に登録しました",
            "診断",
        )
        for row in _of(rows, actor, everybody).order_by("-created_at")[: MOST + 1]
    ]
