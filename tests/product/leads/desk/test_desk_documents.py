"""Documents: only plain PDFs come in, visitors see what is published and approved, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sonae.leads.models import Document
from sonae.leads.offers import MOST_BYTES
from sonae.web.clock import today

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
SAID = {"title": "会社案内（架空）", "description": "ごあいさつ", "place": "1"}


def file(content=PDF, name="annai.pdf", media="application/pdf"):
    return SimpleUploadedFile(name, content, media)


def add(browser, **more):
    return browser.send(reverse("lead_document_new"), {**SAID, "file": file(), **more})


@pytest.fixture
def document(boss, inside):
    assert add(boss).status_code == 302
    return Document.objects.get()


def test_a_new_one_is_kept_and_shown_to_no_visitor_yet(document, inside):
    assert bytes(document.content) == PDF
    assert (document.size, document.file_name) == (len(PDF), "annai.pdf")
    assert not Document.objects.offered(today()).exists()


def test_published_it_is_offered_until_it_is_hidden(boss, document, inside):
    place = reverse("lead_document_publish", args=[document.pk])
    boss.send(place, {"public": "1"})
    assert Document.objects.offered(today()).get() == document
    boss.send(place, {"public": "0"})
    assert not Document.objects.offered(today()).exists()


def test_once_its_approval_has_run_out_it_is_offered_no_more(boss, document, inside):
    boss.send(reverse("lead_document_publish", args=[document.pk]), {"public": "1"})
    Document.objects.update(approval_number="架空-1", approval_until=today() - timedelta(days=1))
    assert not Document.objects.offered(today()).exists()
    assert "期限切れで非公開" in boss.get(reverse("lead_documents")).content.decode()


def test_a_number_needs_its_last_day(boss, inside):
    page = add(boss, approval_number="架空-1")
    assert page.status_code == 422
    assert "有効期限を入力してください" in page.content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90" + PDF[5:], "annai.pdf"),
        (b"<html>%PDF</html>", "annai.pdf"),
        (PDF, "annai.exe"),
        (PDF.replace(b"<<>>", b"<</JavaScript 2 0 R>>", 1), "annai.pdf"),
        (PDF.replace(b"<<>>", b"<</EmbeddedFiles 2 0 R>>", 1), "annai.pdf"),
        (b"", "annai.pdf"),
        (b"%PDF-1.7", "annai.pdf"),
        (PDF, "annai\u202efdp.exe"),
    ],
)
def test_what_is_no_plain_pdf_does_not_come_in_and_what_was_typed_stays(boss, inside, content, name):
    page = add(boss, file=file(content, name))
    assert page.status_code == 422
    assert SAID["title"] in page.content.decode()
    assert not Document.objects.exists()


def test_without_a_file_it_is_told(boss, inside):
    page = boss.send(reverse("lead_document_new"), SAID)
    assert page.status_code == 422
    assert "PDFファイルを選んでください" in page.content.decode()


def test_a_file_of_more_than_ten_megabytes_is_told(boss, inside):
    page = add(boss, file=file(PDF[:-6] + b" " * MOST_BYTES + PDF[-6:]))
    assert page.status_code == 422
    assert "10 MBまでにしてください" in page.content.decode()


def test_a_path_in_the_name_is_left_out(boss, inside):
    add(boss, file=file(name="..\\..\\annai.pdf"))
    assert Document.objects.get().file_name == "annai.pdf"


def test_changed_by_two_the_second_is_told_and_keeps_what_was_typed(boss, document, inside):
    place = reverse("lead_document", args=[document.pk])
    boss.send(place, {**SAID, "title": "はじめの変更", "version": "1"})
    page = boss.send(place, {**SAID, "title": "あとの変更", "version": "1"})
    assert page.status_code == 409
    assert "あとの変更" in page.content.decode()
    document.refresh_from_db()
    assert document.title == "はじめの変更"


def test_put_away_it_is_on_no_list(boss, document, inside):
    boss.send(reverse("lead_document_withdraw", args=[document.pk]))
    assert SAID["title"] not in boss.get(reverse("lead_documents")).content.decode()
    assert boss.get(reverse("lead_document_file", args=[document.pk])).status_code == 404


def test_staff_may_look_and_not_change(desk, boss, document):
    assert SAID["title"] in desk.get(reverse("lead_documents")).content.decode()
    assert desk.get(reverse("lead_document_file", args=[document.pk])).content == PDF
    assert desk.get(reverse("lead_document_new")).status_code == 403
