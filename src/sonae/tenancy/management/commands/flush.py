"""Django's ``flush``, with which tests empty the tables: what the walls refuse is refused to everybody else."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from sonae.tenancy import walls


class Command(flush.Command):
    """Empty the tables, with the walls down meanwhile."""

    def handle(self, **options: Any) -> None:
        """The walls stand again whatever happens."""
        connection = connections[options["database"]]
        walls.tear_down(connection)
        try:
            super().handle(**options)
        finally:
            walls.stand_up(connection)
