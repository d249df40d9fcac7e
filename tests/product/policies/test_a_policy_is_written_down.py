"""A policy is written down with what brought its company; bad input is told, and another agency's is not there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from sonae.audit.models import Event
from sonae.customers.actions import UNDO, forget
from sonae.customers.models import Customer
from sonae.policies.models import PolicyTerm
from sonae.tenancy.permissions import Role
from sonae.web.clock import now
from tests.factories.agencies import make_member
from tests.factories.customers import make_customer
from tests.factories.policies import TERM, make_policy
from tests.product.customers.conftest import at_the_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside")]

CAME = {"source_first": {"utm_source": "tegami"}, "source_last": {"referrer": "search.example"}}


def typed(**other):
    return {**TERM, "starts_on": "2026-04-01", "ends_on": "2027-04-01", **other}


def places(customer, *policy):
    return reverse("policy" if policy else "policy_new", args=[customer.pk, *policy])


def test_it_is_on_the_page_of_its_company(desk, customer):
    answer = desk.send(places(customer), typed(number="SY-0001", premium="３６０，０００円"))
    assert answer.url.endswith("#policies")
    page = desk.get(answer.url).content.decode()
    assert "架空損害保険株式会社 サイバー保険（見本）" in page
    assert "360,000円" in page
    assert "SY-0001" in page


def test_it_carries_what_brought_its_company(desk, customer):
    Customer.objects.filter(pk=customer.pk).update(**CAME)
    desk.send(places(customer), typed())
    made = PolicyTerm.objects.get()
    assert (made.source_first, made.source_last) == (CAME["source_first"], CAME["source_last"])


def test_a_company_that_comes_again_does_not_change_what_brought_its_policy(customer, staff):
    policy = make_policy(customer, staff, **CAME)
    Customer.objects.filter(pk=customer.pk).update(source_last={"utm_source": "later"})
    policy.refresh_from_db()
    assert policy.source_last == CAME["source_last"]


def test_a_renewal_names_the_term_before_and_what_brought_that(customer, staff):
    first = make_policy(customer, staff, number="ＳＹ－１", **CAME)
    renewal = make_policy(
        customer, staff, number="sy 1", starts_on=first.ends_on, ends_on=date(2028, 4, 1),
        source_first={}, source_last={"utm_source": "later"},
    )  # fmt: skip
    assert renewal.previous == first
    assert (renewal.source_first, renewal.source_last) == (CAME["source_first"], CAME["source_last"])


def test_a_number_that_comes_later_joins_the_terms(desk, customer, staff):
    first = make_policy(customer, staff, number="SY-1")
    second = make_policy(customer, staff, starts_on=first.ends_on, ends_on=date(2028, 4, 1))
    later = typed(number="SY-1", starts_on="2027-04-01", ends_on="2028-04-01")
    desk.send(places(customer, second.pk), later)
    second.refresh_from_db()
    assert second.previous == first


@pytest.mark.parametrize("other", [{"insurer": "別の損害保険（架空）"}, {"number": ""}, {"number": "SY-2"}])
def test_another_insurer_or_number_is_no_renewal(customer, staff, other):
    make_policy(customer, staff, number="SY-1")
    ends = {"starts_on": date(2027, 4, 1), "ends_on": date(2028, 4, 1)}
    assert make_policy(customer, staff, **{"number": "SY-1", **ends, **other}).previous is None


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("insurer", " ", "入力してください。"),
        ("kind", "kasai", "一覧から選んでください。"),
        ("starts_on", "2026-02-30", "日付として読めません"),
        ("ends_on", "2026-04-01", "始期日より後の日"),
        ("premium", "", "入力してください。"),
        ("premium", "たくさん", "数として読めません"),
        ("premium", "-1", "0より小さい数です"),
        ("premium", "10000000001", "より大きい数です"),
        ("premium", "360,000.5", "整数"),
        ("number", "1" * 41, "40"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_lost(desk, customer, field, text, told):
    answer = desk.send(places(customer), typed(**{"note": "大事なこと", field: text}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert "大事なこと" in page
    assert not PolicyTerm.objects.exists()


def test_the_same_term_is_written_down_once(desk, customer, staff):
    other = make_customer(staff, "北浜精工（架空）")
    make_policy(other, staff, number="SY-1")
    answer = desk.send(places(customer), typed(number="ｓｙ１"))
    assert answer.status_code == 422
    assert (
        "この証券番号と満期日の契約は、北浜精工（架空）に登録してあります。番号と満期日を確かめてください。"
        in answer.content.decode()
    )
    assert PolicyTerm.objects.count() == 1


def test_without_a_number_two_may_be_alike(desk, customer, staff):
    make_policy(customer, staff)
    desk.send(places(customer), typed())
    assert PolicyTerm.objects.count() == 2


def test_two_agencies_may_have_the_same_term(customer, staff, stranger):
    make_policy(make_customer(stranger), stranger, number="SY-1")
    assert make_policy(customer, staff, number="SY-1").number_key == "SY1"


def test_a_change_stands_in_the_log(desk, customer, staff):
    policy = make_policy(customer, staff)
    desk.send(places(customer, policy.pk), typed(premium="400000"))
    policy.refresh_from_db()
    assert policy.premium == 400_000
    assert Event.objects.order_by("-number").first().what == "policies.changed"
    page = desk.get(reverse("customer", args=[customer.pk]), {"show": "changes"}).content.decode()
    assert "契約「架空損害保険株式会社 サイバー保険（見本）」を変更しました" in page
    assert "360,000 → 400,000" in page


def test_saving_without_a_change_writes_nothing(desk, customer, staff):
    policy = make_policy(customer, staff)
    before = Event.objects.count()
    assert desk.send(places(customer, policy.pk), typed()).status_code == 302
    assert Event.objects.count() == before


def test_it_is_taken_away_after_a_question(desk, customer, staff):
    policy = make_policy(customer, staff)
    place = reverse("policy_remove", args=[customer.pk, policy.pk])
    assert "外すと元に戻せません" in desk.get(place).content.decode()
    assert PolicyTerm.objects.exists()
    desk.send(place)
    assert not PolicyTerm.objects.exists()


def test_taking_away_a_term_leaves_its_renewal(desk, customer, staff):
    first = make_policy(customer, staff, number="SY-1")
    renewal = make_policy(customer, staff, number="SY-1", starts_on=first.ends_on, ends_on=date(2028, 4, 1))
    desk.send(reverse("policy_remove", args=[customer.pk, first.pk]))
    renewal.refresh_from_db()
    assert renewal.previous is None


def test_it_goes_with_its_company(customer, staff):
    first = make_policy(customer, staff, number="SY-1")
    make_policy(customer, staff, number="SY-1", starts_on=first.ends_on, ends_on=date(2028, 4, 1))
    Customer.objects.filter(pk=customer.pk).update(deleted_at=now() - UNDO - timedelta(days=1))
    assert forget(customer=customer, at=now())
    assert not PolicyTerm.objects.exists()


def test_the_page_tells_how_long_it_lasts(desk, customer, staff):
    day = now().date()
    make_policy(
        customer, staff, product="もうすぐ", ends_on=day + timedelta(days=40), starts_on=day - timedelta(days=300)
    )
    make_policy(
        customer, staff, product="まえの", ends_on=day - timedelta(days=40), starts_on=day - timedelta(days=400)
    )
    page = desk.get(reverse("customer", args=[customer.pk])).content.decode().partition('id="policies"')[2]
    assert page.index("もうすぐ") < page.index("まえの")
    assert "満期まであと" in page
    assert "（終わりました）" in page


def test_another_agencys_is_not_there(stranger, customer, staff):
    policy = make_policy(customer, staff)
    theirs = at_the_desk(stranger)
    own = make_customer(stranger)
    for place in (places(customer), places(customer, policy.pk), places(own, policy.pk)):
        assert theirs.send(place, typed(insurer="乗っ取り")).status_code == 404
    assert PolicyTerm.objects.get().insurer == TERM["insurer"]


@pytest.mark.parametrize("role", [Role.CLIENT, Role.COORDINATOR])
def test_only_the_agency_writes(agency, customer, role):
    somebody = at_the_desk(make_member(agency, role, company_id=customer.pk if role is Role.CLIENT else None))
    assert somebody.send(places(customer), typed()).status_code == 403
    assert not PolicyTerm.objects.exists()


@pytest.mark.parametrize("wrong", [{"premium": -1}, {"ends_on": date(2026, 4, 1)}])
def test_the_database_refuses_what_cannot_be(customer, staff, wrong):
    policy = make_policy(customer, staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyTerm.objects.filter(pk=policy.pk).update(**wrong)
