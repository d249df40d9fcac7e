"""The list as a file: for whoever may take it, after showing anew who they are; noted, and safe to open."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse

from sonae.audit.models import Event
from sonae.tenancy.scope import unscoped
from sonae.web.clock import now
from tests.factories.agencies import signed_in
from tests.factories.customers import fake_number, make_contact, make_customer
from tests.product.conftest import Visitor
from tests.product.customers.conftest import at_the_desk

pytestmark = pytest.mark.django_db
PLACE = "/gyomu/okyakusama/export/"


@pytest.fixture
def chief(manager):
    return at_the_desk(manager)


def taken(browser, code="utf-8-sig", **more):
    answer = browser.send(PLACE, {"code": code, **more})
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.content.decode(code))))


def test_numbers_and_people_come_along(chief, staff):
    customer = make_customer(staff, "番号製作所（架空）", corporate_number=fake_number(3), postcode="0000001")
    make_contact(customer, staff, "架空 花子", email="hana@example.jp")
    head, row = taken(chief)
    found = dict(zip(head, row, strict=True))
    assert found["法人番号"] == fake_number(3)
    assert found["郵便番号"] == "000-0001"
    assert (found["連絡先"], found["連絡先のメールアドレス"]) == ("架空 花子", "hana@example.jp")


@pytest.mark.parametrize("start", ["=1+1", "+81", "-1", "@SUM(A1)", "＝1", "\t=1"])
def test_no_cell_begins_a_formula(chief, staff, start):
    make_customer(staff, "架空", note=start)
    _, row = taken(chief)
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "＝", "\t"))]


def test_letters_that_shift_jis_lacks_are_marked(chief, staff):
    make_customer(staff, "髙橋🍊商店（架空）")
    assert taken(chief, "cp932")[1][0] == "髙橋〓商店（架空）"


def test_only_what_was_looked_for_leaves(chief, staff):
    make_customer(staff, "東山（架空）")
    make_customer(staff, "西川（架空）")
    assert [row[0] for row in taken(chief, list="q=東山")[1:]] == ["東山（架空）"]


def test_nothing_of_another_agency_leaves(chief, stranger):
    make_customer(stranger, "となりのお客様（架空）")
    assert len(taken(chief, list="person=nobody")) == 1


def test_the_log_says_who_took_how_many(chief, staff):
    make_customer(staff)
    taken(chief)
    with unscoped("a test looks at everything"):
        assert Event.objects.filter(what="customers.exported").count() == 1


def test_looking_at_the_page_takes_nothing(chief):
    assert "記録に残ります" in chief.get(PLACE).content.decode()
    with unscoped("a test looks at everything"):
        assert not Event.objects.filter(what="customers.exported").exists()


def test_an_unknown_code_is_asked_for_again(chief):
    assert chief.send(PLACE, {"code": "utf-7"}).status_code == 422


def test_staff_may_not(desk):
    assert desk.get(PLACE).status_code == 403


def test_who_signed_in_long_ago_shows_anew_who_they_are(manager):
    browser = signed_in(Visitor(), manager, at=now() - timedelta(minutes=30))
    answer = browser.send(PLACE, {"code": "cp932"})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_fresh"))
