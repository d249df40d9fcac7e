"""Two agencies with everything in them, and people who may see one, the other, part of one, or nothing any more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connection, transaction

from sonae.accounts.actions import sessions
from sonae.accounts.models import User
from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.customers.models import KIND, Customer
from sonae.tenancy import walls
from sonae.tenancy.models import Agency
from sonae.tenancy.scope import unscoped, within
from tests.isolation.filling import NOON, Filler, canary

VICTIM, OTHER = "higaisha", "tanin"


@dataclass
class House:
    """An agency, somebody who made everything in it, and one row of every table."""

    agency: Agency
    person: User
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """What every text of the agency carries."""
        return f"canary-{self.agency.slug}"


def house(slug: str) -> House:
    """Fill an agency."""
    agency = Agency.objects.create(name=f"canary-{slug}-agency", slug=slug, created_at=NOON)
    person = User.objects.create_user(f"canary-{slug}@example.jp", f"canary-{slug}-person", created_at=NOON)
    filler = Filler(agency, person)
    with within(agency.pk):
        for model in walls.guarded_models():
            if model._meta.app_label != "audit":  # a chain: its rows are made by what happens
                filler.row(model)
        with transaction.atomic():
            happened = _something_happened(filler)
    found = {model._meta.label_lower: row for model, row in filler.rows.items()}
    return House(agency, person, found | _of_the_person(person) | {"audit.event": happened})


def _something_happened(filler: Filler) -> Any:
    """An entry of the log with the agency's texts in it."""
    customer = filler.row(Customer)
    texts = {name: canary(filler.agency, f"event-{name}") for name in ("before", "after", "note", "name")}
    return record(
        by="system",
        what="customers.changed",
        on=Record(KIND, customer.pk, texts["name"], filler.agency.pk),
        at=NOON,
        before={"name": texts["before"]},
        after={"name": texts["after"]},
        note=texts["note"],
    )


def _of_the_person(person: User) -> dict[str, Any]:
    """What belongs to somebody and to no agency: a session, a second factor."""
    session, _ = sessions.begin(user=person, strong=True, browser="試験用", device="b", at=datetime.now(UTC))
    factor = Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "canary"})
    return {"accounts.session": session, "mfa.authenticator": factor}


def digest(house: House) -> str:
    """Of every row of the agency, in every table: what a refused request must leave as it was."""
    found = hashlib.sha256()
    with unscoped("a test compares everything"), connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}" WHERE agency_id = %s', [_key(house)])  # noqa: S608
            for row in sorted(repr(row) for row in cursor.fetchall()):
                found.update(row.encode())
    return found.hexdigest()


def tables() -> Iterator[str]:
    """Of all rows that belong to agencies."""
    yield from (model._meta.db_table for model in walls.guarded_models())


def _key(house: House) -> Any:
    return house.agency.pk if connection.vendor == "postgresql" else house.agency.pk.hex
