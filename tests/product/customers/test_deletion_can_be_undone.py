"""A deleted company can be brought back for thirty days; then it is gone, in the log too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from sonae.answers.models import Answer, Subject
from sonae.assessments.models import Draft, Run
from sonae.audit.models import Event
from sonae.audit.reading import lines, with_keys
from sonae.customers import actions, scans
from sonae.customers.models import Contact, Customer
from sonae.outbox.models import Mail, State
from tests.factories.agencies import actor_of
from tests.factories.customers import make_contact, make_diagnosis
from tests.product.customers.conftest import at_the_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside")]
DAY = datetime(2026, 11, 24, 3, tzinfo=UTC)
ENOUGH = timedelta(days=30)


@pytest.fixture
def deleted(customer, staff):
    make_contact(customer, staff, "架空 花子")
    make_diagnosis(customer, staff)
    actions.delete(customer=customer, by=actor_of(staff), at=DAY)
    return Customer.objects.get()


def test_a_deleted_company_is_in_no_list_but_that_of_the_deleted(desk, customer):
    desk.send(reverse("customer_delete", args=[customer.pk]))
    assert "東山工業" not in desk.get(reverse("customers")).content.decode()
    assert "東山工業" in desk.get(reverse("customers", query={"deleted": "1"})).content.decode()


def test_it_comes_back_as_it_was(desk, deleted):
    desk.send(reverse("customer_restore", args=[deleted.pk]))
    assert "架空 花子" in desk.get(reverse("customer", args=[deleted.pk])).content.decode()


def test_looking_at_the_page_of_deletion_deletes_nothing(desk, customer):
    assert desk.get(reverse("customer_delete", args=[customer.pk])).status_code == 200
    assert Customer.objects.kept().exists()


def test_another_agency_can_bring_nothing_back(stranger, deleted):
    assert at_the_desk(stranger).send(reverse("customer_restore", args=[deleted.pk])).status_code == 404
    assert Customer.objects.deleted().exists()


def test_its_diagnoses_are_not_shown_meanwhile(desk, deleted):
    draft = Draft.objects.get()
    assert desk.get(f"/r/{draft.pk}/1/").status_code == 404


def test_a_second_before_thirty_days_nothing_happens(deleted):
    assert scans.forget_what_was_deleted(DAY + ENOUGH - timedelta(seconds=1)) == 0
    assert Customer.objects.exists()


def test_after_thirty_days_everything_about_it_is_gone(deleted):
    assert scans.forget_what_was_deleted(DAY + ENOUGH) == 1
    left = [model.objects.count() for model in (Customer, Contact, Subject, Draft, Run, Answer)]
    assert left == [0] * 6


def test_the_log_keeps_that_something_happened_and_no_name(deleted):
    scans.forget_what_was_deleted(DAY + ENOUGH)
    told = [line.sentence for line in lines(with_keys(Event.objects.order_by("number")))]
    assert len(told) > 3
    assert not [sentence for sentence in told if "東山" in sentence or "花子" in sentence]


def test_mails_about_it_are_emptied(deleted, staff):
    Mail.objects.create(
        agency_id=deleted.agency_id, kind="outbox.letter", to="hana@example.jp", sender_name="架空", subject="お見積",
        text="本文", company_id=deleted.pk, by=staff.user, by_name="架空", created_at=DAY, not_before=DAY,
        state=State.SENT, message_id="<a@example.jp>",
    )  # fmt: skip
    scans.forget_what_was_deleted(DAY + ENOUGH)
    assert Mail.objects.values_list("to", "subject", "text").get() == ("", "", "")


def test_doing_it_twice_does_it_once(deleted):
    scans.forget_what_was_deleted(DAY + ENOUGH)
    assert scans.forget_what_was_deleted(DAY + ENOUGH) == 0


def test_one_that_came_back_in_between_stays(deleted, staff):
    actions.restore(customer=deleted, by=actor_of(staff), at=DAY)
    assert not actions.forget(customer=deleted, at=DAY + ENOUGH)
    assert Customer.objects.kept().exists()
