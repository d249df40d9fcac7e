"""A database of the product as it is after installing, and the statements with which the product writes to it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sonae.config import environment
from sonae.web.sqlite.base import DatabaseWrapper

NAME = "sonae.sqlite3"
NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
LINK, FORMS, EMPLOYEES = "an invented link", ("e" * 32, "f" * 32), 1_000_000
ANSWERS = (str(EMPLOYEES), str(EMPLOYEES + 1))
PLACE = re.compile(r"(?<!%)%s")


@dataclass(frozen=True)
class Transaction:
    """The statements of one request; ``owners`` are the values among them that name its draft."""

    statements: tuple[tuple[str, tuple[Any, ...]], ...]
    owners: frozenset[Any]

    def numbered(self, number: int, owner: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """The same for request ``number`` about the draft that request ``owner`` began."""
        for statement, values in self.statements:
            yield statement, tuple(self._value(value, number, owner) for value in values)

    def _value(self, value: Any, number: int, owner: int) -> Any:
        if value in ANSWERS:
            return str(EMPLOYEES + number)
        if value in FORMS:
            return f"{number:032x}"
        return f"{owner:0{len(value)}x}" if value in self.owners else value


@dataclass(frozen=True)
class Installation:
    """What a machine is given: the file, how the product opens it, and the two requests that write answers."""

    content: bytes
    pragmas: str
    begin: Transaction
    answer: Transaction


def installation(folder: Path) -> Installation:
    """Made by the product itself; Django must be set up and must allow a database."""
    from django.core.management import call_command
    from django.db import connection

    from sonae.answers.models import Source
    from sonae.assessments import actions
    from sonae.tenancy.scope import within
    from sonae.web.once import once

    drafts: list[Any] = []

    def begin() -> str:
        given = {"employees": EMPLOYEES, "industry": "maker", "sales": 1}
        drafts.append(actions.start_draft(link=LINK, given=given, at=NOON))
        return "/next/"

    def answer() -> str:
        given = {"employees": EMPLOYEES + 1}
        actions.record_answers(subject=drafts[0].subject, given=given, at=NOON, by="visitor", source=Source.VISITOR)
        return "/next/"

    with only(folder / NAME) as settings:
        call_command("migrate", verbosity=0)
        connection.close()
        content = (folder / NAME).read_bytes()
        with within():
            first = statements(lambda: once(FORMS[0], NOON, begin))
            second = statements(lambda: once(FORMS[1], NOON, answer))
    owners = frozenset((drafts[0].subject_id.hex, drafts[0].link_hash, drafts[0].results_hash))
    return Installation(
        content,
        settings["OPTIONS"]["init_command"],
        Transaction(first, owners),
        Transaction(second, owners),
    )


@contextmanager
def only(place: Path, wrapper: type[DatabaseWrapper] = DatabaseWrapper) -> Iterator[dict[str, Any]]:
    """The product's SQLite at that place as the one database of this thread."""
    from django.db import connections

    settings = {**connections.settings["default"], **environment.database(place.parent, {})}
    before = connections["default"]
    connections["default"] = wrapper(settings, "default")
    try:
        yield settings
    finally:
        connections["default"].close()
        connections["default"] = before


def statements(act: Callable[[], object]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """What the product tells the database while it acts, and the end of its transaction."""
    from django.db import connection

    told: list[tuple[str, tuple[Any, ...]]] = []

    def note(execute: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        told.append((PLACE.sub("?", statement).replace("%%", "%"), tuple(map(_plain, values or ()))))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(note):
        act()
    return (*told, ("COMMIT", ()))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def installed_by_itself() -> Installation:
    """The same outside pytest."""
    import tests.installation  # noqa: F401  (a folder of its own, before Django reads its settings)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sonae.config.settings")
    import django

    django.setup()
    with tempfile.TemporaryDirectory(prefix="sonae-cut-") as place:
        return installation(Path(place))
