"""The log of an agency with 100,000 entries: following the whole chain, adding an entry, and its page.

SQLite as it comes, in this process, with a data folder of its own. Entries are about 2,000 customers, each with a value
before and after, sealed as in the product.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.table import Row
from bench.timing import Times

ENTRIES, CUSTOMERS, BATCH = 100_000, 2_000, 5_000
MOST_VERIFY, MOST_PAGE = 5.0, 0.3
PAGES: dict[str, dict[str, str]] = {
    "newest": {},
    "from the middle": {"before": str(ENTRIES // 2)},
    "of a month a year ago": {"since": "2025-02-01", "until": "2025-02-28"},
    "of a kind that is not there": {"kind": "tenancy.grant"},
}
START = datetime(2025, 1, 6, tzinfo=UTC)


@contextmanager
def installation() -> Iterator[None]:
    """Django with an empty database that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="sonae-bench-"))
    os.environ |= {"SONAE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "sonae.config.settings", "SONAE_LOG": "error"}
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connections.close_all()
        shutil.rmtree(folder)


def fill(actor: Any) -> None:
    """A log as ``actions.record`` writes it, many entries at once."""
    from django.db import transaction

    from sonae.audit import chain, keys
    from sonae.audit.models import Event, Head
    from sonae.audit.record import Record

    person = Record("accounts.user", actor.user_id)
    customers = [Record("customers.customer", uuid.uuid4(), f"架空商会{n}") for n in range(CUSTOMERS)]
    with transaction.atomic():
        who_key = keys.of(actor.agency_id, [person])[person.kind, person.id]
        about = [(each, keys.of(actor.agency_id, [each])[each.kind, each.id]) for each in customers]
        secrets = {key.pk: keys.secret(key) for key in (who_key, *(key for _, key in about))}
        last, events = chain.START, []
        for number in range(1, ENTRIES + 1):
            event = _entry(actor, number, *about[number % CUSTOMERS], who_key, secrets)
            last = event.hash = chain.link(last, tuple(getattr(event, column) for column in chain.COLUMNS))
            events.append(event)
            if len(events) == BATCH:
                Event.objects.bulk_create(events)
                events = []
        Head(pk=actor.agency_id, agency_id=actor.agency_id, number=ENTRIES, hash=last).save(force_insert=True)


def _entry(actor: Any, number: int, on: Any, key: Any, who_key: Any, secrets: dict[uuid.UUID, bytes]) -> Any:
    from sonae.audit.actions import place_of
    from sonae.audit.models import Event
    from sonae.audit.sealing import seal_values

    event = Event(
        id=uuid.uuid4(),
        agency_id=actor.agency_id,
        number=number,
        at=START + number * timedelta(minutes=5),
        user_id=actor.user_id,
        membership_id=actor.membership_id,
        part=actor.role.value,
        what="customers.changed" if number % 4 else "audit.looked",
        kind=on.kind,
        record_id=on.id,
        key=key,
        who_key=who_key,
    )
    values = {"name": on.name, "note": "", "before": {"phone": "03-0000-0000"}, "after": {"phone": "03-0000-0001"}}
    event.sealed = seal_values(secrets[key.pk], values, place=place_of(event, "values"))
    event.who = seal_values(secrets[who_key.pk], {"name": actor.name, "from": ""}, place=place_of(event, "who"))
    return event


def timed(act: Callable[[], Any], rounds: int) -> Times:
    """One call a round, after one that is not counted."""
    act()
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        found.append(time.perf_counter() - start)
    return Times(tuple(found), tuple(found))


def rows(rounds: int) -> Iterator[Row]:
    """Verify, record, and the page with and without conditions."""
    with installation():
        yield from _rows(rounds)


def _rows(rounds: int) -> Iterator[Row]:
    from sonae.audit.verify import verify
    from sonae.tenancy.actor import Actor
    from sonae.tenancy.models import Agency
    from sonae.tenancy.permissions import Role
    from sonae.tenancy.scope import within

    agency = Agency.objects.create(name="架空代理店", slug="kaku", created_at=START)
    actor = Actor(uuid.uuid4(), "港花子", uuid.uuid4(), agency.pk, Role.OWNER)
    with within(agency.pk):
        fill(actor)
        verdict = verify(agency.pk)
        times = timed(lambda: verify(agency.pk), min(rounds, 5))
        yield Row(
            f"log: follow the chain of {ENTRIES:,} entries",
            times,
            target=f"≤ {MOST_VERIFY:g} s",
            reached=times.median <= MOST_VERIFY and verdict.good and verdict.count == ENTRIES,
            error=f"{verdict.count:,} entries, nothing found",
        )
        yield Row("log: an entry about a new record, in a transaction of its own", timed(_adding(actor), rounds * 20))
        for name, given in PAGES.items():
            times = timed(_asking(actor, given), rounds)
            reached = max(times.seconds) <= MOST_PAGE
            yield Row(f"log: what its page asks for, {name}", times, target=f"≤ {MOST_PAGE:g} s", reached=reached)


def _adding(actor: Any) -> Callable[[], None]:
    from django.db import transaction

    from sonae.audit.actions import record
    from sonae.audit.record import Record

    def add() -> None:
        on = Record("customers.customer", uuid.uuid4(), "架空商会", actor.agency_id)
        with transaction.atomic():
            record(by=actor, what="customers.added", on=on, at=START)

    return add


def _asking(actor: Any, given: dict[str, str]) -> Callable[[], None]:
    from sonae.audit import logbook, reading

    def page() -> None:
        entries = logbook.own(actor)
        reading.lines(reading.with_keys(logbook.chosen(entries, logbook.understood(given)))[: logbook.PAGE + 1])
        logbook.people(entries)
        logbook.kinds(entries)

    return page
