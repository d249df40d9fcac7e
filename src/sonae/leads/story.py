"""What happened to a request, the newest first: when it came, calls, mails, and changes as the log tells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from sonae.audit.models import Event
from sonae.audit.reading import Change, lines, with_keys
from sonae.leads.models import KIND, Request
from sonae.outbox.models import Mail
from sonae.outbox.reading import Line, line
from sonae.tenancy.actor import Actor

MOST = 50
LOOKED = "audit.looked"


@dataclass(frozen=True)
class Knot:
    """One thing that happened."""

    at: datetime
    title: str
    text: str = ""
    link: str = ""
    mail: Line | None = None
    changes: tuple[Change, ...] = ()

    @property
    def time(self) -> datetime:
        """In Japan."""
        return timezone.localtime(self.at)


def story(request: Request, actor: Actor) -> list[Knot]:
    """At most ``MOST`` of it."""
    found = [*_mails(request, actor), *_entries(request, actor), Knot(request.received_at, "受け付けました")]
    return sorted(found, key=lambda knot: knot.at, reverse=True)[:MOST]


def mails_of(request: Request, actor: Actor) -> list[Mail]:
    """What was sent to whoever asked, and drafts of it."""
    seen = Mail.objects.visible_to(actor).filter(about_kind=KIND, about_id=request.pk)
    return list(seen.defer("text").order_by("-created_at")[:MOST])


def _mails(request: Request, actor: Actor) -> Iterator[Knot]:
    for mail in mails_of(request, actor):
        words = line(mail)
        yield Knot(mail.created_at, mail.subject or "（消去済み）", words.kind, reverse("mail", args=[mail.pk]), words)


def _entries(request: Request, actor: Actor) -> Iterator[Knot]:
    """Looks are for the log's own page; mails stand here by themselves."""
    events = Event.objects.visible_to(actor).filter(kind=KIND, record_id=request.pk).exclude(what=LOOKED)
    for entry in lines(with_keys(events).order_by("-number")[:MOST]):
        yield Knot(entry.at, entry.sentence, entry.note, changes=entry.changes)
