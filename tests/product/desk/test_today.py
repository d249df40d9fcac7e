"""きょう: what has a day by its day, then what waits; one's own first, and an empty page teaches."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from sonae.assessments import actions as diagnosing
from sonae.customers import actions
from sonae.outbox.actions import send
from sonae.outbox.models import Mail, State
from sonae.tenancy.models import Grant
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from sonae.web.clock import now
from tests.factories.agencies import actor_of, make_member, make_person
from tests.factories.customers import make_contact, make_customer, make_diagnosis
from tests.factories.leads import make_request
from tests.product.customers.conftest import at_the_desk

pytestmark = pytest.mark.django_db


def shown(browser, **query):
    return browser.get(reverse("desk", query=query)).content.decode()


def test_an_empty_page_says_the_first_three_steps(desk):
    assert "はじめの3つの手順" in shown(desk)


def test_a_new_company_waits_for_its_first_diagnosis(desk, staff):
    make_customer(staff, "新町製作所（架空）", at=now() - timedelta(days=2))
    assert "はじめの診断をする" in shown(desk)


def test_with_a_diagnosis_it_waits_no_more(desk, staff):
    make_diagnosis(make_customer(staff, at=now() - timedelta(days=2)), staff)
    assert "はじめの診断をする" not in shown(desk)


def test_what_is_not_known_is_to_be_asked(desk, customer, staff):
    make_diagnosis(customer, staff, at=now())
    assert "わからない1問を確かめる" in shown(desk)


def test_only_the_newest_diagnosis_counts(desk, customer, staff):
    make_diagnosis(customer, staff, at=now() - timedelta(days=9))
    make_diagnosis(customer, staff, at=now())
    assert shown(desk).count("わからない1問を確かめる") == 1


def test_what_was_left_lying_is_there_after_a_day(desk, customer, staff):
    with within(customer.agency_id):
        diagnosing.start_for(company=customer, by=actor_of(staff), at=now() - timedelta(days=2))
    assert "診断の続きに答える" in shown(desk)


def test_a_mail_that_failed_comes_first_and_says_why(desk, customer, staff):
    make_contact(customer, staff, email="ken@example.jp")
    with within(customer.agency_id):
        mail = send(
            agency=customer.agency_id, to="ken@example.jp", subject="お知らせ", text="本文", kind="outbox.letter",
            by=actor_of(staff), at=now(), about=customer.record,
        )  # fmt: skip
        Mail.objects.filter(pk=mail.pk).update(state=State.FAILED, last_error="宛先がありません")
    page = shown(desk)
    assert "宛先がありません" in page
    assert page.index("送れなかったメール") < page.index("はじめの診断をする")


def test_a_grant_that_ends_within_a_week_is_there_for_who_can_renew_it(agency, customer, manager, staff):
    with within(agency.pk):
        Grant.objects.create(
            agency=agency, to_user=make_person("架空 専門家"), record_id=customer.pk, reason="相談", starts_at=now(),
            ends_at=now() + timedelta(days=3), given_by=manager.user, given_at=now(),
        )  # fmt: skip
    assert "見せる期間が終わります" in shown(at_the_desk(manager))
    assert "見せる期間が終わります" not in shown(at_the_desk(staff))


def test_a_deleted_company_is_told_of_before_it_is_gone_for_good(desk, customer, staff):
    with within(customer.agency_id):
        actions.delete(customer=customer, by=actor_of(staff), at=now() - timedelta(days=25))
    assert "元に戻せなくなります" in shown(desk)


def test_what_others_look_after_is_one_link_away(desk, staff, manager):
    make_customer(manager, "他人の担当（架空）", person=manager, at=now())
    assert "他人の担当" not in shown(desk)
    assert "他人の担当" in shown(desk, all="1")


def test_another_agency_has_other_things_to_do(stranger, customer, staff):
    make_diagnosis(customer, staff, at=now())
    assert "東山工業" not in shown(at_the_desk(stranger), all="1")


def test_a_client_goes_to_their_company(agency, customer):
    client = at_the_desk(make_member(agency, Role.CLIENT, company_id=customer.pk))
    assert client.get(reverse("desk")).url == reverse("customers")


def test_whoever_waits_for_an_answer_stands_there_and_late_ones_first(desk, agency):
    make_request(agency, at=now(), company="約束の会社（架空）", promised_at=now() + timedelta(hours=30))
    make_request(agency, at=now(), company="おくれた会社（架空）", promised_at=now() - timedelta(hours=1))
    page = desk.get(reverse("desk")).content.decode()
    assert "返信の約束を過ぎた資料請求 1件" in page
    assert page.index("おくれた会社") < page.index("約束の会社")


def test_what_somebody_else_answers_is_not_mine_to_do(desk, agency, manager):
    make_request(agency, at=now(), company="人の会社（架空）", assigned=manager, state="working")
    assert "人の会社" not in desk.get(reverse("desk")).content.decode()
    assert "人の会社" in desk.get(reverse("desk"), {"all": "1"}).content.decode()
