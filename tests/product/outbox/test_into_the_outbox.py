"""A mail is decided upon in the same transaction as its cause, and nothing is in it that does not belong in a mail."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.db import transaction

from sonae.outbox import letterhead
from sonae.outbox.actions import send
from sonae.outbox.kinds import KINDS
from sonae.outbox.models import Attached, Mail, State
from sonae.outbox.words import Attachment
from sonae.tenancy.scope import OtherAgencyError, OutsideScopeError, unscoped, within
from sonae_core.values.errors import InputError
from tests.product.conftest import NOON

pytestmark = pytest.mark.django_db


def test_a_mail_waits_in_the_name_of_its_agency(queued, agency):
    mail = queued()
    assert (mail.state, mail.not_before, mail.attempts) == (State.WAITING, NOON, 0)
    assert mail.sender_name == "みなと保険事務所"
    assert mail.message_id == f"<{mail.pk.hex}@sonae.invalid>"
    with within(agency.pk):
        assert Mail.objects.get() == mail


def test_a_cause_that_does_not_happen_sends_no_mail(queued):
    class StopsError(Exception):
        pass

    def cause() -> None:
        with transaction.atomic():
            queued(attachments=[Attachment("a.txt", b"1")])
            raise StopsError

    with pytest.raises(StopsError):
        cause()
    with unscoped("a test counts"):
        assert (Mail.objects.count(), Attached.objects.count()) == (0, 0)


def test_a_mail_of_no_agency_needs_no_scope():
    mail = send(
        agency=None,
        to="a@example.invalid",
        subject="招待",
        text="どうぞ",
        kind="accounts.invitation",
        by="備え",
        at=NOON,
    )
    assert (mail.agency_id, mail.sender_name) == (None, "備え")


def test_a_mail_of_an_agency_outside_the_scope_is_refused(agency, other):
    given = {
        "to": "a@example.invalid",
        "subject": "x",
        "text": "x",
        "kind": "accounts.notice",
        "by": "備え",
        "at": NOON,
    }
    with pytest.raises(OutsideScopeError):
        send(agency=agency.pk, **given)
    with within(other.pk), pytest.raises(OtherAgencyError):
        send(agency=agency.pk, **given)


def test_what_a_person_wrote_can_be_undone_for_two_minutes_and_the_rest_leaves_at_once(queued, staff):
    held = queued(kind="outbox.letter", to="yamada@minato.invalid", by=staff)
    assert (held.state, held.not_before) == (State.HELD, NOON + timedelta(minutes=2))
    assert queued().state == State.WAITING
    assert [code for code, kind in KINDS.items() if kind.written] == ["outbox.letter", "leads.reply"]


def test_an_agency_says_itself_what_it_is_called_in_mails(queued, agency, monkeypatch):
    monkeypatch.setattr(letterhead, "_sources", [])
    letterhead.comes_from(
        lambda asked: letterhead.Letterhead("みなと 保険の窓口", "mado@minato.invalid") if asked == agency.pk else None
    )
    mail = queued()
    assert (mail.sender_name, mail.reply_to) == ("みなと 保険の窓口", "mado@minato.invalid")


def test_an_attachment_is_kept_with_its_digest(queued, agency):
    mail = queued(attachments=[Attachment("提案書.pdf", b"%PDF-1.7", "application/pdf")])
    with within(agency.pk):
        kept = mail.attachments.get()
    assert (kept.name, kept.size, bytes(kept.content)) == ("提案書.pdf", 8, b"%PDF-1.7")
    assert kept.sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()


@pytest.mark.parametrize(
    "break_", ["\r\n", "\n", "\r", "\0", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1b", "\u202e", "\ud800"]
)
@pytest.mark.parametrize("field", ["to", "to_name", "subject"])
def test_a_break_in_a_header_is_refused(queued, field, break_):
    with pytest.raises(InputError):
        queued(**{field: f"a@example.invalid{break_}Bcc: b@example.invalid"})
    with unscoped("a test counts"):
        assert Mail.objects.count() == 0


@pytest.mark.parametrize("name", ["a\r\nb.pdf", "../a.pdf", "a\\b.pdf", ".a", "", "a" * 200])
def test_an_attachment_with_a_name_that_is_none_is_refused(queued, name):
    with pytest.raises(InputError):
        queued(attachments=[Attachment(name, b"1")])


@pytest.mark.parametrize("many", [[Attachment("a", b"1")] * 11, [Attachment("a", b"1" * 5_000_000)] * 2])
def test_too_many_or_too_large_attachments_are_refused(queued, many):
    with pytest.raises(InputError):
        queued(attachments=many)


@pytest.mark.parametrize(
    "address",
    ["", "a", "a@", "@b.jp", "a@b", "a b@c.jp", "a@b..jp", "a@-b.jp", "a@b.jp, c@d.jp", "a@b.jp;c@d.jp", "<a@b.jp>",
     "山@b.jp", "a@b.jp\u3000x", f"{'a' * 65}@b.jp", "a@192.0.2.1", "a@[192.0.2.1]", ".a@b.jp", '"a b"@c.jp'],
)  # fmt: skip
def test_what_is_no_single_address_is_refused(queued, address):
    with pytest.raises(InputError):
        queued(to=address)


def test_the_domain_of_an_address_is_kept_in_small_letters(queued):
    assert queued(to=" Sato.T+x@Kitahama.Example ").to == "Sato.T+x@kitahama.example"


@pytest.mark.parametrize("text", ["", " \n ", "a\0b", "a\x1bb", "あ" * 100_001])
def test_a_text_that_is_none_is_refused(queued, text):
    with pytest.raises(InputError):
        queued(text=text)


def test_a_kind_that_nobody_decided_about_is_refused(queued):
    with pytest.raises(ValueError, match="no such kind"):
        queued(kind="outbox.anything")
