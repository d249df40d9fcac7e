"""A mail as it travels. The same row gives the same bytes, so that a second try is the same mail again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, EmailPolicy
from typing import Any
from zoneinfo import ZoneInfo

from sonae.outbox.kinds import kind as kind_of
from sonae.outbox.models import Attached, Mail
from sonae_core.values.errors import InputError

WIRE = SMTP.clone(cte_type="7bit")
"""For servers: nothing but ASCII, no line longer than servers take."""
READABLE = SMTPUTF8.clone(cte_type="8bit", linesep="\n")
"""For people who open the file."""
_ZONE = ZoneInfo("Asia/Tokyo")
_UNSAFE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def build(mail: Mail, attachments: Sequence[Attached], sender: str, policy: EmailPolicy[Any] = WIRE) -> bytes:
    """The whole message from the installation's address ``sender``. InputError for a row that was tampered with."""
    message = EmailMessage(policy=policy)
    try:
        _heads(message, mail, sender)
    except (ValueError, IndexError) as error:  # what the library says of line breaks and of addresses that are none
        raise InputError("メール", "宛先、件名か名前が、メールの形になりません", "新しく書き直してください") from error
    message.set_content(mail.text + "\n", charset="utf-8")
    for each in attachments:
        main, _, sub = each.media.partition("/")
        message.add_attachment(bytes(each.content), maintype=main, subtype=sub, filename=each.name)
    if attachments:
        message.set_boundary(f"sonae-{mail.id.hex}")  # the library would throw dice
    return message.as_bytes()


def _heads(message: EmailMessage, mail: Mail, sender: str) -> None:
    for value in (mail.to, mail.to_name, mail.sender_name, mail.reply_to, mail.subject, mail.message_id):
        if _UNSAFE.search(value):
            raise ValueError(value)
    message["Message-ID"] = mail.message_id
    message["Date"] = mail.created_at.astimezone(_ZONE)
    message["From"] = Address(mail.sender_name, addr_spec=sender)
    message["To"] = Address(mail.to_name, addr_spec=mail.to)
    if mail.reply_to:
        message["Reply-To"] = Address(mail.sender_name, addr_spec=mail.reply_to)
    message["Subject"] = mail.subject
    if not kind_of(mail.kind).written:
        message["Auto-Submitted"] = "auto-generated"  # no machine answers it
