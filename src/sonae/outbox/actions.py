"""What puts mails into the outbox and takes them out again before they leave."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.audit.verbs import PARTS
from sonae.outbox import gate, letterhead, words
from sonae.outbox.kinds import kind as kind_of
from sonae.outbox.models import Allowed, Attached, Mail, State
from sonae.outbox.querysets import UNSENT
from sonae.outbox.words import Attachment
from sonae.tenancy.actor import Actor, Operator
from sonae.tenancy.scope import current, within
from sonae_core.values.errors import InputError


@dataclass(frozen=True)
class Given:
    """A mail as it was asked for."""

    agency: UUID | None
    to: str
    subject: str
    text: str
    kind: str
    by: Actor | Operator | str
    about: Record | None = None
    attachments: Sequence[Attachment] = ()
    to_name: str = ""
    company: UUID | None = None


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
    confirmed: str = "",
) -> Mail:
    """Decide that a mail leaves: a row in the caller's transaction, which the sender delivers later.

    ``hold``: how long it can be undone; by default two minutes for what a person wrote, nothing for the rest.
    ``company``: the company it is about, where ``about`` is another record of it. ``confirmed``: the mark of what the
    gate said. InputError for what cannot stand in a mail or may not go there, NotConfirmedError, ValueError for an
    unknown kind.
    """
    given = Given(agency, to, subject, text, kind, by, about, attachments, to_name, company)
    with _some_scope(agency), transaction.atomic():
        return _let_go(_draft(given, at), by, at, confirmed, hold)


def write(*, given: Given, at: datetime) -> Mail:
    """Keep a mail as a draft, to be looked at with what the gate says. InputError for what cannot stand in a mail."""
    with transaction.atomic():
        return _draft(given, at)


def rewrite(*, mail: Mail, given: Given, without: Collection[int] = ()) -> Mail:
    """Exchange what a draft says: attachments at the places in ``without`` go, new ones come. InputError."""
    with transaction.atomic():
        found = _locked(mail)
        if found.state != State.DRAFT:
            return found
        found.to, found.to_name = words.address("宛先", given.to), words.line("宛名", given.to_name, 80, empty=True)
        found.subject = words.line("件名", given.subject, words.MOST_SUBJECT)
        found.text = words.body("本文", given.text)
        found.save()
        found.attachments.filter(place__in=list(without)).delete()
        kept = list(found.attachments.order_by("place").values_list("place", "size"))
        words.room("添付ファイル", kept, given.attachments)
        start = max((place for place, _ in kept), default=-1) + 1
        for place, each in enumerate(words.files("添付ファイル", given.attachments), start):
            _attach(found, place, each)
        return found


def release(*, mail: Mail, by: Actor, at: datetime, confirmed: str) -> Mail:
    """Send a draft off: it can be undone for two minutes. The gate is asked again; a draft that has gone stays so."""
    with transaction.atomic():
        found: Mail = _locked(mail)
        return _let_go(found, by, at, confirmed, None) if found.state == State.DRAFT else found


def discard(*, mail: Mail, by: Actor) -> None:
    """Throw a draft away; of anything else nothing."""
    with transaction.atomic():
        found = _locked(mail)
        if found.state == State.DRAFT:
            found.delete()


def stop(*, mail: Mail, by: Actor, at: datetime) -> bool:
    """Undo a mail that has not left; whether it was still possible. A sender that has it already is not stopped."""
    with transaction.atomic():
        found = _locked(mail)
        if found.state not in UNSENT:
            return False
        found.state, found.ended_at, found.ended_by_name = State.STOPPED, at, by.name
        found.save()
        record(by=by, what="outbox.stopped", on=record_of(found), at=at)
        return True


def again(*, mail: Mail, by: Actor, at: datetime) -> bool:
    """Try a mail anew that was given up; whether it was one. InputError where it may not leave (any more)."""
    with transaction.atomic():
        found = _locked(mail)
        if found.state != State.FAILED:
            return False
        if found.text_gone_at is not None:
            raise InputError("本文", "安全のため、もう残っていません", "もとの手続きから送り直してください")
        if refused := verdict_of(found, at).refused:
            raise InputError("宛先", refused, gate.REMEDY)
        found.state, found.attempts, found.not_before, found.ended_at = State.WAITING, 0, at, None
        found.save()
        record(by=by, what="outbox.again", on=record_of(found), at=at)
        return True


def allow(*, agency: UUID, address: str, reason: str, by: Actor, at: datetime) -> Allowed:
    """Let the agency write to an address outside of itself and its customers; once, however often it is asked for."""
    checked, why = words.address("宛先", address).lower(), words.line("理由", reason, 200)
    with transaction.atomic():
        found: Allowed | None = Allowed.objects.filter(agency_id=agency, address=checked, ended_at=None).first()
        if found is None:
            found = Allowed(agency_id=agency, address=checked, reason=why, by_id=by.user_id, at=at)
            found.save(force_insert=True)
            record(by=by, what="outbox.allowed", on=_record_of(found), at=at, after={"理由": why})
        return found


def disallow(*, allowed: Allowed, by: Actor, at: datetime) -> None:
    """End an allowance."""
    with transaction.atomic():
        if Allowed.objects.filter(pk=allowed.pk, ended_at=None).update(ended_at=at):
            record(by=by, what="outbox.disallowed", on=_record_of(allowed), at=at)


def forget(*, company: UUID, at: datetime) -> int:
    """Empty every mail about a company that is being erased; how many. Inside the scope of its agency."""
    return _emptied(Mail.objects.filter(company_id=company), at)


def forget_about(*, record: Record, at: datetime) -> int:
    """Empty every mail about a record that is being erased; how many. Inside the scope of its agency."""
    return _emptied(Mail.objects.filter(about_kind=record.kind, about_id=record.id), at)


def _emptied(mails: Any, at: datetime) -> int:
    with transaction.atomic():
        Attached.objects.filter(mail__in=mails.values("pk")).delete()
        mails.filter(state__in=(*UNSENT, State.DRAFT)).update(state=State.STOPPED, ended_at=at)
        gone = {"to": "", "to_name": "", "subject": "", "text": "", "about_name": "", "confirmed": [], "last_error": ""}
        return int(mails.update(**gone, text_gone_at=at))


def verdict_of(mail: Mail, at: datetime) -> gate.Verdict:
    """What the gate says of a mail as it stands now."""
    attachments = [
        Attachment(each.name, bytes(each.content), each.media, each.words)
        for each in mail.attachments.order_by("place")
    ]
    return gate.look(
        agency=mail.agency_id,
        to=mail.to,
        subject=mail.subject,
        text=mail.text,
        kind_code=mail.kind,
        company=mail.company_id,
        attachments=attachments,
        at=at,
    )


def record_of(mail: Mail) -> Record:
    """As the log names it: what stands there of it is erased with the company."""
    under = None
    if mail.company_id is not None:
        under = Record(COMPANY, mail.company_id, agency_id=mail.agency_id)
    return Record("outbox.mail", mail.pk, mail.subject, mail.agency_id, under)


def _record_of(allowed: Allowed) -> Record:
    return Record("outbox.allowed", allowed.pk, allowed.address, allowed.agency_id)


def _locked(mail: Mail) -> Mail:
    found = Mail.objects.filter(pk=mail.pk)
    if connection.features.has_select_for_update:
        found = found.select_for_update(of=("self",))
    held: Mail = found.get()
    return held


def _draft(given: Given, at: datetime) -> Mail:
    checked = words.files("添付ファイル", given.attachments)
    mail = Mail(
        agency_id=given.agency,
        kind=given.kind,
        to=words.address("宛先", given.to),
        to_name=words.line("宛名", given.to_name, words.MOST_NAME, empty=True),
        subject=words.line("件名", given.subject, words.MOST_SUBJECT),
        text=words.body("本文", given.text),
        created_at=at,
        not_before=at,
        state=State.DRAFT,
        urgent=kind_of(given.kind).secret,
        **_who(given.by),
        **_what(given.about, given.company),
    )
    return _kept(mail, checked)


def _let_go(mail: Mail, by: Actor | Operator | str, at: datetime, confirmed: str, hold: timedelta | None) -> Mail:
    nature = kind_of(mail.kind)
    verdict = verdict_of(mail, at)
    gate.passed(verdict, confirmed)
    wait = (UNDO if nature.written else timedelta()) if hold is None else hold
    mail.state, mail.not_before = (State.HELD if wait else State.WAITING), at + wait
    mail.confirmed = list(verdict.warnings)
    mail.save()
    if nature.written:
        record(by=by, what="outbox.released", on=record_of(mail), at=at, after={"宛先": mail.to})
    return mail


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
    return {"by_name": PARTS.get(by, by)} if isinstance(by, str) else {"by_id": by.user_id, "by_name": by.name}


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
        words=given.words,
        content=given.content,
        size=len(given.content),
        sha256=hashlib.sha256(given.content).hexdigest(),
    ).save(force_insert=True)
