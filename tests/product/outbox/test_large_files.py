"""Files of several megabytes come from members, to the page that asks for them, and up to what a mail may hold."""

from __future__ import annotations

import tempfile
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sonae.outbox import inside, words
from sonae.outbox.models import Mail
from sonae.outbox.words import Attachment
from sonae.tenancy.scope import unscoped
from sonae.web.origin import new_token
from tests.product.conftest import Visitor
from tests.product.outbox.test_mail_pages import LETTER, company, desk, ours

__all__ = ["company", "desk", "ours"]
pytestmark = pytest.mark.django_db


def paper(size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("ご提案.pdf", b"%PDF-" + b"a" * size, "application/pdf")


def kept() -> int:
    with unscoped("a test looks"):
        return Mail.objects.count()


def test_a_member_attaches_several_megabytes(desk, company):
    answer = desk.send(f"/gyomu/soshin/kaku/{company.pk}/", {**LETTER, "files": [paper(5_000_000)]})
    assert answer.status_code == 302
    assert kept() == 1


def test_more_than_a_mail_may_hold_is_said_in_the_form(desk, company):
    answer = desk.send(f"/gyomu/soshin/kaku/{company.pk}/", {**LETTER, "files": [paper(words.MOST_BYTES)]})
    assert answer.status_code == 422
    assert "8 MBまでにしてください" in answer.content.decode()


def test_far_more_is_not_read_at_all(desk, company):
    answer = desk.send(f"/gyomu/soshin/kaku/{company.pk}/", {**LETTER, "files": [paper(words.MOST_BYTES + 1_000_000)]})
    assert answer.status_code == 413
    assert kept() == 0


def test_a_page_that_asks_for_no_files_takes_none_of_that_size_from_members_either(desk):
    assert desk.send("/gyomu/soshin/", {"files": [paper(2_000_000)]}).status_code == 413


def test_a_stranger_brings_nothing_large_to_that_page(company, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    given = {**LETTER, "form": new_token(), "files": [paper(5_000_000)]}
    answer = Visitor().post(f"/gyomu/soshin/kaku/{company.pk}/", given)
    assert answer.status_code == 413
    assert not list(tmp_path.iterdir())


def packed(part: str, size: int) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, b" " * size)
    return content.getvalue()


def test_a_small_file_that_unpacks_to_a_very_large_one_is_not_unpacked(monkeypatch):
    bomb = packed("word/document.xml", 60_000_000)
    assert len(bomb) < 100_000
    taken = []
    whole_read = zipfile.ZipExtFile.read

    def read(part: zipfile.ZipExtFile, size: int | None = -1) -> bytes:
        found = whole_read(part, size)
        taken.append(len(found))
        return found

    monkeypatch.setattr(zipfile.ZipExtFile, "read", read)
    assert inside.words_of(Attachment("a.docx", bomb, "")) is None
    assert sum(taken) <= inside.MOST_READ + 1
