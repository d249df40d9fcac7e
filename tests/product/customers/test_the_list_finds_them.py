"""The list finds a company however one writes what one looks for, and its address holds all that was asked."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sonae.customers.listing import Wanted
from sonae.tenancy.permissions import Role
from tests.factories.agencies import make_agency, make_member
from tests.factories.customers import fake_number, make_contact, make_customer
from tests.product.customers.conftest import at_the_desk

pytestmark = pytest.mark.django_db


def listed(browser, **query):
    return browser.get(reverse("customers", query=query)).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        "東山",
        "㈱東山工業",
        "ひがしやま",
        "ﾋｶﾞｼﾔﾏ",
        "ヒガシヤマ 東山",
        "03-0000-0000",
        "０３００００",
        "0300000000",
        "架空 花子",
    ],
)
def test_however_it_is_written(desk, staff, customer, typed):
    make_contact(customer, staff, "架空 花子")
    make_customer(staff, "西川商店（架空）")
    shown = listed(desk, q=typed)
    assert "東山工業" in shown
    assert "西川商店" not in shown


def test_by_its_number(desk, staff):
    make_customer(staff, "番号製作所（架空）", corporate_number=fake_number(3))
    assert "番号製作所" in listed(desk, q=fake_number(3))


def test_nothing_found_says_how_else_to_look(desk, customer):
    shown = listed(desk, q="ない会社")
    assert "条件に合うお客様はいません" in shown
    assert "条件を消す" in shown


def test_an_empty_list_teaches(desk):
    assert "お客様は、まだ登録されていません" in listed(desk)


def test_a_percent_sign_is_a_letter_like_any_other(desk, customer):
    assert "東山工業" not in listed(desk, q="東%業x_")


def test_what_somebody_has_left_is_found_by_nobody_looking_after_it(desk, staff, customer):
    make_customer(staff, "担当つき（架空）", person=staff)
    assert "担当つき" not in listed(desk, person="nobody")
    assert "担当つき" in listed(desk, person="mine")
    assert "東山工業" not in listed(desk, person=str(staff.pk))


def test_in_the_order_of_kana(desk, staff):
    make_customer(staff, "乙（架空）", kana="いろは")
    make_customer(staff, "甲（架空）", kana="アイウ")
    shown = listed(desk)
    assert shown.index("甲（架空）") < shown.index("乙（架空）")


def test_page_after_page_shows_each_once(desk, staff):
    names = [f"架空{number:02}番工業" for number in range(45)]
    for name in names:
        make_customer(staff, name)
    pages = [listed(desk, page=page) for page in (1, 2, 3)]
    assert [sum(f">{name}<" in page for page in pages) for name in names] == [1] * 45
    assert "45社" in pages[0]


def test_beyond_a_thousand_nobody_counts(desk, staff, inside, monkeypatch):
    monkeypatch.setattr("sonae.customers.listing.MOST_COUNTED", 3)
    monkeypatch.setattr("sonae.customers.listing.capped", lambda found: min(found.count(), 4))
    for _ in range(6):
        make_customer(staff)
    assert "3社以上" in listed(desk)


@pytest.mark.parametrize(
    "query",
    [
        {"page": "-1"}, {"page": "x"}, {"page": "9" * 30}, {"size": "1000000"}, {"sort": "password"},
        {"person": "x' OR 1=1"},
        {"industry": "\0"}, {"q": "\0"}, {"q": "株式会社"}, {"q": "あ" * 5000}, {"deleted": "2"},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_left_out(desk, customer, query):
    assert desk.get(reverse("customers", query=query)).status_code == 200


def test_a_query_survives_being_kept_and_read_again():
    wanted = Wanted(text="東山 &=", person="mine", industry="E", deleted=True, sort="changed", size=50, page=7)
    assert Wanted.back(wanted.query()) == wanted


def test_nothing_special_makes_an_empty_query():
    assert Wanted().query() == ""


def test_another_agency_finds_nothing(stranger, customer):
    assert "東山工業" not in listed(at_the_desk(stranger), q="東山")


def test_a_client_finds_their_own_company_only(agency, staff, customer):
    make_customer(staff, "西川商店（架空）")
    shown = listed(at_the_desk(make_member(agency, Role.CLIENT, company_id=customer.pk)))
    assert "東山工業" in shown
    assert "西川商店" not in shown


def test_an_expert_without_a_grant_finds_nothing(agency, customer):
    assert "東山工業" not in listed(at_the_desk(make_member(agency, Role.COORDINATOR)))


def test_the_part_of_another_agency_finds_nothing_here(customer):
    other = make_member(make_agency(), Role.OWNER)
    assert "東山工業" not in listed(at_the_desk(other), person="nobody")
