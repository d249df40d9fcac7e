"""What puts mails into the outbox and takes them out again before they leave."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from contextlib import nullcontext
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
    wait = hold if hold is not None else (UNDO if nature.written else timedelta())
    identity = uuid.uuid4()
    checked = words.files("添付ファイル", attachments)
    # Before anybody is signed in there is no scope; a mail of no agency needs none.
    with within() if agency is None and current() is None else nullcontext(), transaction.atomic():
        head = letterhead.of(agency)
        mail = Mail(
            id=identity,
            agency_id=agency,
            kind=kind,
            to=words.address("宛先", to),
            to_name=words.line("宛名", to_name, words.MOST_NAME, empty=True),
            sender_name=head.name,
            reply_to=head.reply_to,
            subject=words.line("件名", subject, words.MOST_SUBJECT),
            text=words.body("本文", text),
            company_id=company or (about.id if about is not None and about.kind == COMPANY else None),
            created_at=at,
            not_before=at + wait,
            state=State.HELD if wait else State.WAITING,
            message_id=f"<{identity.hex}@{settings.MAIL_DOMAIN}>",
            **_who(by),
            **_what(about),
        )
        mail.save(force_insert=True)
        for place, each in enumerate(checked):
            _attach(mail, place, each)
    return mail


def _who(by: Actor | Operator | str) -> dict[str, object]:
    return {"by_name": by} if isinstance(by, str) else {"by_id": by.user_id, "by_name": by.name}


def _what(about: Record | None) -> dict[str, object]:
    if about is None:
        return {}
    return {"about_kind": about.kind, "about_id": about.id, "about_name": about.name[:200]}


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
