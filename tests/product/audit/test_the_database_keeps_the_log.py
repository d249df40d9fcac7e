"""No statement changes or deletes an entry, whoever sends it; an erased key stays erased."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from sonae.audit import actions
from sonae.audit.models import Event, Head, RecordKey, WrittenHead
from sonae.tenancy import walls
from sonae.tenancy.scope import within
from tests.product.audit.conftest import NOON
from tests.product.audit.tampering import take_the_walls_down

pytestmark = pytest.mark.django_db
REFUSED = (
    "UPDATE audit_event SET part = 'owner'",
    "UPDATE audit_event SET number = number + 1",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE number = 2",
    "UPDATE audit_head SET number = number - 1",
    "UPDATE audit_head SET number = number + 2",
    "DELETE FROM audit_head",
    "DELETE FROM audit_recordkey",
    "UPDATE audit_recordkey SET kind = 'customers.contact'",
    "UPDATE audit_writtenhead SET number = 1",
    "DELETE FROM audit_writtenhead",
)


@pytest.fixture
def log(inside, hanako, customer):
    for minutes in range(3):
        actions.record(by=hanako, what="audit.looked", on=customer, at=NOON + timedelta(minutes=minutes))
    WrittenHead.objects.create(agency=inside, day=NOON.date(), number=3, hash="0" * 64)


AS_OWNER = "SET LOCAL ROLE NONE; " if connection.vendor == "postgresql" else ""


def state():
    return [list(model.objects.order_by("pk").values_list()) for model in (Event, Head, RecordKey, WrittenHead)]


@pytest.mark.parametrize("statement", REFUSED)
def test_a_statement_against_the_log_is_refused(log, statement):
    """Even to whoever owns the tables: on PostgreSQL the role that runs has not the right in the first place."""
    before = state()
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(AS_OWNER + statement)
    assert state() == before


def test_an_erased_key_does_not_come_back(log, hanako, customer):
    key = RecordKey.objects.get(kind="customers.customer")
    actions.erase(on=customer, by=hanako, at=NOON, why="保存期間が終わったため")
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        RecordKey.objects.filter(pk=key.pk).update(wrapped=key.wrapped, master=key.master)


def test_a_missing_trigger_is_missed(log):
    assert walls.missing(connection) == []
    take_the_walls_down()
    missing = " ".join(walls.missing(connection))
    for model in (Event, WrittenHead):
        assert f"wall_{model._meta.db_table}_no_update" in missing
        assert f"wall_{model._meta.db_table}_no_delete" in missing
    walls.stand_up(connection)
    assert walls.missing(connection) == []


def test_a_disabled_trigger_counts_as_missing_and_is_stood_up_again(log):
    if connection.vendor != "postgresql":
        return  # SQLite knows no disabled triggers
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER wall_audit_event_no_delete")
        assert "wall_audit_event_no_delete" in " ".join(walls.missing(connection))
        walls.stand_up(connection)
    assert walls.missing(connection) == []
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        Event.objects.all()._raw_delete("default")


@pytest.mark.django_db(transaction=True)
def test_the_tests_can_empty_the_tables_all_the_same(agency, hanako, customer):
    """This test leaves an entry behind; what empties the tables after it takes the walls down and up again."""
    with within(agency.pk), transaction.atomic():
        actions.record(by=hanako, what="audit.looked", on=customer, at=NOON)
        assert Event.objects.count() == 1
