"""Roles of PostgreSQL: one may own the tables and change them, another runs the product and owns nothing.

What a role may do at all is the last wall: where code of ours is tricked into a statement of somebody else's, a role
that owns the tables could take row-level security away first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from sonae.tenancy.walls import guarded_models

NOTES = "django_migrations"


@dataclass(frozen=True)
class Standing:
    """What the role that runs the product could do beside running it.

    ``over``: a role without row-level security that it is or can become; ``owns``: guarded tables of its own.
    """

    name: str
    over: str
    owns: int


def standing(connection: BaseDatabaseWrapper) -> Standing:
    """Of the role that is asking."""
    tables = [model._meta.db_table for model in guarded_models()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, "
            "coalesce((SELECT min(rolname) FROM pg_roles WHERE (rolsuper OR rolbypassrls) "
            "AND pg_has_role(current_user, oid, 'MEMBER')), ''), "
            "(SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s) "
            "AND pg_has_role(current_user, relowner, 'MEMBER'))",
            [tables],
        )
        return Standing(*cursor.fetchone())


def may_change_tables(connection: BaseDatabaseWrapper) -> bool:
    """Whether the role that is asking can make tables, and owns those that are there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_schema_privilege(current_user, 'public', 'CREATE') AND NOT EXISTS (SELECT FROM pg_class "
            "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' "
            "AND NOT pg_has_role(current_user, relowner, 'MEMBER'))"
        )
        return bool(cursor.fetchone()[0])


def grant(connection: BaseDatabaseWrapper, role: str) -> None:
    """Give a role what running the product needs, and take what it does not; asked as the owner of the tables.

    Tables whose rows are never changed or deleted are not to be changed or deleted by it, whatever triggers say.
    """
    quote = connection.ops.quote_name
    name = quote(role)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")
        tables = sorted(table for (table,) in cursor.fetchall())
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}")
        for table, rights in _rights(tables):
            cursor.execute(f"GRANT {rights} ON {quote(table)} TO {name}")
        cursor.execute(f"GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}")


def _rights(tables: list[str]) -> Iterator[tuple[str, str]]:
    refused = {model._meta.db_table: {event for event, when in model.refuses.items() if not when}
               for model in guarded_models()}  # fmt: skip
    for table in tables:
        taken = {"INSERT", "UPDATE", "DELETE"} if table == NOTES else refused.get(table, set())
        yield table, ", ".join(right for right in ("SELECT", "INSERT", "UPDATE", "DELETE") if right not in taken)


def ways_around(connection: BaseDatabaseWrapper) -> list[str]:
    """What shows rows of guarded tables past their walls: views that ask as their owner, policies beside ours."""
    tables = [model._meta.db_table for model in guarded_models()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT v.relname FROM pg_class v JOIN pg_rewrite r ON r.ev_class = v.oid "
            "JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid "
            "JOIN pg_class t ON d.refclassid = 'pg_class'::regclass AND t.oid = d.refobjid "
            "WHERE v.relkind IN ('v', 'm') AND t.relname = ANY(%s) AND t.relnamespace = 'public'::regnamespace "
            "AND NOT coalesce(v.reloptions && ARRAY['security_invoker=true', 'security_invoker=on'], false) "
            "UNION SELECT p.polname || ' (' || c.relname || ')' FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid "
            "WHERE c.relname = ANY(%s) AND p.polname <> 'wall' AND p.polpermissive ORDER BY 1",
            [tables, tables],
        )
        return [name for (name,) in cursor.fetchall()]
