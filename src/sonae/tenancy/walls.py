"""What the database itself refuses between agencies; stood up after every migration, looked at by ``doctor``.

Both databases: a row cannot refer to a row of another agency, and cannot change agencies. PostgreSQL by composite
foreign keys and row-level security that holds for the tables' owner too; SQLite, which knows neither, by triggers
(a migration that rebuilds a table takes its triggers along, hence the new building each time). What a model says it
``refuses`` (to be changed, to be deleted) is refused by triggers on both.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
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


def tear_down(connection: BaseDatabaseWrapper, *, refusals_only: bool = False) -> None:
    """Take away what would be in the way of a migration, or only what keeps tables from being emptied."""
    ours = {_refusal_name(model._meta.db_table, event) for model in guarded_models() for event in _EVENTS}
    with connection.cursor() as cursor:
        for name, table in _triggers(connection, cursor).items():
            if refusals_only and name not in ours:
                continue
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')


def stand_up(connection: BaseDatabaseWrapper) -> None:
    """Build every wall that is not there."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in missing(connection):
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The statements that would complete the walls; empty where all stand."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        there = _triggers(connection, cursor)
        if connection.vendor == "postgresql":
            refusals = _absent(_refusals(), there, tables)
            return [
                *_policies(cursor, tables),
                *_composite_keys(cursor, tables),
                *([_REFUSE] if refusals else []),
                *refusals,
            ]
        return _absent(_trigger_statements(), there, tables)


def _absent(needed: Iterable[tuple[str, str, str]], there: Container[str], tables: Container[str]) -> list[str]:
    return [statement for name, table, statement in needed if table in tables and name not in there]


def _triggers(connection: BaseDatabaseWrapper, cursor: Any) -> dict[str, str]:
    """Ours that are there: name and table."""
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgname LIKE 'wall\\_%'"
        )
    else:
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'wall\\_%' ESCAPE '\\'"
        )
    return dict(cursor.fetchall())


# --- SQLite ---------------------------------------------------------------------------------------------------------


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
        for event, when in model.refuses.items():
            name = _refusal_name(table, event)
            yield name, table, _trigger(name, table, event, when or "1", _refusal_words(event))


def _trigger(name: str, table: str, moment: str, when: str, words: str) -> str:
    return (
        f'CREATE TRIGGER "{name}" BEFORE {moment} ON "{table}" WHEN {when} BEGIN SELECT RAISE(ABORT, \'{words}\'); END'
    )


_EVENTS = ("update", "delete", "truncate")


def _refusal_name(table: str, event: str) -> str:
    return f"{PREFIX}{table}_no_{event.lower()}"


def _refusal_words(event: str) -> str:
    return f"this {event.lower()} is refused"


# --- PostgreSQL -----------------------------------------------------------------------------------------------------


def _policies(cursor: Any, tables: set[str]) -> Iterator[str]:
    """Row-level security for each table: forced, with one policy for reading and writing, which says what ours says."""
    cursor.execute(
        "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, p.polname IS NOT NULL, "
        "p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}', "
        "pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid) "
        "FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'wall' "
        "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
    )
    there = {table: found for table, *found in cursor.fetchall()}
    for model in guarded_models():
        table = model._meta.db_table
        if table not in tables:
            continue
        secured, named, whole, seen_now, kept_now = there.get(table, (False, False, False, None, None))
        seen = _seen(nobody=model._meta.get_field("agency").null)
        if not (named and whole and _plain(seen_now) == _plain(kept_now) == _plain(seen)):
            if named:
                yield f'DROP POLICY wall ON "{table}"'
            yield f'CREATE POLICY wall ON "{table}" USING ({seen}) WITH CHECK ({seen})'
        if not secured:
            yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'


def _plain(expression: str | None) -> str:
    """Without what PostgreSQL adds when it writes a policy down: brackets, spaces, casts to text."""
    return re.sub(r"[()\s]|::text", "", (expression or "").lower())


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


_REFUSE = (
    "CREATE OR REPLACE FUNCTION wall_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE integrity_constraint_violation USING MESSAGE = TG_ARGV[0]; END $$"
)


def _refusals() -> Iterator[tuple[str, str, str]]:
    """Name, table and statement of each trigger that refuses what a model does."""
    for model in guarded_models():
        table = model._meta.db_table
        for event, when in model.refuses.items():
            name = _refusal_name(table, event)
            condition = f" WHEN ({when})" if when else ""
            yield name, table, _refusal(name, table, f"BEFORE {event}", f"FOR EACH ROW{condition}", event)
        if model.refuses.get("DELETE") == "":
            name = _refusal_name(table, "truncate")
            yield name, table, _refusal(name, table, "BEFORE TRUNCATE", "FOR EACH STATEMENT", "truncate")


def _refusal(name: str, table: str, moment: str, each: str, event: str) -> str:
    return (
        f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"; '  # one that was disabled counts as missing
        f'CREATE TRIGGER "{name}" {moment} ON "{table}" {each} '
        f"EXECUTE FUNCTION wall_refuse('{_refusal_words(event)}')"
    )
