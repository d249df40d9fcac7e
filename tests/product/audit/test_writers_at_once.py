"""Several people at once: no number twice, none left out, whoever gives up; and a rotation in their midst."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection, transaction

from sonae.audit import actions, reading, rotation
from sonae.audit.models import Event, RecordKey
from sonae.audit.verify import verify
from sonae.tenancy.scope import within
from tests.patience import PATIENCE
from tests.product.audit.conftest import NOON

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 4, 8


class GaveUpError(Exception):
    """Somebody changes their mind after the entry was written."""


def at_once(*acts: Callable[[], None]) -> None:
    """Each in a thread and with a connection of its own, begun at the same moment; what goes wrong is raised."""
    gate, wrong = threading.Barrier(len(acts)), []

    def go(act: Callable[[], None]) -> None:
        try:
            gate.wait(PATIENCE)
            act()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert wrong == []


def writer(agency, hanako, customer, place):
    """Somebody who writes about records of their own, and gives up now and then."""

    def write() -> None:
        for turn in range(EACH):
            on = replace(customer, id=UUID(int=100 * place + turn % 3))
            try:
                with within(agency.pk), transaction.atomic():
                    actions.record(by=hanako, what="customers.changed", on=on, at=NOON, note=f"{place}-{turn}")
                    if turn == EACH - 1:
                        raise GaveUpError
            except GaveUpError:
                pass

    return write


def test_numbers_have_no_gap_and_the_chain_is_whole(agency, hanako, customer):
    at_once(*(writer(agency, hanako, customer, place) for place in range(WRITERS)))
    with within(agency.pk):
        numbers = list(Event.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, WRITERS * (EACH - 1) + 1))
        assert verify(agency.pk).good
        assert RecordKey.objects.count() == 3 * WRITERS + 1


def test_a_rotation_in_their_midst_leaves_everything_readable(agency, hanako, customer, settings, tmp_path):
    settings.RECORD_KEYS = tmp_path / "records"
    with within(agency.pk), transaction.atomic():
        actions.record(by=hanako, what="customers.changed", on=customer, at=NOON, note="before")

    def rotate() -> None:
        for _ in range(3):
            for _done in rotation.rewrap(rotation.begin()[0]):
                pass

    at_once(rotate, *(writer(agency, hanako, customer, place) for place in range(WRITERS)))
    assert rotation.unreadable() == 0
    with within(agency.pk):
        told = reading.lines(reading.with_keys(Event.objects.all()))
        assert len(told) == WRITERS * (EACH - 1) + 1
        assert all(line.note for line in told)
        assert verify(agency.pk).good
