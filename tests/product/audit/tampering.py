"""What somebody might do to the table of a log who can write to the database and has taken the walls down."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from sonae.audit import actions, chain
from sonae.audit.models import Event, Head, RecordKey
from sonae.audit.record import Record
from sonae.tenancy import walls
from sonae.tenancy.actor import Actor
from tests.product.audit.conftest import NOON

MOMENT = timedelta(seconds=37)


def fill(hanako: Actor, customer: Record, count: int) -> tuple[int, str]:
    """A log of so many entries about a few records; its head as it is written down elsewhere."""
    last = None
    for number in range(count):
        record = replace(customer, id=UUID(int=customer.id.int + number % 7))
        last = actions.record(
            by=hanako,
            what="audit.looked",
            on=record,
            at=NOON + number * MOMENT,
            before={"name": "旧名"},
            after={"name": f"新名{number}"},
        )
    assert last is not None
    return last.number, last.hash


def take_the_walls_down() -> None:
    """As the owner of the tables can, also in the middle of a transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL ROLE NONE")
    walls.tear_down(connection)


def _rows(agency: Any) -> QuerySet[Event]:
    return Event.objects.filter(agency=agency)


def _any(dice: random.Random, agency: Any, *, but_last: int = 0) -> int:
    return dice.randint(1, _rows(agency).count() - but_last)


def _late(dice: random.Random, agency: Any) -> int:
    """Among the last hundred but not the last: what follows is written anew, row by row."""
    last = _rows(agency).count()
    return dice.randint(max(1, last - 100), last - 1)


def _flipped(dice: random.Random, content: bytes) -> bytes:
    place = dice.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << dice.randrange(8))]) + content[place + 1 :]


def edit_a_word(dice, agency):
    number = _any(dice, agency)
    column = dice.choice(("part", "what", "kind", "hash"))
    was = str(_rows(agency).values_list(column, flat=True).get(number=number))
    _rows(agency).filter(number=number).update(**{column: was[::-1] if was[::-1] != was else was + "x"})


def edit_an_id(dice, agency):
    column = dice.choice(("id", "user_id", "membership_id", "record_id"))
    _rows(agency).filter(number=_any(dice, agency)).update(**{column: UUID(int=dice.getrandbits(128))})


def forget_who(dice, agency):
    column = dice.choice(("user_id", "membership_id", "who_key"))
    _rows(agency).filter(number=_any(dice, agency)).update(**{column: None})


def edit_the_time(dice, agency):
    number = _any(dice, agency)
    was = _rows(agency).get(number=number).at
    _rows(agency).filter(number=number).update(at=was + timedelta(microseconds=dice.choice((-1, 1, 86_400_000_000))))


def edit_what_is_sealed(dice, agency):
    number = _any(dice, agency)
    column = dice.choice(("who", "sealed"))
    was = bytes(getattr(_rows(agency).get(number=number), column))
    _rows(agency).filter(number=number).update(**{column: dice.choice((b"", was[:-1], _flipped(dice, was)))})


def put_it_under_another_key(dice, agency):
    number = _any(dice, agency)
    column = dice.choice(("key_id", "who_key_id"))
    was = getattr(_rows(agency).get(number=number), column)
    others = RecordKey.objects.filter(agency=agency).exclude(pk=was).order_by("kind", "record_id")
    _rows(agency).filter(number=number).update(**{column: dice.choice(list(others)).pk})


def delete_some(dice, agency):
    first = _any(dice, agency)
    _raw_delete(_rows(agency).filter(number__gte=first, number__lt=first + dice.randint(1, 5)))


def delete_and_close_the_gap(dice, agency):
    gone = _any(dice, agency)
    _raw_delete(_rows(agency).filter(number=gone))
    for number in range(gone + 1, min(gone + 4, Head.objects.get(agency=agency).number) + 1):
        _rows(agency).filter(number=number).update(number=number - 1)


def change_the_order(dice, agency):
    one, other = dice.sample(range(1, _rows(agency).count() + 1), 2)
    _rows(agency).filter(number=one).update(number=10**9)
    _rows(agency).filter(number=other).update(number=one)
    _rows(agency).filter(number=10**9).update(number=other)


def cut_the_end(dice, agency):
    _raw_delete(_rows(agency).filter(number__gt=_any(dice, agency, but_last=1)))


def cut_the_end_and_set_the_head_back(dice, agency):
    cut_the_end(dice, agency)
    _set_head(agency)


def write_a_new_chain(dice, agency):
    number = _late(dice, agency)
    _rows(agency).filter(number=number).update(record_id=UUID(int=dice.getrandbits(128)))
    _hash_again(agency, number)


def delete_and_write_a_new_chain(dice, agency):
    gone = _late(dice, agency)
    _raw_delete(_rows(agency).filter(number=gone))
    for number in range(gone + 1, Head.objects.get(agency=agency).number + 1):
        _rows(agency).filter(number=number).update(number=number - 1)
    _hash_again(agency, gone)


def move_the_head(dice, agency):
    Head.objects.filter(agency=agency).update(number=_rows(agency).count() + dice.choice((-3, -1, 1, 7)))


def take_a_key_without_saying_so(dice, agency):
    keys = RecordKey.objects.filter(agency=agency).order_by("kind", "record_id")
    RecordKey.objects.filter(pk=dice.choice(list(keys)).pk).update(wrapped=b"", master="")


DEEDS: tuple[Callable[[random.Random, Any], None], ...] = (
    edit_a_word,
    edit_an_id,
    forget_who,
    edit_the_time,
    edit_what_is_sealed,
    put_it_under_another_key,
    delete_some,
    delete_and_close_the_gap,
    change_the_order,
    cut_the_end,
    cut_the_end_and_set_the_head_back,
    write_a_new_chain,
    delete_and_write_a_new_chain,
    move_the_head,
    take_a_key_without_saying_so,
)


def _raw_delete(rows: QuerySet[Event]) -> None:
    rows._raw_delete(rows.db)


def _hash_again(agency: Any, first: int) -> None:
    """As somebody would who knows how the chain is made."""
    before = _rows(agency).filter(number=first - 1).values_list("hash", flat=True).first() or chain.START
    for row in _rows(agency).filter(number__gte=first).order_by("number").values_list(*chain.COLUMNS):
        before = chain.link(before, row)
        _rows(agency).filter(number=row[2]).update(hash=before)
    _set_head(agency)


def _set_head(agency: Any) -> None:
    last = _rows(agency).order_by("number").last()
    Head.objects.filter(agency=agency).update(number=last.number, hash=last.hash)
