"""The statements with which the product takes a document request, to be played again for other visitors.

They are recorded twice, for two visitors of one agency. What is the same both times stays as it is. A number that rose
rises by as much with each request; a name made by chance (an id, a hash, the 受付番号) becomes another one of its kind,
the same wherever it stands; the visitor's own number is replaced wherever it is written. So one recording gives as many
different requests as a machine has time for, each with its form, consents, log entries, mails and grants.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.product.faults.cuts import Life, Verdict, cuts, damage_of, row, written_otherwise
from tests.product.faults.recorded import EMPLOYEES, FORMS, NAME, NOON, Installation, only, statements

HEX = re.compile(r"[0-9a-f]{16,}")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
ADDRESS = "http://testserver/shiryo/{}/"


@dataclass(frozen=True)
class Asking:
    """One request, as two visitors sent it."""

    first: tuple[tuple[str, tuple[Any, ...]], ...]
    second: tuple[tuple[str, tuple[Any, ...]], ...]
    names: tuple[str, ...]
    """What was made by chance for the first and can be read aloud: the 受付番号."""

    def numbered(self, number: int, owner: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """The same for visitor ``number``."""
        for (statement, values), (_, others) in zip(self.first, self.second, strict=True):
            yield statement, tuple(self._other(*pair, number) for pair in zip(values, others, strict=True))

    def _other(self, value: Any, then: Any, number: int) -> Any:
        if isinstance(value, memoryview):
            return bytes(value)
        if value == then:
            return value
        if isinstance(value, int):
            return value + (then - value) * number
        return self._text(str(value), number)

    def _text(self, text: str, number: int) -> str:
        if text.startswith(FORMS[0]):
            return f"{number:032x}"
        said = text.replace(str(EMPLOYEES), str(EMPLOYEES + number))
        for name in self.names:
            for shown in (name, f"{name[:4]}-{name[4:]}"):
                said = said.replace(shown, _letters(name, number)[: len(shown)])
        said = UUID.sub(lambda found: _another(found[0].replace("-", ""), number), said)
        return HEX.sub(lambda found: _another(found[0], number), said)


def _another(name: str, number: int) -> str:
    """Another name by chance of the same length, the same every time."""
    return hashlib.shake_256(f"{name} {number}".encode()).hexdigest(len(name))[: len(name)]


def _letters(name: str, number: int) -> str:
    return _another(name, number).upper()[: len(name)]


def installation(folder: Path) -> Installation:
    """A machine with the invented agency on it; every request is one for its start book."""
    from django.core.management import call_command
    from django.db import connection

    from sonae.config import demo
    from sonae.leads.models import Request
    from sonae.tenancy.models import Agency
    from sonae.tenancy.scope import within

    with only(folder / NAME) as settings:
        call_command("migrate", verbosity=0)
        demo.load(NOON, NOON.date())
        agency = Agency.objects.get(slug=demo.AGENCY[1])
        connection.close()
        content = (folder / NAME).read_bytes()
        with within(agency.pk):
            first, second = (statements(lambda each=each: _ask(agency, each)) for each in (0, 1))
            names = tuple(Request.objects.filter(company=str(EMPLOYEES)).values_list("number", flat=True))
    asking = Asking(first, second, names)
    return Installation(content, settings["OPTIONS"]["init_command"], asking, asking)  # type: ignore[arg-type]


def _ask(agency: Any, number: int) -> None:
    """What the page does with a form that it has understood."""
    from sonae.accounts import profile
    from sonae.leads.models import Asks
    from sonae.leads.taking import Sent, take
    from sonae.web.once import once

    house = profile.of(agency.pk)
    given = {
        "documents": ["startbook"],
        "company": str(EMPLOYEES + number),
        "name": "架空 太郎",
        "email": f"v{EMPLOYEES + number}@example.jp",
        "handling": True,
        "advertising": False,
    }
    sent = Sent(kind=Asks.DOCUMENTS, given=given, typed={"company": given["company"]}, came_first={}, came_last={})

    def act() -> str:
        take(sent=sent, house=house, address=lambda _, secret: ADDRESS.format(secret), desk="http://desk/", at=NOON)
        return "/next/"

    once(FORMS[number], NOON, act)


def table(number: int, seed: int = 1) -> Iterator[str]:
    """``python -m tests.product.faults.recorded_requests 300``: what so many cuts left of requests."""
    with tempfile.TemporaryDirectory(prefix="sonae-cut-") as place:
        ours = installation(Path(place))
    yield row("FULL, as the product writes", cuts(ours, number, seed, compared))
    yield row("FULL, 1 % of writes and syncs fail", cuts(ours, number, seed, compared, failing=0.01))
    yield row("control: NORMAL", cuts(written_otherwise(ours, "NORMAL"), number, seed, compared))
    yield row("control: OFF", cuts(written_otherwise(ours, "OFF"), number, seed, compared))


def compared(life: Life, connection: sqlite3.Connection) -> Verdict:
    """Forms that were noted, requests that are there, mails to whoever asked that wait or have left: all or none."""
    forms = {int(nonce, 16) for (nonce,) in connection.execute("SELECT nonce FROM web_submission WHERE outcome > ''")}
    companies = connection.execute("SELECT company FROM leads_request WHERE company GLOB '[0-9]*'")
    asked = {int(company) - EMPLOYEES for (company,) in companies}
    to = connection.execute('SELECT "to" FROM outbox_mail WHERE "to" GLOB \'v[0-9]*\'')
    mailed = {int(address[1:].partition("@")[0]) - EMPLOYEES for (address,) in to}
    return Verdict(
        life,
        lost=len(life.shown - (forms & asked & mailed)),
        unexpected=len((forms | asked | mailed) - life.tried),
        halves=len((forms ^ asked) | (asked ^ mailed)),
        damage=damage_of(connection),
    )


if __name__ == "__main__":
    import tests.installation  # noqa: F401  (a folder of its own, before Django reads its settings)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sonae.config.settings")
    import django

    django.setup()
    for line in table(int(sys.argv[1])):
        print(line, flush=True)  # noqa: T201
