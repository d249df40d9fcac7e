"""Where requests come from is counted by month, customers beside them, and a share is told of many only."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from sonae.leads.sources import ENOUGH, UNKNOWN, counted, months_until, name_of
from sonae.web.clock import now
from tests.factories.customers import make_customer
from tests.factories.leads import make_request
from tests.factories.policies import make_policy
from tests.product.leads.desk.conftest import place

MARCH = datetime(2026, 3, 31, 16, tzinfo=UTC)
"""In Japan it is April already."""


def test_months_go_back_over_the_turn_of_the_year():
    assert months_until(date(2026, 2, 9), 4) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


@pytest.mark.parametrize(
    ("came", "name"),
    [
        ({"utm_source": "tegami", "utm_medium": "mail", "utm_campaign": "aki"}, "tegami ・ mail ・ aki"),
        ({"qr": "7", "referrer": "search.example"}, "QRコード 7"),
        ({"referrer": "search.example"}, "search.example"),
        ({}, UNKNOWN),
    ],
)
def test_who_sent_a_visitor_is_named_by_the_strongest_sign(came, name):
    assert name_of(came, "campaign") == name


def test_a_month_is_japans():
    report = counted([("a", MARCH, False)], [], months_until(date(2026, 4, 1), 2))
    assert report.cells(report.rows[0]) == [0, 1]


@pytest.mark.parametrize(("number", "share"), [(ENOUGH - 1, ""), (ENOUGH, "50%")])
def test_a_share_is_told_of_many_only(number, share):
    report = counted([("a", MARCH, place < number // 2) for place in range(number)], [], [date(2026, 4, 1)])
    assert report.rows[0].share.replace("％", "%") == share


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.just(MARCH), st.booleans())),
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 10**9))),
)
def test_the_rows_add_up_to_the_total(rows, policies):
    report = counted(rows, policies, [date(2026, 4, 1)])
    assert sum(row.requests for row in report.rows) == report.total.requests == len(rows)
    assert sum(row.customers for row in report.rows) == report.total.customers
    assert sum(row.policies for row in report.rows) == report.total.policies == len(policies)
    assert sum(row.premium for row in report.rows) == report.total.premium == sum(yen for _, yen in policies)


@pytest.mark.django_db
def test_the_page_counts_what_people_sent_and_leaves_out_machines(desk, agency, customer):
    make_request(agency, at=now(), customer=customer)
    make_request(agency, at=now())
    make_request(agency, at=now(), state="quarantined", came_last={"utm_source": "kikai"})
    page = desk.get(reverse("leads_sources")).content.decode()
    assert "search.example" in page
    assert "kikai" not in page
    assert "割合を出していません" in page


@pytest.mark.django_db
def test_a_contract_counts_for_what_brought_its_company(desk, lead, customer, staff):
    desk.send(place("lead_convert", lead), {"as": customer.pk})
    make_policy(customer, staff, premium=480_000, at=now())
    lines = desk.get(reverse("leads_sources"), {"as": "csv"}).content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("search.example,1,1,1,480000,")
    first = desk.get(reverse("leads_sources"), {"as": "csv", "side": "first"}).content.decode("utf-8-sig")
    assert first.splitlines()[1].startswith("tegami ・ aki,1,1,1,480000,")
    assert "480,000円" in desk.get(reverse("leads_sources")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["nobody asked", "renewed", "deleted", "elsewhere"])
def test_no_other_contract_counts(desk, lead, customer, staff, stranger, why):
    came = {"source_first": {"utm_source": "x"}, "source_last": {"utm_source": "x"}}
    if why == "nobody asked":
        make_policy(customer, staff, at=now())
    elif why == "renewed":
        make_policy(customer, staff, number="A-1", at=now() - timedelta(days=400), **came)
        make_policy(customer, staff, number="A-1", starts_on=date(2027, 4, 1), ends_on=date(2028, 4, 1), at=now())
    elif why == "deleted":
        make_policy(customer, staff, at=now(), **came)
        desk.send(reverse("customer_delete", args=[customer.pk]))
    else:
        make_policy(make_customer(stranger), stranger, at=now(), **came)
    total = desk.get(reverse("leads_sources"), {"as": "csv"}).content.decode("utf-8-sig").splitlines()[-1]
    assert total.startswith("合計,1,0,0,0,")


@pytest.mark.django_db
def test_the_first_visit_and_pages_can_be_asked_for(desk, agency):
    make_request(agency, at=now())
    assert "tegami ・ aki" in desk.get(reverse("leads_sources"), {"side": "first"}).content.decode()
    assert "/jirei/" in desk.get(reverse("leads_sources"), {"view": "page"}).content.decode()


@pytest.mark.django_db
def test_the_file_names_nobody(desk, agency):
    lead = make_request(agency, at=now())
    file = desk.get(reverse("leads_sources"), {"as": "csv"})
    text = file.content.decode("utf-8-sig")
    assert text.startswith("きっかけ,資料請求,お客様")
    assert lead.company not in text


@pytest.mark.django_db
def test_those_of_another_agency_do_not_count(desk, stranger):
    make_request(stranger.agency, at=now())
    assert "search.example" not in desk.get(reverse("leads_sources")).content.decode()
