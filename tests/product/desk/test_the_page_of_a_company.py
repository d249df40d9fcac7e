"""The page of a company: who it is, what happened, what it may cost; and that looking is written down first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from sonae.audit.models import Event
from tests.factories.customers import REGISTERED, make_contact, make_customer, make_diagnosis
from tests.product.customers.conftest import at_the_desk

pytestmark = pytest.mark.django_db


def page_of(customer, **query):
    return reverse("customer", args=[customer.pk], query=query or None)


def test_an_empty_page_says_what_to_do_first(desk, customer):
    shown = desk.get(page_of(customer)).content.decode()
    assert "東山工業株式会社（架空）" in shown
    assert "診断は、まだありません" in shown
    assert "診断を始める" in shown


def test_amounts_over_time_stand_with_their_difference(desk, customer, staff):
    make_diagnosis(customer, staff, at=REGISTERED, employees=280)
    make_diagnosis(customer, staff, at=REGISTERED + timedelta(days=30), employees=28)
    shown = desk.get(page_of(customer)).content.decode()
    assert "前回より" in shown
    assert "減りました" in shown
    assert "最新と比べる" in shown


def test_two_diagnoses_are_compared_side_by_side(desk, customer, staff):
    first = make_diagnosis(customer, staff, at=REGISTERED, employees=280)
    last = make_diagnosis(customer, staff, at=REGISTERED + timedelta(days=30), employees=28)
    shown = desk.get(reverse("diagnosis_compare", args=[customer.pk, last.pk, first.pk]))
    assert shown.status_code == 200
    assert "280人" in shown.content.decode()


def test_every_fact_says_where_it_is_from_and_when(desk, customer, staff):
    make_diagnosis(customer, staff)
    shown = desk.get(page_of(customer)).content.decode()
    assert "担当者の入力 ・ 2026年11月2日" in shown
    assert "わからないままの質問" in shown


def test_the_timeline_tells_who_did_what(desk, customer, staff):
    make_contact(customer, staff, "架空 花子")
    shown = desk.get(page_of(customer, show="changes")).content.decode()
    assert f"{staff.user.name}さんが連絡先の架空 花子さんを登録しました" in shown


def test_that_somebody_looked_is_kept_once_in_fifteen_minutes(desk, customer, inside):
    for _ in range(3):
        desk.get(page_of(customer))
    assert Event.objects.filter(what="audit.looked", record_id=customer.pk).count() == 1


def test_what_cannot_be_noted_is_not_shown(desk, customer, monkeypatch):
    def fails(**more):
        raise RuntimeError("no room in the log")

    monkeypatch.setattr("sonae.desk.views.companies.looked", fails)
    desk.raise_request_exception = False
    answer = desk.get(page_of(customer))
    assert answer.status_code == 500
    assert "東山工業" not in answer.content.decode()


def test_a_company_of_another_agency_does_not_exist(stranger, customer):
    assert at_the_desk(stranger).get(page_of(customer)).status_code == 404


def test_a_deleted_company_does_not_exist(desk, customer):
    desk.send(reverse("customer_delete", args=[customer.pk]))
    assert desk.get(page_of(customer)).status_code == 404


def test_the_way_back_leads_to_the_list_as_it_was(desk, customer):
    shown = desk.get(page_of(customer, list="q=ひがし&sort=changed")).content.decode()
    assert "?q=%E3%81%B2%E3%81%8C%E3%81%97&amp;sort=changed" in shown


def test_the_way_back_holds_nothing_but_the_list(desk, customer):
    shown = desk.get(page_of(customer, list='"><script>alert(1)</script>&evil=1')).content.decode()
    assert "<script>alert" not in shown
    assert "evil" not in shown


def test_older_things_are_one_page_away(desk, customer, staff):
    for number in range(35):
        make_contact(customer, staff, f"架空 {number}子")
    shown = desk.get(page_of(customer, show="changes")).content.decode()
    assert "架空 0子さん" not in shown.split("連絡先の", 1)[1].split("これより前を見る")[0]
    assert "これより前を見る" in shown


def test_a_company_somewhere_else_is_not_there(desk, staff):
    make_customer(staff)
    assert desk.get("/gyomu/okyakusama/00000000-0000-4000-8000-000000000000/").status_code == 404
