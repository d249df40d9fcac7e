"""No column holds anything of a person in plain text, and what is erased can be read by nobody, in no file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, models, transaction

from sonae.audit import actions, keys, reading, sealing
from sonae.audit.models import Event, Head, RecordKey, WrittenHead
from sonae.audit.record import Record
from sonae.audit.verify import verify
from sonae.tenancy.scope import within
from tests.product.audit.conftest import NOON

pytestmark = pytest.mark.django_db
CANARIES = ("カナリア商事", "カナリア花子", "canary@example.jp", "カナリア町", "カナリアの理由")
"""One in each place where a value can be said."""


@pytest.fixture
def canary(inside, hanako, customer):
    company, person, address, town, why = CANARIES
    singing, on = replace(hanako, name=person), replace(customer, name=company)
    actions.record(
        by=singing, what="audit.looked", on=on, at=NOON, before={"mail": ""}, after={"mail": address}, note=why
    )
    contact = Record("customers.contact", UUID(int=7), person, inside.pk, under=on)
    actions.record(by=singing, what="audit.looked", on=contact, at=NOON, before={"place": town}, after={"place": ""})
    return on


def everything():
    """Every column of every table of the room, as text."""
    rows = [row for model in (Event, Head, RecordKey, WrittenHead) for row in model.objects.values_list()]
    return "\n".join(
        bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
        for row in rows
        for value in row
    )


def told():
    lines = reading.lines(reading.with_keys(Event.objects.order_by("number")))
    return "\n".join(map(str, lines))


def test_every_canary_can_be_read_as_a_sentence(canary):
    assert all(word in told() for word in CANARIES)


def test_no_column_sings(canary):
    found = everything()
    assert str(canary.id) in found
    assert not [word for word in CANARIES if word in found]


def test_only_columns_that_were_thought_about_hold_text():
    """A new column of text here needs a reason why nothing of a person can stand in it."""
    text = {
        (model.__name__, field.name)
        for model in (Event, Head, RecordKey, WrittenHead)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
    }
    codes = {("Event", "part"), ("Event", "what"), ("Event", "kind"), ("RecordKey", "kind"), ("RecordKey", "master")}
    assert text == codes | {(name, "hash") for name in ("Event", "Head", "WrittenHead")}


def test_a_sealed_value_opens_in_its_own_place_only(canary):
    one, other = Event.objects.order_by("number").select_related("key")
    secret = keys.secret(one.key)
    assert sealing.unseal_values(secret, bytes(one.sealed), place=actions.place_of(one, "values"))["note"]
    for event, part in ((other, "values"), (one, "who")):
        with pytest.raises(sealing.UnreadableError):
            sealing.unseal_values(secret, bytes(one.sealed), place=actions.place_of(event, part))


def test_erasing_takes_every_value_of_the_record_and_of_those_under_it(canary, inside, hanako):
    actions.erase(on=canary, by=hanako, at=NOON, why="保存期間が終わったため")
    said = told()
    assert [word for word in CANARIES if word in said] == ["カナリア花子"]  # who did it stays
    assert said.count("消去済みのお客様") == 2
    assert "港花子さんがお客様の個人情報を消去しました" in said
    assert "保存期間が終わったため" in said
    assert verify(inside.pk).good


def test_erasing_a_person_takes_their_name_from_what_they_did(canary, inside, hanako):
    actions.erase(on=Record("accounts.user", hanako.user_id, "", inside.pk), by="schedule", at=NOON, why="退会のため")
    said = told()
    assert "消去済みの人がカナリア商事を見ました" in said
    assert verify(inside.pk).good


def test_what_is_said_of_an_erased_record_is_not_kept(canary, inside, hanako):
    actions.erase(on=canary, by=hanako, at=NOON, why="退会のため")
    actions.record(by=hanako, what="audit.looked", on=canary, at=NOON, before={"a": 1}, after={"a": "カナリア商事"})
    assert bytes(Event.objects.order_by("number").last().sealed) == b""
    assert "カナリア商事" not in told()
    assert verify(inside.pk).good


def test_erasing_twice_says_it_once(canary, hanako):
    for _ in range(2):
        actions.erase(on=canary, by=hanako, at=NOON, why="退会のため")
    assert Event.objects.filter(what="audit.erased").count() == 1


def test_a_record_under_another_is_not_erased_alone(canary, hanako):
    with pytest.raises(ValueError, match=r"customers\.customer"):
        actions.erase(on=Record("customers.contact", UUID(int=7), under=canary), by=hanako, at=NOON, why="")
    assert not RecordKey.objects.filter(wrapped=b"").exists()


@pytest.mark.django_db(transaction=True)
def test_the_wrapped_key_is_gone_from_the_file_of_the_database(agency, hanako, customer):
    if connection.vendor != "sqlite":
        return  # PostgreSQL's files are its own; see docs/explanation/audit.md
    with within(agency.pk), transaction.atomic():
        actions.record(by=hanako, what="audit.looked", on=customer, at=NOON)
    with within(agency.pk):
        wrapped = bytes(RecordKey.objects.get(kind="customers.customer").wrapped)
    assert wrapped in on_disk()
    with within(agency.pk), transaction.atomic():
        actions.erase(on=customer, by=hanako, at=NOON, why="退会のため")
    assert wrapped not in on_disk()


def on_disk():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    place = Path(str(connection.settings_dict["NAME"]))
    return b"".join(Path(f"{place}{end}").read_bytes() for end in ("", "-wal") if Path(f"{place}{end}").exists())
