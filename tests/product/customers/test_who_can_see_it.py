"""「だれが見られる？」 names everybody who can open the record, and until when; nobody else is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from sonae.tenancy.models import Grant
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from sonae.web.clock import now
from tests.factories.agencies import make_member, make_person
from tests.factories.customers import make_customer
from tests.product.customers.conftest import at_the_desk

pytestmark = pytest.mark.django_db


def shown(browser, customer):
    return browser.get(reverse("customer_who", args=[customer.pk])).content.decode()


def grant(customer, manager, to, **more):
    given = {
        "starts_at": now() - timedelta(days=1),
        "ends_at": now() + timedelta(days=3),
        "record_id": customer.pk,
        "reason": "事故対応の相談",
        "given_by": manager.user,
        "given_at": now(),
    }
    with within(customer.agency_id):
        return Grant.objects.create(agency_id=customer.agency_id, to_user=to, **{**given, **more})


def test_members_stand_by_their_part(desk, agency, customer, staff, manager):
    page = shown(desk, customer)
    assert staff.user.name in page
    assert manager.user.name in page


def test_a_client_is_named_at_their_own_company_only(desk, agency, customer, staff):
    client = make_member(agency, Role.CLIENT, person=make_person("架空 社長"), company_id=customer.pk)
    assert client.user.name in shown(desk, customer)
    assert client.user.name not in shown(desk, make_customer(staff))


def test_to_whom_it_is_shown_stands_with_the_end_and_the_reason(desk, customer, manager):
    ends = grant(customer, manager, make_person("架空 専門家")).ends_at
    page = shown(desk, customer)
    assert "架空 専門家" in page
    assert "事故対応の相談" in page
    assert f"{ends.astimezone().year}年" in page


def test_what_is_over_is_named_no_more(desk, customer, manager):
    grant(
        customer,
        manager,
        make_person("架空 過去"),
        ends_at=now() - timedelta(seconds=1),
        starts_at=now() - timedelta(days=1),
    )
    assert "架空 過去" not in shown(desk, customer)


def test_to_whom_it_is_shown_they_see_the_record_and_not_this_list(customer, manager, stranger):
    grant(customer, manager, stranger.user)
    theirs = at_the_desk(stranger)
    assert theirs.get(reverse("customer", args=[customer.pk])).status_code == 200
    assert theirs.get(reverse("customer_who", args=[customer.pk])).status_code == 403


def test_after_the_end_the_record_is_not_there(customer, manager, stranger):
    given = grant(customer, manager, stranger.user)
    theirs = at_the_desk(stranger)
    with within(customer.agency_id):
        Grant.objects.filter(pk=given.pk).update(ended_at=now())
    assert theirs.get(reverse("customer", args=[customer.pk])).status_code == 404


def test_who_may_only_look_changes_nothing(customer, manager, stranger):
    grant(customer, manager, stranger.user)
    assert at_the_desk(stranger).send(reverse("customer_edit", args=[customer.pk]), {"name": "別"}).status_code == 403


def test_who_may_edit_does_so_in_the_agencys_own_log(customer, manager, stranger):
    grant(customer, manager, stranger.user, may_edit=True)
    given = {"name": "東山工業（架空・改）", "version": customer.version}
    assert at_the_desk(stranger).send(reverse("customer_edit", args=[customer.pk]), given).status_code == 302
    told = at_the_desk(manager).get(reverse("customer", args=[customer.pk])).content.decode()
    assert "となり保険（架空）の" in told
