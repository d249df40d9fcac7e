"""Whatever is done to a log behind its walls is found against the head that was mailed."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from django.db import DatabaseError, connection, transaction

from sonae.audit.verify import Fault, verify
from tests.product.audit import tampering

pytestmark = pytest.mark.django_db
SEED = 20261128


def missed(agency, head, deeds, tries):
    """The deeds that were not found, each undone before the next."""
    dice, unseen, seen = random.Random(SEED), Counter(), Counter()  # noqa: S311
    tampering.take_the_walls_down()
    for number in range(tries):
        point = transaction.savepoint()
        done = deeds[number % len(deeds)]
        done(dice, agency)
        verdict = verify(agency.pk, against=[head])
        (unseen if verdict.good else seen)[done.__name__] += 1
        transaction.savepoint_rollback(point)
    assert seen.total() + unseen.total() == tries
    return unseen


def test_every_way_of_tampering_is_found(inside, hanako, customer):
    head = tampering.fill(hanako, customer, 40)
    assert verify(inside.pk, against=[head]).good
    assert not missed(inside, head, tampering.DEEDS, 4 * len(tampering.DEEDS))


@pytest.mark.full
def test_a_thousand_of_a_thousand(inside, hanako, customer):
    head = tampering.fill(hanako, customer, 1000)
    assert not missed(inside, head, tampering.DEEDS, 1000)


def test_without_a_head_elsewhere_a_whole_new_chain_goes_unseen(inside, hanako, customer):
    """What the mails to the owners are for."""
    head = tampering.fill(hanako, customer, 10)
    tampering.take_the_walls_down()
    tampering.write_a_new_chain(random.Random(SEED), inside)  # noqa: S311
    assert verify(inside.pk).good
    assert [problem.fault for problem in verify(inside.pk, against=[head]).problems] == [Fault.HEAD]


def test_an_untouched_log_is_good_while_it_grows(inside, hanako, customer):
    early = tampering.fill(hanako, customer, 5)
    late = tampering.fill(hanako, customer, 5)
    verdict = verify(inside.pk, against=[early, late])
    assert (verdict.good, verdict.count, verdict.hash) == (True, 10, late[1])


@pytest.mark.parametrize("garbage", ["'x'", "x'00ff'", "-1.5", "NULL"])
@pytest.mark.parametrize("column", ["number", "at", "who", "user_id", "hash"])
def test_values_of_another_kind_are_refused_or_found(inside, hanako, customer, column, garbage):
    tampering.fill(hanako, customer, 5)
    tampering.take_the_walls_down()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE audit_event SET {column} = {garbage} WHERE number = 3")  # noqa: S608
    except DatabaseError:
        return
    assert not verify(inside.pk).good
