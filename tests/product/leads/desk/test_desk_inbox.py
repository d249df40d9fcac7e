"""The inbox shows who waits, the nearest promise first, quickly, however many there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sonae.leads.models import Request
from sonae.tenancy.scope import within
from sonae.web.clock import now
from tests.factories.agencies import actor_of
from tests.factories.databases import asked
from tests.factories.leads import make_request

pytestmark = pytest.mark.django_db
MOST = 15


def shown(desk, **query):
    page = desk.get(reverse("leads", query=query))
    assert page.status_code == 200
    return page.content.decode()


def test_without_any_it_says_how_one_comes(desk):
    assert "資料請求は、まだありません" in shown(desk)


def test_a_new_one_stands_there_with_its_number_and_its_promise(desk, lead):
    page = shown(desk)
    assert lead.company in page
    assert f"{lead.number[:4]}-{lead.number[4:]}" in page
    assert "chip--" in page


def test_the_nearest_promise_stands_first_and_what_is_late_says_so(desk, agency):
    at = now()
    make_request(agency, at=at, company="あとの会社（架空）", promised_at=at + timedelta(days=2))
    make_request(agency, at=at, company="おくれた会社（架空）", promised_at=at - timedelta(hours=1))
    page = shown(desk)
    assert page.index("おくれた会社") < page.index("あとの会社")
    assert page.count("を過ぎました") == 1


@pytest.mark.parametrize(
    ("state", "tab"), [("working", "working"), ("answered", "done"), ("quarantined", "quarantine")]
)
def test_each_state_has_its_tab(desk, agency, state, tab):
    made = make_request(agency, at=now(), state=state)
    assert made.company not in shown(desk)
    assert made.company in shown(desk, tab=tab)


@pytest.mark.parametrize("word", ["カクウショウジ", "03-0000", "hanako@"])
def test_it_is_found_by_reading_telephone_or_address(desk, agency, word):
    make_request(agency, at=now(), company="カクウ商事（架空）", phone="03-0000-0009", email="hanako@shoji.example")
    other = make_request(
        agency, at=now(), company="べつの会社（架空）", email="jiro@betsu.example", name="別野 次郎", kana=""
    )
    page = shown(desk, q={"カクウショウジ": "カクウ"}.get(word, word))
    assert "カクウ商事" in page
    assert other.company not in page


def test_it_is_found_by_its_number_as_people_read_it_out(desk, agency, lead):
    make_request(agency, at=now(), company="べつの会社（架空）")
    page = shown(desk, q=f"{lead.number[:4]}-{lead.number[4:]}".lower())
    assert lead.company in page
    assert "べつの会社" not in page


def test_those_of_another_agency_are_not_there(desk, stranger, lead):
    other = make_request(stranger.agency, at=now())
    assert other.company not in shown(desk)
    assert desk.get(reverse("lead", args=[other.pk])).status_code == 404


def test_it_asks_the_database_few_questions(desk, agency, staff):
    for number in range(40):
        make_request(agency, at=now(), assigned=staff if number % 2 else None)
    with CaptureQueriesContext(connection) as queries:
        shown(desk, page="2")
    assert len(asked(queries)) <= MOST


def test_thousands_make_it_no_slower_in_questions(desk, agency, staff):
    at = now()
    with within(agency.pk):
        rows = [
            Request(
                agency=agency, number=f"{serial:08}", kind="documents", received_at=at, promised_at=at, state="new",
                receipt_hash=f"r{serial:063}", company=f"架空{serial}", search_key=f"架空{serial}",
            )
            for serial in range(3000)
        ]  # fmt: skip
        Request.objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as queries:
        page = shown(desk)
    assert len(asked(queries)) <= MOST
    assert "1,000件以上" in page
    assert actor_of(staff).may("leads.see")
