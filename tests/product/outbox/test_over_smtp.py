"""What leaves over a real SMTP server: whole, in Japanese, the same each time, to a server that is believed."""

from __future__ import annotations

import datetime

import pytest

from sonae.outbox import message
from sonae.outbox.models import Mail
from sonae.outbox.transports import RefusedError, ToServer, TryAgainError
from sonae.outbox.words import Attachment
from sonae.tenancy.scope import unscoped
from sonae_core.values.errors import InputError
from tests.product.outbox.mailserver import USER, WORD, asks_for_a_password, certificate, post_office

pytestmark = pytest.mark.django_db

SENDER = "sonae@desk.invalid"
LONG = "備えあれば憂いなし。" * 300


@pytest.fixture
def letter(queued):
    return queued(
        subject="ご提案書をお送りします：株式会社 北浜精工 様",
        text=f"佐藤 様\n\n.\n{LONG}\nhttps://desk.invalid/" + "a" * 900,
        to_name="佐藤 花子",
        attachments=[Attachment("提案書（11月）.pdf", bytes(range(256)) * 9, "application/pdf")],
    )


def files(mail: Mail) -> list[object]:
    with unscoped("a test looks"):
        return list(mail.attachments.order_by("place"))


def hand(post, mail: Mail, **more: object) -> None:
    way = ToServer("127.0.0.1", post.port, sender=SENDER, **{"tls": "none", **more})
    try:
        way.deliver(mail, files(mail))
    finally:
        way.close()


def test_it_arrives_as_it_was_written(letter):
    with post_office() as post:
        hand(post, letter)
    got = post.taken[0]
    assert got["Subject"] == letter.subject
    assert str(got["From"]) == "みなと保険事務所 <sonae@desk.invalid>"
    assert str(got["To"]) == "佐藤 花子 <sato@kitahama.invalid>"
    assert got["Message-ID"] == letter.message_id
    assert got.get_body().get_content().replace("\r\n", "\n") == letter.text + "\n"
    [attached] = got.iter_attachments()
    assert attached.get_filename() == "提案書（11月）.pdf"
    assert attached.get_content() == bytes(range(256)) * 9
    assert post.envelopes == [(SENDER, ["sato@kitahama.invalid"])]


def test_it_travels_as_short_lines_of_plain_ascii(letter):
    with post_office() as post:
        hand(post, letter)
    assert post.raw[0].isascii()
    assert max(len(line) for line in post.raw[0].split(b"\r\n")) <= 78 + 20


def test_the_second_try_is_the_same_mail(letter):
    with post_office() as post:
        hand(post, letter)
        hand(post, letter)
    assert post.raw[0] == post.raw[1]


def test_answers_go_to_the_agency_and_no_machine_answers_a_machine(queued, letter):
    letter.reply_to = "madoguchi@minato.invalid"
    with post_office() as post:
        hand(post, letter)
        letter.kind = "outbox.letter"
        hand(post, letter)
    assert [got["Auto-Submitted"] for got in post.taken] == ["auto-generated", None]
    assert str(post.taken[0]["Reply-To"]) == "みなと保険事務所 <madoguchi@minato.invalid>"


def test_many_mails_go_over_one_connection_and_a_connection_that_broke_is_opened_anew(letter):
    with post_office() as post:
        way = ToServer("127.0.0.1", post.port, sender=SENDER, tls="none")
        way.deliver(letter, [])
        first = way._open
        way.deliver(letter, [])
        assert way._open is first
        first.sock.close()
        way.deliver(letter, [])
        way.close()
    assert len(post.taken) == 3


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"rcpt": "550 5.1.1 no such user"}, RefusedError),
        ({"rcpt": "450 4.2.1 later"}, TryAgainError),
        ({"data": "554 5.7.1 spam"}, RefusedError),
        ({"data": "451 4.3.0 later"}, TryAgainError),
    ],
)
def test_what_the_server_says_decides_whether_it_is_tried_again(letter, answers, error):
    with post_office() as post:
        for name, value in answers.items():
            setattr(post, name, value)
        with pytest.raises(error, match=next(iter(answers.values()))[:3]):
            hand(post, letter)


def test_nobody_answering_is_tried_again(letter):
    with post_office() as post:
        pass
    with pytest.raises(TryAgainError, match="つながりません"):
        hand(post, letter)


def test_a_server_that_is_believed_gets_the_password_and_the_mail(letter, tmp_path):
    context, public = certificate(tmp_path)
    with post_office(tls_context=context, **asks_for_a_password()) as post:
        hand(post, letter, tls="starttls", authorities=str(public), user=USER, password=WORD)
        with pytest.raises(TryAgainError, match="サインインできません"):
            hand(post, letter, tls="starttls", authorities=str(public), user=USER, password=WORD[1:])
    assert len(post.taken) == 1


@pytest.mark.parametrize("whose", ["nobody's", "another host's"])
def test_a_server_that_is_not_believed_gets_neither(letter, tmp_path, whose):
    context, public = certificate(tmp_path, "127.0.0.1" if whose == "nobody's" else "mail.invalid")
    believed = "" if whose == "nobody's" else str(public)
    office = post_office(tls_context=context, **asks_for_a_password())
    with office as post, pytest.raises(TryAgainError, match="証明書"):
        hand(post, letter, tls="starttls", authorities=believed, user=USER, password=WORD)
    assert post.taken == []


def test_a_server_without_encryption_gets_nothing(letter):
    with post_office() as post, pytest.raises(TryAgainError, match="対応していません"):
        hand(post, letter, tls="starttls")
    assert post.taken == []


@pytest.mark.parametrize("field", ["subject", "to", "to_name", "sender_name", "reply_to", "message_id"])
def test_a_row_that_was_tampered_with_does_not_leave(letter, field):
    setattr(letter, field, "a@b.invalid\r\nBcc: thief@evil.invalid")
    with pytest.raises(InputError):
        message.build(letter, [], SENDER)


def test_the_date_is_that_of_writing_in_japan(letter):
    assert b"Date: Tue, 24 Nov 2026 12:00:00 +0900" in message.build(letter, [], SENDER)
    assert letter.created_at.utcoffset() == datetime.timedelta()
