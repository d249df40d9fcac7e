"""What cannot be written down does not happen, even where somebody catches the error."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from sonae.audit import actions, keyring
from sonae.audit.models import Event, Head
from sonae.tenancy.models import Branch
from sonae.tenancy.scope import within
from tests.product.audit.conftest import NOON

pytestmark = pytest.mark.django_db(transaction=True)


def open_a_branch(agency, by, on, name="支店"):
    with within(agency.pk), transaction.atomic():
        Branch.objects.create(agency=agency, name=name)
        actions.record(by=by, what="audit.looked", on=on, at=NOON)


def branches(agency):
    with within(agency.pk):
        return Branch.objects.count()


@pytest.fixture
def broken_disk():
    """Every INSERT into the log fails in the database."""

    def fail(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "audit_event"'):
            raise DatabaseError("disk I/O error")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


def test_the_entry_stands_with_what_it_tells_of(agency, hanako, customer):
    open_a_branch(agency, hanako, customer)
    with within(agency.pk):
        assert (Branch.objects.count(), Event.objects.count(), Head.objects.get().number) == (1, 1, 1)


def test_a_failing_write_takes_the_action_along(agency, hanako, customer, broken_disk):
    with pytest.raises(DatabaseError):
        open_a_branch(agency, hanako, customer)
    assert branches(agency) == 0


def test_so_does_a_write_that_the_database_refuses(agency, hanako, customer):
    with within(agency.pk), transaction.atomic():
        Head.objects.create(pk=agency.pk, agency=agency, number=0, hash="0" * 64)
        actions.record(by=hanako, what="audit.looked", on=customer, at=NOON)
        event = Event.objects.get()
        event.pk, event.number, event._state.adding = customer.id, 2, True
        event.save(force_insert=True)  # somebody's entry stands where the next would
    with pytest.raises(DatabaseError):
        open_a_branch(agency, hanako, customer)
    assert branches(agency) == 0


def test_nobody_can_swallow_the_error_and_go_on(agency, hanako, customer, broken_disk):
    with suppress(transaction.TransactionManagementError), within(agency.pk), transaction.atomic():
        Branch.objects.create(agency=agency, name="支店")
        with suppress(DatabaseError):
            actions.record(by=hanako, what="audit.looked", on=customer, at=NOON)
    assert branches(agency) == 0


def test_a_lost_master_key_stops_the_action_too(agency, hanako, customer, monkeypatch):
    open_a_branch(agency, hanako, customer)

    def lost(self, name):
        raise keyring.MissingKeyError(name)

    monkeypatch.setattr(keyring.Keyring, "secret", lost)
    with pytest.raises(keyring.MissingKeyError):
        open_a_branch(agency, hanako, customer, name="もう一つ")
    assert branches(agency) == 1
