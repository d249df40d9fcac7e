"""The corpus in every field of every form of the desk of requests, and in its addresses: answered calmly."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from sonae.leads.models import Document, ReplyTemplate
from sonae.tenancy.scope import within
from sonae.web.clock import now
from tests.badinputs.corpus import FEW, QUERIES, SUM, TEXTS
from tests.factories.agencies import token_for
from tests.factories.leads import make_request
from tests.length import dealt
from tests.product.badinputs.addresses import read
from tests.product.badinputs.conftest import FORM
from tests.product.badinputs.test_addresses import CALM
from tests.product.leads.desk.conftest import place

pytestmark = pytest.mark.django_db
FORMS = {
    "lead_assign": ("person",),
    "lead_called": ("outcome", "note"),
    "lead_close": ("why",),
    "lead_erase": ("why", "sure"),
    "lead_reply": ("subject", "text"),
    "lead_convert": (
        "as",
        "name",
        "kana",
        "corporate_number",
        "industry",
        "postcode",
        "phone",
        "website",
        "note",
        "person",
    ),
    "lead_document_new": ("title", "description", "place", "approval_number", "approval_until", "version"),
    "reply_template_new": ("name", "subject", "text", "version"),
    "lead_question_new": ("title", "text", "answer", "version"),
    "benefit_new": ("kind", "title", "yen", "recipient", "day", "note", "same"),
    "leads_export": ("code", "list"),
    "benefits_export": ("code", "year"),
}
OF_A_REQUEST = ("lead_assign", "lead_called", "lead_close", "lead_erase", "lead_reply", "lead_convert")
READING = ("leads", "leads_sources", "benefits", "lead_reply", "lead_convert", "lead")


def sent(given):
    """As a browser writes it, also what no browser would."""
    return urlencode(given, errors="surrogatepass")


def strike(browser, agency, name, corpus):
    """Each text in all fields at once."""
    lead = make_request(agency, at=now())
    for family, text in corpus:
        address = place(name, lead) if name in OF_A_REQUEST else reverse(name)
        page = browser.post(address, sent({**dict.fromkeys(FORMS[name], text), "form": token_for(browser)}), FORM)
        assert page.status_code in {*CALM, 409}, (name, family, text[:40])
        if page.status_code == 302:
            assert page["Location"].startswith("/")
            page = browser.get(page["Location"])
            assert page.status_code < 500, (name, text[:40])
        if "html" in page.get("Content-Type", ""):
            told = page.content.decode()
            assert read(address, told).runs == [], (name, text[:40])
            assert str(SUM) not in told


@pytest.mark.short
@pytest.mark.parametrize("name", FORMS)
def test_bad_text_in_every_field_is_answered_calmly(boss, agency, name):
    strike(boss, agency, name, FEW)


@pytest.mark.full
@pytest.mark.parametrize("name", FORMS)
def test_the_whole_corpus_in_every_field_is_answered_calmly(boss, agency, name):
    strike(boss, agency, name, dealt(TEXTS, name))


@pytest.mark.parametrize("name", READING)
def test_what_an_address_asks_for_is_answered_calmly(desk, lead, name):
    address = place(name, lead) if name.startswith("lead_") or name == "lead" else reverse(name)
    for query in QUERIES:
        assert desk.get(f"{address}?{query}").status_code in CALM, query[:40]
    for _, text in FEW:
        asked = dict.fromkeys(
            ("tab", "q", "kind", "person", "page", "side", "view", "months", "year", "template", "as"), text
        )
        assert desk.get(f"{address}?{sent(asked)}").status_code in CALM, text[:40]


def test_names_in_a_request_run_nowhere(desk, agency):
    odd = '"><script>alert(1)</script>'
    lead = make_request(
        agency, at=now(), company=odd, name=odd, message=odd, intent={odd: odd}, came_last={"landing": odd}
    )
    for name in ("lead", "lead_reply", "lead_convert"):
        assert read(name, desk.get(place(name, lead)).content.decode()).runs == []
    for name in ("leads", "leads_sources", "desk"):
        assert read(name, desk.get(reverse(name)).content.decode()).runs == []


def test_nothing_came_in_that_should_not(boss, agency):
    strike(boss, agency, "lead_document_new", FEW)
    with within(agency.pk):
        assert not Document.objects.exists()
        assert not ReplyTemplate.objects.exists()
