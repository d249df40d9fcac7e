"""On PostgreSQL the tests run as a role that owns nothing and may no more than for real: the walls hold for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

from sonae.config.roles import grant
from sonae.tenancy import scope

APP = "sonae_app"


def become_somebody_else() -> None:
    """Take on the role, which is made at first use; nothing on SQLite, or when it was taken on already."""
    if connection.vendor != "postgresql" or "assume_role" in connection.settings_dict["OPTIONS"]:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [APP])
        if cursor.fetchone() == (0,):
            cursor.execute(f"CREATE ROLE {APP}")
        cursor.execute(f"GRANT {APP} TO CURRENT_USER")
    grant(connection, APP)  # what it may for real, and one thing more: tests empty tables
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {APP}")
    connection.settings_dict["OPTIONS"]["assume_role"] = APP
    connection.close()


def become_oneself() -> None:
    """Lay the role down, for whoever removes the database afterwards."""
    if connection.settings_dict["OPTIONS"].pop("assume_role", None):
        connection.close()


@contextmanager
def without_a_scope() -> Iterator[None]:
    """Outside the scope that a test may hold, as a request comes in; the database is told, before and after."""
    held = scope.current()
    token = scope._current.set(None)
    try:
        _tell(scope.Scope())
        yield
    finally:
        scope._current.reset(token)
        _tell(held or scope.Scope())


def _tell(held: scope.Scope) -> None:
    """Past Django, so that tests which count what a page asks do not count it."""
    if connection.vendor == "postgresql" and connection.in_atomic_block and not connection.needs_rollback:
        names = ",".join(sorted(str(agency) for agency in held.agencies))
        connection.connection.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true)",
            [scope.AGENCIES, names, scope.UNSCOPED, "on" if held.everybody else "off"],
        )


def asked(queries: CaptureQueriesContext) -> list[str]:
    """What a page asked; what belongs to a transaction (on PostgreSQL its scope too) is told and not asked."""
    return [each["sql"] for each in queries.captured_queries if not each["sql"].startswith(_TOLD)]


_TOLD = ("SELECT set_config", "SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
