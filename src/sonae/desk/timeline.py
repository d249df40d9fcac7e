"""What happened around a company, in one stream: diagnoses, mails, and changes as the log tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from sonae.assessments.models import Run
from sonae.audit.models import Event, RecordKey
from sonae.audit.reading import Change, lines, with_keys
from sonae.customers.models import KIND, Customer
from sonae.desk.diagnoses import amount
from sonae.outbox.models import Mail
from sonae.tenancy.actor import Actor
from sonae_paper.text.dates import weekday_date

MOST = 30
SHOWN: Mapping[str, str] = {"": "すべて", "diagnoses": "診断", "mails": "メール", "changes": "変更", "looks": "見た人"}
"""What the filter of the page offers; the last only to those who may see the log."""
LOOKED, RAN = "audit.looked", "assessments.run"


@dataclass(frozen=True)
class Knot:
    """One thing that happened."""

    at: datetime
    title: str
    text: str = ""
    who: str = ""
    link: str = ""
    key: bool = False
    """Whether it is a decision: its knot is filled."""
    changes: tuple[Change, ...] = ()

    @property
    def time(self) -> datetime:
        """In Japan."""
        return timezone.localtime(self.at)


@dataclass(frozen=True)
class Stream:
    """The newest of it, day by day; ``older``: from where to go on, where there is more."""

    days: list[tuple[str, list[Knot]]]
    older: str


def stream(customer: Customer, actor: Actor, sheets: list[UUID], show: str, before: datetime | None) -> Stream:
    """At most ``MOST`` knots before a moment."""
    found: list[Knot] = []
    if show in ("", "diagnoses"):
        found += _results(sheets, before)
    if show in ("", "mails"):
        found += _mails(customer, actor, before)
    if show != "mails":
        found += _entries(customer, actor, show, before)
    found.sort(key=lambda knot: knot.at, reverse=True)
    kept = found[:MOST]
    older = kept[-1].at.isoformat() if len(found) > MOST else ""
    return Stream([(weekday_date(day), list(knots)) for day, knots in groupby(kept, key=_day)], older)


def _day(knot: Knot) -> date:
    return knot.time.date()


def _until(rows: Any, before: datetime | None, field: str = "at") -> Any:
    return rows if before is None else rows.filter(**{f"{field}__lt": before})


def _results(sheets: list[UUID], before: datetime | None) -> Iterable[Knot]:
    runs = Run.objects.filter(draft_id__in=sheets, stands=True)
    for run in _until(runs, before).defer("result", "inputs").order_by("-at")[: MOST + 1]:
        link = reverse("result", args=[run.draft_id, run.number])
        yield Knot(run.at, "診断", f"大きな事故1回の損害の見込み {amount(run.middle)}", link=link, key=True)


def _mails(customer: Customer, actor: Actor, before: datetime | None) -> Iterable[Knot]:
    if not actor.may("mail.send"):
        return
    mails = Mail.objects.visible_to(actor).filter(company_id=customer.pk)
    for mail in _until(mails, before, "created_at").defer("text").order_by("-created_at")[: MOST + 1]:
        link = reverse("mail", args=[mail.pk])
        to = f"{mail.to_name}さんへ" if mail.to_name else f"{mail.to}へ"
        yield Knot(mail.created_at, "メール", mail.subject, f"{to} ・ {mail.get_state_display()}", link)


def _entries(customer: Customer, actor: Actor, show: str, before: datetime | None) -> Iterable[Knot]:
    """What the log says. Results stand in the stream by themselves; who looked is told to those who may see the log."""
    if not actor.may("desk.see"):
        return
    keys = RecordKey.objects.filter(kind=KIND, record_id=customer.pk)
    events = Event.objects.visible_to(actor).filter(key__in=keys)
    if show == "looks":
        if not actor.may("audit.see"):
            return
        events = events.filter(what=LOOKED)
    elif show == "diagnoses":
        events = events.filter(what__startswith="assessments.").exclude(what=RAN)
    else:
        events = events.exclude(what__in=(LOOKED, RAN)).exclude(what__startswith="outbox.")
    for line in lines(with_keys(_until(events, before)).order_by("-number")[: MOST + 1]):
        yield Knot(line.at, line.sentence, line.note, changes=line.changes)
