"""The contact card: printed as typed, nothing kept, and told calmly what cannot be printed."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from pypdf import PdfReader

from sonae.public.cover import card
from sonae.public.cover.forms import PEOPLE
from sonae.web.costly import Costly
from sonae.web.limits import Limit
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, published
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
GIVEN = {
    "company": "みほん金属製作所（架空）",
    "agency_name": "あおぞら保険事務所（架空）",
    "agency_phone": "０３ー００００ー００００",
    "insurer_phone": "0120-000-000",
    "policy_number": "AB-1234567",
    "vendor_phone": "",
    "role_1": "社長",
    "name_1": "架空 直子",
    "phone_1": "090-0000-0000",
}


def words(page):
    text = "".join(each.extract_text() for each in PdfReader(io.BytesIO(page.content)).pages)
    return text.replace("\n", "").replace(" ", "")


def test_the_sheet_says_what_was_typed_and_the_public_desks(visitor):
    page = visitor.send("/hoken/card/", GIVEN)
    assert page["Content-Type"] == "application/pdf"
    assert page["Cache-Control"] == "no-store"
    text = words(page)
    for said in ("みほん金属製作所", "03-0000-0000", "0120-000-000", "AB-1234567", "架空直子", "#9110", "npa.go.jp"):
        assert said in text, said
    assert len(PdfReader(io.BytesIO(page.content)).pages) == 1


def test_nothing_needs_to_be_typed(visitor):
    page = visitor.send("/hoken/card/")
    assert page["Content-Type"] == "application/pdf"
    assert "緊急連絡先" in words(page)


def test_the_same_can_be_printed_from_the_browser_and_mended(visitor):
    page = visitor.send("/hoken/card/", {**GIVEN, "as": "page"})
    told = page.content.decode()
    assert 'href="tel:03-0000-0000"' in told
    assert 'name="policy_number" value="AB-1234567"' in told
    again = visitor.send("/hoken/card/", {**GIVEN, "as": "edit"})
    assert again.status_code == 200
    assert 'value="みほん金属製作所（架空）"' in again.content.decode()


def test_an_agencys_site_fills_in_the_agency(visitor):
    desk = Desk(Visitor(), make_agency(slug="minato"))
    published(desk, brand_name="みなとの備え")
    told = visitor.get("/a/minato/hoken/card/").content.decode()
    assert 'value="みなとの備え"' in told
    assert 'value="03-0000-0000"' in told
    assert "みなとの備え" not in visitor.get("/hoken/card/").content.decode()


def test_a_number_that_is_none_is_told_beside_all_that_was_typed(visitor):
    page = visitor.send("/hoken/card/", {**GIVEN, "vendor_phone": "たくさん"})
    told = page.content.decode()
    assert page.status_code == 422
    assert "保守会社の電話番号: 電話番号は、市外局番から数字で書いてください" in told
    assert 'value="たくさん"' in told
    assert 'value="AB-1234567"' in told


@pytest.mark.parametrize("name", ["company", "policy_number", "name_1"])
def test_what_has_no_room_is_told_and_never_cut(visitor, name):
    page = visitor.send("/hoken/card/", {**GIVEN, name: "長" * 40})
    assert page.status_code == 422
    assert "長" * 40 in page.content.decode()


def test_nothing_is_stored(visitor, django_assert_num_queries):
    tables = connection.introspection.table_names()

    def counts():
        with connection.cursor() as cursor:
            found = {}
            for table in tables:
                cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - names come from the database itself
                found[table] = cursor.fetchone()[0]
        return found

    before = counts()
    visitor.send("/hoken/card/", GIVEN)
    assert counts() == before
    assert not card.MADE._made


def test_too_many_are_refused_with_everything_still_there(visitor, monkeypatch):
    monkeypatch.setattr(card, "MADE", Costly(Limit("contact-card", 0, 600), at_once=1, wait=0.0, kept=0))
    page = visitor.send("/hoken/card/", GIVEN)
    assert page.status_code == 429
    assert page["Retry-After"]
    assert 'value="みほん金属製作所（架空）"' in page.content.decode()


def test_when_others_are_served_it_says_to_wait_a_moment(visitor, monkeypatch):
    busy = Costly(Limit("contact-card", 40, 600), at_once=1, wait=0.0, kept=0)
    monkeypatch.setattr(card, "MADE", busy)
    busy._turns.acquire()
    page = visitor.send("/hoken/card/", GIVEN)
    assert page.status_code == 503
    assert 'value="みほん金属製作所（架空）"' in page.content.decode()


def test_every_person_has_a_line(visitor):
    given = {f"{what}_{n}": f"{text}{n}" for n in PEOPLE for what, text in (("role", "役"), ("name", "架空"))}
    text = words(visitor.send("/hoken/card/", given))
    assert all(f"架空{n}" in text for n in PEOPLE)
