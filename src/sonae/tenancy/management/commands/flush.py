"""Django's ``flush``, with which tests empty the tables: what the walls refuse is refused to everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import flush
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import atomic

from sonae.tenancy import walls


class Command(flush.Command):
    """Empty the tables, with what refuses it out of the way meanwhile."""

    def handle(self, **options: Any) -> None:
        """The walls stand again whatever happens."""
        connection = connections[options["database"]]
        with _as_owner(connection):
            walls.tear_down(connection, refusals_only=True)
        try:
            super().handle(**options)
        finally:
            with _as_owner(connection):
                walls.stand_up(connection)


@contextmanager
def _as_owner(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """One transaction, as whoever signed in to the database and not as the role that was taken on since."""
    with atomic(connection.alias):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE NONE")
        yield
