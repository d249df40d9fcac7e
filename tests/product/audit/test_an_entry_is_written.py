"""An entry has its number, its place in the chain and what was said, and stands with what it tells of or not at all."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction

from sonae.audit import actions, chain, reading
from sonae.audit.models import AppendOnlyError, Event, Head
from sonae.audit.record import Record
from sonae.tenancy.actor import Actor, Granted, Operator
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped
from tests.product.audit.conftest import NOON

pytestmark = pytest.mark.django_db


def test_numbers_follow_each_other_and_each_hash_covers_the_one_before(inside, hanako, customer):
    events = [actions.record(by=hanako, what="audit.looked", on=customer, at=NOON) for _ in range(3)]
    assert [event.number for event in events] == [1, 2, 3]
    kept = list(Event.objects.order_by("number").values_list(*chain.COLUMNS))
    assert events[0].hash == chain.link(chain.START, kept[0])
    assert events[2].hash == chain.link(events[1].hash, kept[2])
    assert Head.objects.get(agency=inside).hash == events[2].hash


def test_each_agency_counts_for_itself_and_so_does_the_operator(inside, hanako, customer):
    actions.record(by=hanako, what="audit.looked", on=customer, at=NOON)
    somebody = Operator(hanako.user_id, "運営一郎")
    with unscoped("a test"):
        first = actions.record(
            by=somebody, what="audit.looked", on=type(customer)("accounts.user", hanako.user_id), at=NOON
        )
    assert (first.agency_id, first.number) == (None, 1)


def test_an_operator_who_helps_is_told_apart_from_the_agencys_own(inside, hanako, customer):
    grant = Granted(uuid4(), inside.pk, None, may_edit=False)
    helper = Actor(uuid4(), "運営一郎", grant.id, inside.pk, Role.COORDINATOR, granted=(grant,))
    event = actions.record(by=helper, what="audit.looked", on=customer, at=NOON)
    assert event.part == "support"
    (line,) = reading.lines([event])
    assert line.sentence == "運営者の運営一郎さんが架空精機株式会社を見ました"


def test_a_guest_sees_what_happened_to_the_company_that_was_granted_and_to_its_people(inside, hanako, customer):
    contact = Record("customers.contact", uuid4(), "架空健一", inside.pk, under=customer)
    another = Record("customers.customer", uuid4(), "よそ商会", inside.pk)
    for on in (customer, contact, another):
        actions.record(by=hanako, what="customers.changed", on=on, at=NOON)
    grant = Granted(uuid4(), inside.pk, customer.id, may_edit=False)
    guest = Actor(uuid4(), "助太郎", uuid4(), uuid4(), Role.COORDINATOR, granted=(grant,))
    seen = Event.objects.visible_to(guest).values_list("record_id", flat=True)
    assert set(seen) == {customer.id, contact.id}


def test_what_has_no_sentence_is_not_written(inside, hanako, customer):
    with pytest.raises(actions.UnknownVerbError):
        actions.record(by=hanako, what="customers.juggled", on=customer, at=NOON)
    assert not Event.objects.exists()


def test_a_name_is_no_code_for_what_acts_by_itself(inside, customer):
    with pytest.raises(ValueError, match="code"), transaction.atomic():
        actions.record(by="港花子", what="audit.looked", on=customer, at=NOON)


def test_an_entry_is_not_saved_again(inside, hanako, customer):
    event = actions.record(by=hanako, what="audit.looked", on=customer, at=NOON)
    event.what = "audit.erased"
    with pytest.raises(AppendOnlyError):
        event.save()


@pytest.mark.django_db(transaction=True)
def test_an_entry_apart_from_what_it_tells_of_is_refused(agency, hanako, customer):
    with pytest.raises(actions.OutsideTransactionError):
        actions.record(by=hanako, what="audit.looked", on=customer, at=NOON)
