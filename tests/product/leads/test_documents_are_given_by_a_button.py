"""The link of the mail: reading gives nothing, a press gives the PDF, after two weeks nothing does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sonae.leads.books import start_book
from sonae.leads.models import Benefit, Document, DownloadGrant
from sonae.tenancy.scope import within
from tests.product.leads.conftest import ASKED

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 invented"


@pytest.fixture(autouse=True)
def _a_quick_book(monkeypatch):
    monkeypatch.setattr("sonae.leads.views.downloading.start_book", lambda *_: PDF)


def make_document(agency, **more):
    at = datetime.now(UTC)
    given = {
        "title": "備えの手引き",
        "file_name": "tebiki.pdf",
        "content": b"%PDF-1.4 tebiki",
        "size": 15,
        "sha256": "0" * 64,
        "created_at": at,
        "updated_at": at,
        "published_at": at,
        **more,
    }
    with within(agency.pk):
        return Document.objects.create(agency=agency, **given)


def used(site) -> int:
    with within(site.agency.pk):
        return sum(DownloadGrant.objects.values_list("used_count", flat=True))


def test_reading_the_page_gives_and_counts_nothing(site):
    site.asked()
    page = site.visitor.get(site.link("shiryo"))
    assert page["Content-Type"].startswith("text/html")
    assert b"%PDF" not in page.content
    assert (page["Cache-Control"], used(site)) == ("no-store", 0)


def test_a_press_gives_the_pdf_and_is_counted(site):
    site.asked()
    link = site.link("shiryo")
    answer = site.visitor.press(site.visitor.get(link), path=link)
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert "attachment" in answer["Content-Disposition"]
    assert used(site) == 1


def test_what_was_given_stands_in_the_register_once(site):
    site.asked()
    link = site.link("shiryo")
    for _ in range(2):
        site.visitor.press(site.visitor.get(link), path=link)
    with within(site.agency.pk):
        given = Benefit.objects.get()
        assert (given.title, given.recipient, given.for_everybody) == ("スタートブック", ASKED["company"], True)


def test_each_chosen_document_has_its_button(site):
    document = make_document(site.agency)
    site.asked({**ASKED, "documents": ["startbook", str(document.pk)]})
    link = site.link("shiryo")
    with within(site.agency.pk):
        grant = DownloadGrant.objects.get(wish__document=document)
    answer = site.visitor.press(site.visitor.get(link), {"document": str(grant.pk)}, path=link)
    assert answer.content == b"%PDF-1.4 tebiki"


def test_after_two_weeks_the_link_opens_nothing(site):
    site.asked()
    with within(site.agency.pk):
        DownloadGrant.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert site.visitor.get(site.link("shiryo")).status_code == 410
    assert site.visitor.send(site.link("shiryo")).status_code == 410


def test_a_document_that_was_put_away_is_not_given_any_more(site):
    document = make_document(site.agency)
    site.asked({**ASKED, "documents": [str(document.pk)]})
    link = site.link("shiryo")
    assert site.visitor.get(link).status_code == 200
    with within(site.agency.pk):
        Document.objects.update(published_at=None)
    assert site.visitor.send(link).status_code == 410


def test_a_link_opens_on_its_own_agencys_site_only(site, other_site):
    site.asked()
    assert site.visitor.get(site.link("shiryo").replace(site.root, other_site.root)).status_code == 410


def test_an_unpublished_or_overdue_document_cannot_be_chosen(site):
    hidden = make_document(site.agency, title="見せない資料", published_at=None)
    over = make_document(
        site.agency, title="承認切れの資料", approval_until=datetime.now(UTC).date() - timedelta(days=2)
    )
    page = site.visitor.get(f"{site.root}/shiryo/").content.decode()
    assert "見せない資料" not in page
    assert "承認切れの資料" not in page
    for document in (hidden, over):
        assert site.send({**ASKED, "documents": [str(document.pk)]}).status_code == 422


def test_a_document_of_another_agency_cannot_be_chosen(site, other_site):
    theirs = make_document(other_site.agency)
    assert site.send({**ASKED, "documents": [str(theirs.pk)]}).status_code == 422


@pytest.mark.full
def test_the_book_without_a_diagnosis_is_about_an_invented_company(site):
    kept = site.asked()
    with within(site.agency.pk):
        assert start_book(kept, datetime.now(UTC).date()).startswith(b"%PDF")
