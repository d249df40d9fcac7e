"""List, page and きょう ask the database at most fifteen times, however many companies there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sonae.web.clock import now
from tests.factories.customers import make_contact, make_customer, make_diagnosis
from tests.factories.databases import asked
from tests.factories.policies import make_policy

pytestmark = pytest.mark.django_db
MOST = 15


@pytest.fixture
def busy(desk, staff):
    """A dozen companies with people and diagnoses; the last one."""
    for number in range(12):
        customer = make_customer(staff, at=now() - timedelta(days=3), person=staff)
        make_contact(customer, staff, f"架空 {number}子")
        make_policy(customer, staff)
        for days in (2, 1):
            make_diagnosis(customer, staff, at=now() - timedelta(days=days))
    return customer


def questions(browser, place):
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(place).status_code == 200
    return asked(queries)


@pytest.mark.parametrize("query", [{}, {"q": "架空", "sort": "changed"}, {"person": "mine", "industry": "E"}])
def test_the_list(desk, busy, query):
    assert len(questions(desk, reverse("customers", query=query))) <= MOST


def test_the_page_of_a_company(desk, busy):
    place = reverse("customer", args=[busy.pk])
    desk.get(place)  # the first look of a quarter of an hour is written down, which asks more
    assert len(questions(desk, place)) <= MOST


def test_today(desk, busy):
    assert len(questions(desk, reverse("desk", query={"all": "1"}))) <= MOST
