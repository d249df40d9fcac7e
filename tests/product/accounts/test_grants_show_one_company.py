"""A company is shown to somebody outside: for a reason, until a day, and to nobody else; ended, it ends at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sonae.accounts.lapsing import due
from sonae.audit.models import Event
from sonae.outbox.models import Mail
from sonae.tenancy.models import Grant
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from tests.factories.agencies import make_agency, make_person, signed_in
from tests.factories.offices import Desk, last_mail, make_company, now, parts_at, secret_of
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
ENDING = "/gyomu/settei/miseru/{}/owaru/"


@pytest.fixture
def desk(db):
    return Desk(Visitor(), make_agency("みなと保険事務所（架空）"))


@pytest.fixture
def guest(db):
    return Desk(Visitor(), make_agency("さざなみ保険（架空）"), Role.STAFF)


@pytest.fixture
def company(desk):
    return make_company(desk.agency, desk.actor)


def terms(days=30, **more):
    return {"reason": "事故の調査を頼むため", "until": str(timezone.localdate() + timedelta(days=days)), **more}


def give(desk, company, given):
    return desk.browser.send(f"/gyomu/okyakusama/{company.pk}/miseru/", given)


def grants():
    with unscoped("a test counts"):
        return list(Grant.objects.order_by("given_at"))


def sees(desk, company):
    return desk.browser.get(f"/gyomu/okyakusama/{company.pk}/").status_code


def test_the_person_sees_it_and_reads_whose_it_is_and_until_when(desk, guest, company):
    assert sees(guest, company) == 404
    assert give(desk, company, terms(email=guest.person.email)).status_code == 302
    page = guest.browser.get("/gyomu/kyoyu/").content.decode()
    assert company.name in page
    assert "みなと保険事務所（架空）のお客様" in page
    assert sees(guest, company) == 200


def test_they_see_no_other_company(desk, guest, company):
    second = make_company(desk.agency, desk.actor, "別の会社（架空）")
    give(desk, company, terms(email=guest.person.email))
    assert sees(guest, second) == 404


def test_looking_is_not_changing_unless_it_was_said(desk, guest, company):
    give(desk, company, terms(email=guest.person.email))
    given = {"name": "乗っ取り", "version": "1"}
    assert guest.browser.send(f"/gyomu/okyakusama/{company.pk}/edit/", given).status_code == 403


def test_ended_it_is_gone_with_the_next_request(desk, guest, company):
    give(desk, company, terms(email=guest.person.email))
    assert sees(guest, company) == 200
    desk.browser.send(ENDING.format(grants()[0].pk))
    assert sees(guest, company) == 404
    assert company.name not in guest.browser.get("/gyomu/kyoyu/").content.decode()


def test_the_mail_to_another_house_names_no_customer(desk, guest, company):
    give(desk, company, terms(email=guest.person.email))
    mail = last_mail(guest.person.email)
    assert mail.kind == "accounts.grant"
    assert company.name not in mail.subject + mail.text


def test_whoever_has_no_account_is_invited_and_sees_it_once_they_accept(desk, company):
    give(desk, company, terms(email="senmon@example.jp"))
    assert grants() == []
    answer = Visitor().send(f"/shotai/{secret_of('senmon@example.jp')}/", {"name": "専門 家子", "bare": "1"})
    assert answer.status_code == 302
    (part,) = parts_at(desk.agency, "senmon@example.jp")
    assert part.role == Role.COORDINATOR
    browser = signed_in(Visitor(), part)
    assert browser.get(f"/gyomu/okyakusama/{company.pk}/").status_code == 200
    second = make_company(desk.agency, desk.actor, "別の会社（架空）")
    assert browser.get(f"/gyomu/okyakusama/{second.pk}/").status_code == 404


def test_another_agency_is_named_by_its_address(desk, guest, company):
    assert give(desk, company, terms(slug="dokonimo-nai")).status_code == 422
    assert give(desk, company, terms(slug=guest.agency.slug)).status_code == 302
    assert sees(guest, company) == 200


@pytest.mark.parametrize("days", [-1, 367])
def test_it_ends_within_a_year_and_not_yesterday(desk, guest, company, days):
    assert give(desk, company, terms(days, email=guest.person.email)).status_code == 422
    assert grants() == []


@pytest.mark.parametrize("lacking", [{"reason": ""}, {"until": ""}, {"email": ""}, {"slug": "futari-tomo"}])
def test_a_reason_an_end_and_one_receiver_are_needed(desk, guest, company, lacking):
    assert give(desk, company, terms(email=guest.person.email) | lacking).status_code == 422
    assert grants() == []


def test_a_company_that_was_only_shown_to_us_is_not_ours_to_show(desk, guest, company):
    admin = Desk(Visitor(), guest.agency, Role.MANAGER)
    give(desk, company, terms(slug=guest.agency.slug))
    third = make_person()
    assert give(admin, company, terms(email=third.email)).status_code == 403
    assert len(grants()) == 1


def test_staff_show_nothing(desk, guest, company):
    staff = Desk(Visitor(), desk.agency, Role.STAFF)
    assert give(staff, company, terms(email=guest.person.email)).status_code == 403


def test_a_grant_of_another_agency_cannot_be_ended(desk, guest, company):
    give(desk, company, terms(slug=guest.agency.slug))
    admin = Desk(Visitor(), guest.agency, Role.OWNER)
    assert admin.browser.send(ENDING.format(grants()[0].pk)).status_code == 404
    assert grants()[0].ended_at is None


def test_members_are_not_shown_what_they_see_anyway(desk, company):
    staff = Desk(Visitor(), desk.agency, Role.STAFF)
    page = give(desk, company, terms(email=staff.person.email))
    assert "メンバーなので、もう見られます" in page.content.decode()


def test_giving_and_ending_stand_in_the_log(desk, guest, company):
    give(desk, company, terms(email=guest.person.email))
    desk.browser.send(ENDING.format(grants()[0].pk))
    with within(desk.agency.pk):
        found = list(Event.objects.filter(kind="tenancy.grant").order_by("number").values_list("what", flat=True))
    assert found == ["accounts.grant_given", "accounts.grant_ended"]


def test_the_giver_is_told_three_days_before_and_once(desk, guest, company):
    give(desk, company, terms(30, email=guest.person.email))
    ends = grants()[0].ends_at
    assert due(ends - timedelta(days=3, minutes=1)) == 0
    assert due(ends - timedelta(days=3)) == 1
    assert due(ends - timedelta(days=2)) == 0
    mail = last_mail(desk.person.email)
    assert (mail.kind, mail.agency_id) == ("accounts.grant_ends", desk.agency.pk)
    assert company.name in mail.text


def test_nobody_is_told_of_what_was_ended_already(desk, guest, company):
    give(desk, company, terms(email=guest.person.email))
    desk.browser.send(ENDING.format(grants()[0].pk))
    assert due(grants()[0].ends_at - timedelta(days=1)) == 0
    with unscoped("a test counts"):
        assert not Mail.objects.filter(kind="accounts.grant_ends").exists()


def test_a_grant_that_is_over_shows_nothing(desk, guest, company):
    give(desk, company, terms(email=guest.person.email))
    with within(desk.agency.pk):
        moment = now()
        Grant.objects.update(starts_at=moment - timedelta(days=2), ends_at=moment - timedelta(seconds=1))
    assert sees(guest, company) == 404
