"""Django's ``migrate`` with the walls between agencies taken down before and stood up after."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from sonae.tenancy import scope, walls
from sonae.web.executor import WholeMigrations

migrate.MigrationExecutor = WholeMigrations  # the command takes it from its module and has no other place to tell it


class Command(migrate.Command):
    """Migrate, then complete the walls."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Also after a migration to an earlier state, and for the databases of the tests."""
        connection = connections[options["database"]]
        walls.tear_down(connection)
        try:
            with scope.migrating():
                super().handle(*args, **options)
        finally:
            walls.stand_up(connection)
