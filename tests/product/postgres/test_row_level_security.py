"""PostgreSQL past the product: what a role sees and may write when no code of ours stands between, and what leaks.

Planted holes stand beside what holds: a wall that nobody could lower would prove nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from sonae.tenancy import walls
from tests.isolation.world import OTHER, VICTIM
from tests.product.postgres.apart import OWNS, RUNS, asked, divided, made
from tests.product.postgres.cluster import cluster, newest
from tests.product.serving.served import sonae

pytestmark = pytest.mark.full

BRANCHES = "SELECT count(*) FROM tenancy_branch"


class Installed:
    """A database with two agencies, and its data folder."""

    def __init__(self, cluster_address: str, data: Path) -> None:
        self.data, self.urls = data, divided(cluster_address, "walled")
        made(data, **self.urls)
        with self.asked("") as admin:
            self.agency: dict[str, UUID] = dict(admin.execute("SELECT slug, id FROM tenancy_agency"))

    def asked(self, role: str) -> psycopg.Connection[Any]:
        return asked(self.urls["DATABASE_URL"], role)

    @contextmanager
    def inside(self, role: str, slug: str = "") -> Iterator[psycopg.Connection[Any]]:
        """A transaction in which the database was told the agency."""
        with self.asked(role) as connection, connection.transaction():
            if slug:
                connection.execute("SELECT set_config('sonae.agencies', %s, true)", [str(self.agency[slug])])
            yield connection

    def doctor(self, url: str = "DATABASE_URL") -> dict[str, Any]:
        """What it says of each thing, by title."""
        done = sonae(self.data, "doctor", "--json", DATABASE_URL=self.urls[url])
        return {look["title"]: look for look in json.loads(done.stdout)["looks"]}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    with cluster() as address:
        yield Installed(address, tmp_path_factory.mktemp("walled"))


@contextmanager
def planted(installed: Installed, hole: str, mended: str, role: str = OWNS) -> Iterator[None]:
    with installed.asked(role) as owner:
        owner.execute(hole)
        try:
            yield
        finally:
            owner.execute(mended)


def count(connection: psycopg.Connection[Any], statement: str = BRANCHES) -> int:
    row = connection.execute(statement).fetchone()
    assert row is not None
    return int(row[0])


# --- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [RUNS, OWNS])
def test_without_a_scope_no_table_of_an_agency_shows_a_row(installed, role):
    with installed.inside(role) as connection:
        for model in walls.guarded_models():
            table, nullable = model._meta.db_table, model._meta.get_field("agency").null
            where = " WHERE agency_id IS NOT NULL" if nullable else ""
            assert count(connection, f'SELECT count(*) FROM "{table}"{where}') == 0, table  # noqa: S608


@pytest.mark.parametrize("slug", [VICTIM, OTHER])
def test_in_a_scope_every_table_shows_rows_of_that_agency_only(installed, slug):
    with installed.inside(RUNS, slug) as connection:
        for model in walls.guarded_models():
            table = model._meta.db_table
            found = connection.execute(f'SELECT DISTINCT agency_id FROM "{table}"').fetchall()  # noqa: S608
            assert {agency for (agency,) in found} <= {installed.agency[slug], None}, table
        assert count(connection) == 1


def test_a_scope_ends_with_its_transaction(installed):
    with installed.asked(RUNS) as connection:
        with connection.transaction():
            connection.execute("SELECT set_config('sonae.agencies', %s, true)", [str(installed.agency[VICTIM])])
            assert count(connection) == 1
        assert count(connection) == 0
        with connection.transaction(force_rollback=True):
            connection.execute("SELECT set_config('sonae.unscoped', 'on', true)")
            assert count(connection) == 2
        assert count(connection) == 0


@pytest.mark.parametrize("told", ["", "on", "off", ",", "nobody", "%", "' OR true --"])
def test_nonsense_for_a_scope_shows_nothing(installed, told):
    with installed.inside(RUNS) as connection:
        connection.execute("SELECT set_config('sonae.agencies', %s, true)", [told])
        try:
            assert count(connection) == 0
        except psycopg.errors.InvalidTextRepresentation:
            return  # not an id: refused aloud


# --- writing ----------------------------------------------------------------------------------------------------------


def test_rows_of_another_agency_are_neither_written_nor_changed_nor_taken(installed):
    other = installed.agency[OTHER]
    with installed.asked("") as admin:
        before = admin.execute("SELECT * FROM tenancy_branch ORDER BY id").fetchall()
    with installed.inside(RUNS, VICTIM) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
            connection.execute("INSERT INTO tenancy_branch VALUES (%s, '支店', %s)", [uuid4(), other])
        with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
            connection.execute("UPDATE tenancy_branch SET agency_id = %s", [other])
        assert connection.execute("UPDATE tenancy_branch SET name = 'x' WHERE agency_id = %s", [other]).rowcount == 0
        assert connection.execute("DELETE FROM tenancy_grant WHERE agency_id = %s", [other]).rowcount == 0
    with installed.asked("") as admin:
        assert admin.execute("SELECT * FROM tenancy_branch ORDER BY id").fetchall() == before


def test_a_value_that_another_agency_has_too_is_taken_without_a_word(installed):
    """What must be unique is unique within an agency: an error would tell that somebody else has it."""
    with installed.asked("") as admin:
        (name,) = admin.execute(
            "SELECT name FROM tenancy_branch WHERE agency_id = %s", [installed.agency[OTHER]]
        ).fetchone()
    with installed.inside(RUNS, VICTIM) as connection:
        ours = installed.agency[VICTIM]
        made = connection.execute("INSERT INTO tenancy_branch (id, name, agency_id) VALUES (%s, %s, %s)",
                                  [uuid4(), name, ours])  # fmt: skip
        assert made.rowcount == 1
        connection.execute("DELETE FROM tenancy_branch WHERE name = %s", [name])


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET what = 'x'", "DELETE FROM audit_event",
                                       "DELETE FROM audit_head", "DELETE FROM audit_recordkey",
                                       "UPDATE audit_writtenhead SET number = 1", "TRUNCATE audit_event CASCADE",
                                       "DELETE FROM django_migrations", "CREATE TABLE mine (x int)",
                                       "ALTER TABLE audit_event DISABLE TRIGGER ALL",
                                       "ALTER TABLE tenancy_branch DISABLE ROW LEVEL SECURITY",
                                       "DROP POLICY wall ON tenancy_branch", "SET ROLE owns"])  # fmt: skip
def test_the_role_that_runs_cannot_rewrite_the_log_or_take_walls_down(installed, statement):
    with installed.inside(RUNS, VICTIM) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


# --- planted holes ----------------------------------------------------------------------------------------------------


def test_without_force_the_owner_sees_everything_and_the_doctor_says_so(installed):
    hole = "ALTER TABLE tenancy_branch NO FORCE ROW LEVEL SECURITY"
    with planted(installed, hole, "ALTER TABLE tenancy_branch FORCE ROW LEVEL SECURITY"):
        with installed.inside(OWNS) as owner:
            assert count(owner) == 2
        assert not installed.doctor()["データベースの壁"]["good"]
    assert installed.doctor()["データベースの壁"]["good"]


def test_a_policy_that_was_widened_counts_as_missing_and_is_put_right(installed):
    with installed.asked(OWNS) as owner:
        owner.execute("ALTER POLICY wall ON tenancy_branch USING (true)")
    assert not installed.doctor()["データベースの壁"]["good"]
    done = sonae(installed.data, "migrate", **installed.urls)
    assert done.returncode == 0, done.stderr
    assert installed.doctor()["データベースの壁"]["good"]
    with installed.inside(RUNS) as connection:
        assert count(connection) == 0


def test_a_view_shows_what_its_owner_sees_and_the_doctor_names_it(installed):
    hole = "CREATE VIEW peek AS SELECT * FROM tenancy_branch; GRANT SELECT ON peek TO runs"
    with planted(installed, hole, "DROP VIEW peek", role=""):
        with installed.inside(RUNS) as connection:
            assert count(connection, "SELECT count(*) FROM peek") == 2
        assert "peek" in installed.doctor()["壁の抜け道"]["found"]
    assert installed.doctor()["壁の抜け道"]["good"]


if newest() >= 15:  # such views came with it

    def test_a_view_that_asks_as_whoever_looks_shows_nothing(installed):
        view = "CREATE VIEW fair WITH (security_invoker=true) AS TABLE tenancy_branch; GRANT SELECT ON fair TO runs"
        with planted(installed, view, "DROP VIEW fair", role=""):
            with installed.inside(RUNS) as connection:
                assert count(connection, "SELECT count(*) FROM fair") == 0
            assert installed.doctor()["壁の抜け道"]["good"]


def test_a_second_policy_opens_the_wall_and_the_doctor_names_it(installed):
    with planted(installed, "CREATE POLICY also ON tenancy_branch USING (true)", "DROP POLICY also ON tenancy_branch"):
        with installed.inside(RUNS) as connection:
            assert count(connection) == 2
        assert "also" in installed.doctor()["壁の抜け道"]["found"]


def test_a_role_without_walls_is_named_whether_it_is_one_or_can_become_one(installed):
    assert installed.doctor()["データベースの役割"]["good"]
    with planted(installed, f"ALTER ROLE {RUNS} BYPASSRLS", f"ALTER ROLE {RUNS} NOBYPASSRLS", role=""):
        with installed.inside(RUNS) as connection:
            assert count(connection) == 2
        assert not installed.doctor()["データベースの役割"]["good"]
    with planted(installed, f"GRANT sonae TO {RUNS}", f"REVOKE sonae FROM {RUNS}", role=""):
        assert "sonae になれます" in installed.doctor()["データベースの役割"]["found"]


def test_the_owner_may_run_the_product_with_a_word_of_advice(installed):
    look = installed.doctor("DATABASE_OWNER_URL")["データベースの役割"]
    assert look["good"]
    assert "DATABASE_OWNER_URL" in look["remedy"]


def test_a_session_wide_scope_stays_for_the_next_who_uses_the_connection(installed):
    """Why the product tells a transaction and never a session: a pooler hands connections on."""
    with installed.asked(RUNS) as pooled:
        pooled.execute("SELECT set_config('sonae.agencies', %s, false)", [str(installed.agency[VICTIM])])
        assert count(pooled) == 1
        pooled.execute("SELECT set_config('sonae.agencies', '', false)")
        assert count(pooled) == 0


# --- by introspection -------------------------------------------------------------------------------------------------


def test_every_reference_between_tables_of_agencies_is_composite(installed):
    tables = [model._meta.db_table for model in walls.guarded_models()]
    with installed.asked("") as admin:
        found = admin.execute(
            "SELECT c.conrelid::regclass::text, a.attname, bool_or(array_length(k.conkey, 1) = 2 AND k.convalidated) "
            "FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
            "LEFT JOIN pg_constraint k ON k.contype = 'f' AND k.conrelid = c.conrelid AND k.confrelid = c.confrelid "
            "AND a.attnum = ANY(k.conkey) AND k.conname LIKE 'wall\\_%%' "
            "WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 1 AND c.conrelid = ANY(%s::regclass[]) "
            "AND c.confrelid = ANY(%s::regclass[]) GROUP BY 1, 2",
            [tables, tables],
        ).fetchall()
    assert len(found) == len(list(walls.references()))
    assert [(table, column) for table, column, held in found if not held] == []


def test_the_role_that_runs_owns_nothing_at_all(installed):
    with installed.asked("") as admin:
        owned = admin.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = %s", [RUNS]).fetchone()
    assert owned == (0,)
