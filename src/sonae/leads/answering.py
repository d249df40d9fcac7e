"""Replies by mail: a draft, which leaves through the outbox's gate, and what becomes of the request with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from sonae.accounts import profile
from sonae.leads import handling
from sonae.leads.keys import shown_number
from sonae.leads.models import KIND as REQUEST
from sonae.leads.models import ReplyTemplate, Request, State
from sonae.leads.replies import filled, names_of
from sonae.outbox import actions as outbox
from sonae.outbox.actions import Given
from sonae.outbox.models import Mail
from sonae.outbox.models import State as MailState
from sonae.outbox.sources import askers_come_from
from sonae.tenancy.actor import Actor

KIND = "leads.reply"
ON_ITS_WAY = (MailState.HELD, MailState.WAITING, MailState.SENDING, MailState.SENT)
LOOKED_BACK = timedelta(days=2)
"""How long after a reply ended its request is looked at: much longer than the scans ever pause."""


@askers_come_from
def asker(agency: UUID, address: str) -> str:
    """Who asked from this address, for the gate: of requests that a person has accepted and nobody has erased."""
    asked = Request.objects.filter(agency_id=agency, email__iexact=address, erased_at__isnull=True)
    found = asked.exclude(state__in=(State.QUARANTINED, State.DISCARDED)).order_by("-received_at").first()
    return f"{found.name}さん（資料請求した方、受付番号 {shown_number(found.number)}）" if found is not None else ""


def templates(actor: Actor) -> list[ReplyTemplate]:
    """Those of the agency, in their order."""
    return list(ReplyTemplate.objects.visible_to(actor).filter(agency_id=actor.agency_id).order_by("place", "name"))


def beginning(
    request: Request, template: ReplyTemplate | None, actor: Actor, *, with_answer: bool = False
) -> dict[str, str]:
    """Subject and text to begin with: the template with its names in place, or to whom it goes (and the answer that
    stands beside the question of the request)."""
    if template is None:
        head = "\n".join(line for line in (request.company, f"{request.name} 様" if request.name else "") if line)
        said = request.questions.values_list("answer", flat=True).first() if with_answer else ""
        return {
            "subject": f"お問い合わせの件（受付番号 {shown_number(request.number)}）",
            "text": f"{head}\n\n{said or ''}",
        }
    names = names_of(request, actor.name, profile.of(request.agency_id).shown_name)
    return {"subject": filled(template.subject, names), "text": filled(template.text, names)}


def _given(request: Request, subject: str, text: str, by: Actor) -> Given:
    return Given(
        agency=request.agency_id,
        to=request.email,
        to_name=request.name,
        subject=subject,
        text=text,
        kind=KIND,
        by=by,
        about=request.record,
        company=request.customer_id,
    )


def draft(*, request: Request, subject: str, text: str, by: Actor, at: datetime) -> Mail:
    """Keep a reply as a draft. InputError for what cannot stand in a mail."""
    return outbox.write(given=_given(request, subject, text, by), at=at)


def redraft(*, request: Request, mail: Mail, subject: str, text: str, by: Actor) -> Mail:
    """Exchange its words. InputError."""
    return outbox.rewrite(mail=mail, given=_given(request, subject, text, by))


@transaction.atomic
def release(*, request: Request, mail: Mail, confirmed: str, by: Actor, at: datetime) -> None:
    """Send it off, once; the request is answered. InputError, NotConfirmedError, MovedError."""
    sent = outbox.release(mail=mail, by=by, at=at, confirmed=confirmed)
    if sent.state in ON_ITS_WAY and sent.not_before >= at:
        handling.answered(request=request, by=by, at=at)


@transaction.atomic
def undo(*, request: Request, mail: Mail, by: Actor, at: datetime) -> bool:
    """Take back a reply that has not left; whether that was still possible."""
    stopped = outbox.stop(mail=mail, by=by, at=at)
    if stopped and not _others(request.pk, mail.pk):
        handling.unanswered(request=request, by=by, at=at)
    return stopped


def _others(request: UUID, but: UUID) -> bool:
    others = Mail.objects.filter(kind=KIND, about_kind=REQUEST, about_id=request, state__in=ON_ITS_WAY)
    return bool(others.exclude(pk=but).exists())


def strayed(now: datetime) -> list[tuple[UUID, UUID]]:
    """Agency and request of those that count as answered although no reply left: undone or given up elsewhere."""
    ended = Mail.objects.filter(
        kind=KIND,
        state__in=(MailState.STOPPED, MailState.FAILED),
        ended_at__gt=now - LOOKED_BACK,
        about_id__isnull=False,
    )
    asked = dict(ended.values_list("about_id", "pk"))
    rows = Request.objects.filter(pk__in=list(asked), state=State.ANSWERED).values_list("agency_id", "pk")
    return [(agency, pk) for agency, pk in rows if not _others(pk, asked[pk])]
