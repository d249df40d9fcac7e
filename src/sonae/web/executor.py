"""A migration and the note that it was applied, in one transaction: a power cut leaves both or neither.

Django notes a migration that makes an index after it has committed the tables. A machine that dies between the two has
tables that nobody knows of, and the next start fails at making them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.migrations.executor import MigrationExecutor


class WholeMigrations(MigrationExecutor):
    """Django's executor; a migration that says ``atomic = False`` is left to itself."""

    def apply_migration(self, state: Any, migration: Any, *args: Any, **options: Any) -> Any:
        """Apply and note."""
        with self._whole(migration):
            return super().apply_migration(state, migration, *args, **options)

    def unapply_migration(self, state: Any, migration: Any, *args: Any, **options: Any) -> Any:
        """Take back and note."""
        with self._whole(migration):
            return super().unapply_migration(state, migration, *args, **options)

    @contextmanager
    def _whole(self, migration: Any) -> Iterator[None]:
        if not migration.atomic:
            yield
            return
        # SQLite cannot stop checking references inside a transaction, and rebuilding a table needs that; the editor of
        # the schema checks them all before it ends.
        with self.connection.constraint_checks_disabled(), transaction.atomic(using=self.connection.alias):
            yield
