"""Without a mail server, mails are files that people can open, or text on the terminal."""

from __future__ import annotations

import os
import stat
from email import message_from_bytes, policy

import pytest

from sonae.outbox.transports import ToConsole, ToFolder, TryAgainError
from sonae.outbox.words import Attachment
from sonae.tenancy.scope import unscoped

pytestmark = pytest.mark.django_db


def test_a_mail_is_a_file_that_an_editor_and_a_mail_program_can_read(queued, tmp_path):
    mail = queued(attachments=[Attachment("控え.txt", "控えです".encode(), "text/plain")])
    with unscoped("a test looks"):
        ToFolder(tmp_path / "mail", "sonae@sonae.invalid").deliver(mail, list(mail.attachments.all()))
    [place] = (tmp_path / "mail").iterdir()
    assert "本文です。" in place.read_text(encoding="utf-8")
    got = message_from_bytes(place.read_bytes(), policy=policy.default)
    assert got["Subject"] == "お知らせ"
    assert [part.get_filename() for part in got.iter_attachments()] == ["控え.txt"]


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter there")
def test_the_file_is_for_its_owner_only(queued, tmp_path):
    ToFolder(tmp_path / "mail", "sonae@sonae.invalid").deliver(queued(), [])
    [place] = (tmp_path / "mail").iterdir()
    assert [stat.S_IMODE(each.stat().st_mode) for each in (place.parent, place)] == [0o700, 0o600]


def test_the_second_try_writes_the_same_file(queued, tmp_path):
    mail, way = queued(), ToFolder(tmp_path / "mail", "sonae@sonae.invalid")
    way.deliver(mail, [])
    way.deliver(mail, [])
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_tried_again_later(queued, tmp_path):
    (tmp_path / "mail").write_text("a file in its place")
    with pytest.raises(TryAgainError, match="フォルダー"):
        ToFolder(tmp_path / "mail", "sonae@sonae.invalid").deliver(queued(), [])


def test_on_the_terminal_the_text_is_readable(queued, capsys):
    mail = queued(attachments=[Attachment("控え.txt", b"1")])
    with unscoped("a test looks"):
        ToConsole("sonae@sonae.invalid").deliver(mail, list(mail.attachments.all()))
    shown = capsys.readouterr().out
    assert "Subject: お知らせ" in shown
    assert "本文です。" in shown
    assert "控え.txt" in shown
