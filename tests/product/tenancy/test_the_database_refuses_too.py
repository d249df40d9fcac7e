"""Walls in the database: raw SQL cannot tie a row to another agency's, and the walls are there after each migration."""

from __future__ import annotations

import uuid

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from sonae.tenancy import walls
from sonae.tenancy.models import Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from tests.product.tenancy.conftest import NOON


def refused(statement: str, values: list[object]) -> None:
    """Straight past Django; deferred checks are asked for at once."""
    with pytest.raises(DatabaseError):
        _straight(statement, [value.hex if _short(value) else value for value in values])


@transaction.atomic
def _straight(statement: str, values: list[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        connection.check_constraints()


def _short(value: object) -> bool:
    return isinstance(value, uuid.UUID) and connection.vendor == "sqlite"


@pytest.fixture
def member(ours, theirs):
    with within(ours.agency.pk):
        return Membership.objects.create(
            agency=ours.agency, user=ours.person, role=Role.STAFF.value, since=NOON, branch=ours.branch
        )


def test_a_reference_to_another_agency_is_refused(member, theirs):
    with unscoped("a test goes past the guard"):
        refused("UPDATE tenancy_membership SET branch_id = %s WHERE id = %s", [theirs.branch.pk, member.pk])


def test_a_row_that_comes_with_such_a_reference_is_refused(ours, theirs):
    with unscoped("a test goes past the guard"):
        refused(
            "INSERT INTO tenancy_membership (id, agency_id, user_id, role, branch_id, since) "
            "VALUES (%s, %s, %s, 'staff', %s, '2026-11-24 03:00:00')",
            [uuid.uuid4(), ours.agency.pk, ours.person.pk, theirs.branch.pk],
        )


def test_a_row_cannot_be_moved_to_another_agency(member, theirs):
    with unscoped("a test goes past the guard"):
        refused("UPDATE tenancy_membership SET agency_id = %s WHERE id = %s", [theirs.agency.pk, member.pk])


def test_every_wall_stands(db):
    assert walls.missing(connection) == []


def test_every_reference_between_agency_rows_has_its_wall(db):
    assert walls.Reference("tenancy_membership", "branch_id", "tenancy_branch", "id") in set(walls.references())


if connection.vendor == "sqlite":

    def test_a_lost_wall_is_noticed_and_built_again(db):
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER wall_tenancy_membership_branch_id_insert")
        assert len(walls.missing(connection)) == 1
        call_command("migrate", verbosity=0)
        assert walls.missing(connection) == []
