"""What the pages show of mails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sonae.outbox.kinds import KINDS
from sonae.outbox.models import STATE_NAMES, Mail, State
from sonae.outbox.querysets import UNSENT
from sonae.tenancy.actor import Actor

STUCK = timedelta(minutes=10)
"""A mail that is due for longer than this means that the sender does not run, or nobody takes mails."""
MOST_OPEN, PAGE = 100, 50
CHIPS = {
    State.HELD: ("chip--soon", "clock"),
    State.WAITING: ("chip--wait", "clock"),
    State.SENDING: ("chip--wait", "send"),
    State.SENT: ("chip--done", "check"),
    State.FAILED: ("chip--late", "triangle-alert"),
    State.STOPPED: ("", "x"),
    State.DRAFT: ("", "pencil"),
}


@dataclass(frozen=True)
class Line:
    """One mail as a row of the list."""

    mail: Mail
    kind: str
    state: str
    chip: str
    icon: str
    secret: bool


def line(mail: Mail) -> Line:
    """A mail in words."""
    found = KINDS.get(mail.kind)
    state = State(mail.state)
    chip, icon = CHIPS[state]
    words = STATE_NAMES[state]
    if state == State.WAITING and mail.attempts:
        words = "送り直しを待っています"
    return Line(mail, found.title if found else "メール", words, chip, icon, found is None or found.secret)


@dataclass(frozen=True)
class Lists:
    """The page of mails: what is to be looked at, then what is over."""

    failed: list[Line]
    coming: list[Line]
    drafts: list[Line]
    over: list[Line]
    page: int
    more: bool


def lists(actor: Actor, page: int) -> Lists:
    """The mails that somebody may see; of those that are over one page, the newest first."""
    seen = Mail.objects.visible_to(actor).defer("text")
    opened: list[Mail] = list(
        seen.filter(state__in=(*UNSENT, State.SENDING, State.FAILED, State.DRAFT)).order_by("-created_at")[:MOST_OPEN]
    )
    start = (page - 1) * PAGE
    over: list[Mail] = list(
        seen.filter(state__in=(State.SENT, State.STOPPED)).order_by("-created_at", "id")[start : start + PAGE + 1]
    )
    by: dict[str, list[Line]] = {"failed": [], "coming": [], "drafts": []}
    for mail in opened:
        where = {State.FAILED: "failed", State.DRAFT: "drafts"}.get(State(mail.state), "coming")
        by[where].append(line(mail))
    return Lists(**by, over=[line(mail) for mail in over[:PAGE]], page=page, more=len(over) > PAGE)


def stuck_since(actor: Actor, at: datetime) -> datetime | None:
    """Since when the oldest mail waits that nobody has tried to send, where that is long."""
    late: Any = Mail.objects.visible_to(actor).late(at - STUCK).filter(attempts=0)
    found: datetime | None = late.order_by("not_before").values_list("not_before", flat=True).first()
    return found
