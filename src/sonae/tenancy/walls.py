"""What the database itself refuses between agencies; stood up after every migration, looked at by ``doctor``.

Both databases: a row cannot refer to a row of another agency, and cannot change agencies. PostgreSQL by composite
foreign keys and row-level security that holds for the tables' owner too; SQLite, which knows neither, by triggers
(a migration that rebuilds a table takes its triggers along, hence the new building each time).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from sonae.tenancy.models import AgencyOwned
from sonae.tenancy.scope import AGENCIES, UNSCOPED

PREFIX = "wall_"


@dataclass(frozen=True)
class Reference:
    """A column that refers to a row that belongs to an agency too."""

    table: str
    column: str
    target: str
    target_column: str


def guarded_models() -> list[type[models.Model]]:
    """Every table whose rows belong to agencies."""
    return [model for model in apps.get_models() if issubclass(model, AgencyOwned)]


def references() -> Iterator[Reference]:
    """Every column of such a table that refers to another such table."""
    for model in guarded_models():
        for field in model._meta.concrete_fields:
            target = field.remote_field.model if isinstance(field, models.ForeignKey) else None
            if isinstance(target, type) and issubclass(target, AgencyOwned):
                yield Reference(model._meta.db_table, field.column, target._meta.db_table, field.target_field.column)


def tear_down(connection: BaseDatabaseWrapper) -> None:
    """Take away what would be in a migration's way."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for name in _triggers(cursor):
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


def stand_up(connection: BaseDatabaseWrapper) -> None:
    """Build every wall that is not there."""
    with connection.cursor() as cursor:
        for statement in missing(connection):
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The statements that would complete the walls; empty where all stand."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if connection.vendor == "postgresql":
            return [*_policies(cursor, tables), *_composite_keys(cursor, tables)]
        there = set(_triggers(cursor))
        return [statement for name, table, statement in _trigger_statements() if table in tables and name not in there]


# --- SQLite ---------------------------------------------------------------------------------------------------------


def _triggers(cursor: object) -> list[str]:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'wall\\_%' ESCAPE '\\'")  # type: ignore[attr-defined]
    return [name for (name,) in cursor.fetchall()]  # type: ignore[attr-defined]


def _trigger_statements() -> Iterator[tuple[str, str, str]]:
    """Name, table and statement of each trigger."""
    for each in references():
        apart = (  # names of our own tables
            f'NEW."{each.column}" IS NOT NULL AND (SELECT "agency_id" FROM "{each.target}" '
            f'WHERE "{each.target_column}" = NEW."{each.column}") IS NOT NEW."agency_id"'
        )
        for event, moment in (("insert", "INSERT"), ("update", f'UPDATE OF "{each.column}", "agency_id"')):
            name = f"{PREFIX}{each.table}_{each.column}_{event}"
            yield name, each.table, _trigger(name, each.table, moment, apart, "a reference to another agency")
    for model in guarded_models():
        table = model._meta.db_table
        name = f"{PREFIX}{table}_stays"
        moved = 'OLD."agency_id" IS NOT NULL AND NEW."agency_id" IS NOT OLD."agency_id"'
        yield name, table, _trigger(name, table, 'UPDATE OF "agency_id"', moved, "a row changes agencies")


def _trigger(name: str, table: str, moment: str, when: str, words: str) -> str:
    return (
        f'CREATE TRIGGER "{name}" BEFORE {moment} ON "{table}" WHEN {when} BEGIN SELECT RAISE(ABORT, \'{words}\'); END'
    )


# --- PostgreSQL -----------------------------------------------------------------------------------------------------


def _policies(cursor: object, tables: set[str]) -> Iterator[str]:
    """Row-level security for each table: forced, with one policy for reading and writing."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, p.polname IS NOT NULL FROM pg_class c "
        "LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'wall' "
        "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
    )
    there = {table: (secured, policy) for table, secured, policy in cursor.fetchall()}  # type: ignore[attr-defined]
    for model in guarded_models():
        table = model._meta.db_table
        if table not in tables:
            continue
        secured, policy = there.get(table, (False, False))
        if not policy:
            seen = _seen(nobody=model._meta.get_field("agency").null)
            yield f'CREATE POLICY wall ON "{table}" USING ({seen}) WITH CHECK ({seen})'
        if not secured:
            yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'


def _seen(*, nobody: bool) -> str:
    held = f"agency_id = ANY (string_to_array(nullif(current_setting('{AGENCIES}', true), ''), ',')::uuid[])"
    everybody = f"current_setting('{UNSCOPED}', true) = 'on'"
    return f"{held} OR {everybody}" + (" OR agency_id IS NULL" if nobody else "")


def _composite_keys(cursor: object, tables: set[str]) -> Iterator[str]:
    cursor.execute(f"SELECT conname FROM pg_constraint WHERE conname LIKE '{PREFIX}%'")  # type: ignore[attr-defined]
    there = {name for (name,) in cursor.fetchall()}  # type: ignore[attr-defined]
    needed = [each for each in references() if {each.table, each.target} <= tables]
    for target, column in sorted({(each.target, each.target_column) for each in needed}):
        name = f"{PREFIX}{target}"[:63]
        if name not in there:
            yield f'ALTER TABLE "{target}" ADD CONSTRAINT "{name}" UNIQUE ("agency_id", "{column}")'
    for each in needed:
        name = f"{PREFIX}{each.table}_{each.column}"[:63]
        if name not in there:
            yield (
                f'ALTER TABLE "{each.table}" ADD CONSTRAINT "{name}" FOREIGN KEY ("agency_id", "{each.column}") '
                f'REFERENCES "{each.target}" ("agency_id", "{each.target_column}") DEFERRABLE INITIALLY DEFERRED'
            )
