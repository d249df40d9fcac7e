"""What puts mails into the outbox and takes them out again before they leave."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction

from sonae.outbox import letterhead, words
from sonae.outbox.kinds import kind as kind_of
from sonae.outbox.models import Attached, Mail, State
from sonae.outbox.words import Attachment
from sonae.tenancy.actor import Actor, Operator
from sonae.tenancy.scope import current, within

if TYPE_CHECKING:
    from sonae.audit.record import Record

UNDO = timedelta(minutes=2)
"""How long a mail that a person wrote can be undone."""
COMPANY = "customers.customer"
"""The kind of record that grants are given for."""


def send(
    *,
    agency: UUID | None,
    to: str,
    subject: str,
    text: str,
    kind: str,
    by: Actor | Operator | str,
    at: datetime,
    about: Record | None = None,
    attachments: Sequence[Attachment] = (),
    hold: timedelta | None = None,
    to_name: str = "",
    company: UUID | None = None,
) -> Mail:
    """Decide that a mail leaves: a row in the caller's transaction, which the sender delivers later.

    ``hold``: how long it can be undone; by default two minutes for what a person wrote, nothing for the rest.
    ``company``: the company it is about, where ``about`` is another record of it. InputError for what cannot stand in
    a mail, ValueError for an unknown kind.
    """
    nature = kind_of(kind)
    wait = (UNDO if nature.written else timedelta()) if hold is None else hold
    checked = words.files("添付ファイル", attachments)
    with _some_scope(agency), transaction.atomic():
        mail = Mail(
            agency_id=agency,
            kind=kind,
            to=words.address("宛先", to),
            to_name=words.line("宛名", to_name, words.MOST_NAME, empty=True),
            subject=words.line("件名", subject, words.MOST_SUBJECT),
            text=words.body("本文", text),
            created_at=at,
            not_before=at + wait,
            state=State.HELD if wait else State.WAITING,
            urgent=nature.secret,
            **_who(by),
            **_what(about, company),
        )
        return _kept(mail, checked)


def _some_scope(agency: UUID | None) -> AbstractContextManager[None]:
    """Before anybody is signed in there is no scope; a mail of no agency needs none."""
    return within() if agency is None and current() is None else nullcontext()


def _kept(mail: Mail, attachments: Sequence[Attachment]) -> Mail:
    head = letterhead.of(mail.agency_id)
    mail.sender_name, mail.reply_to = head.name, head.reply_to
    mail.message_id = f"<{mail.id.hex}@{settings.MAIL_DOMAIN}>"
    mail.save(force_insert=True)
    for place, each in enumerate(attachments):
        _attach(mail, place, each)
    return mail


def _who(by: Actor | Operator | str) -> dict[str, object]:
    return {"by_name": by} if isinstance(by, str) else {"by_id": by.user_id, "by_name": by.name}


def _what(about: Record | None, company: UUID | None) -> dict[str, object]:
    if about is None:
        return {"company_id": company}
    named = {"about_kind": about.kind, "about_id": about.id, "about_name": about.name[:200]}
    return {**named, "company_id": company or (about.id if about.kind == COMPANY else None)}


def _attach(mail: Mail, place: int, given: Attachment) -> None:
    Attached(
        agency_id=mail.agency_id,
        mail=mail,
        place=place,
        name=given.name,
        media=given.media,
        content=given.content,
        size=len(given.content),
        sha256=hashlib.sha256(given.content).hexdigest(),
    ).save(force_insert=True)
