"""Inside the scope of an agency the rows of others do not exist."""

from __future__ import annotations

import pytest
from django.db import connection

from sonae.tenancy.models import Branch, Grant
from sonae.tenancy.scope import OtherAgencyError, OutsideScopeError, current, unscoped, within
from tests.product.tenancy.conftest import NOON


def test_only_own_rows_are_there(inside, theirs):
    assert [branch.agency_id for branch in Branch.objects.all()] == [inside.agency.pk]
    assert not Branch.objects.filter(pk=theirs.branch.pk).exists()
    with pytest.raises(Branch.DoesNotExist):
        Branch.objects.get(pk=theirs.branch.pk)


def test_a_query_made_inside_keeps_its_filter_outside(ours, theirs):
    with within(ours.agency.pk):
        found = Branch.objects.all()
    with unscoped("a test looks at everything"):
        assert [branch.pk for branch in found] == [ours.branch.pk]


def test_nothing_of_others_is_changed_or_removed(inside, theirs):
    assert Branch.objects.filter(pk=theirs.branch.pk).update(name="盗まれた") == 0
    assert Branch.objects.filter(pk=theirs.branch.pk).delete()[0] == 0
    with pytest.raises(OtherAgencyError):
        theirs.branch.save()


@pytest.mark.parametrize("way", ["create", "bulk_create", "save"])
def test_a_row_for_another_agency_is_refused(inside, theirs, way):
    row = Branch(agency=theirs.agency, name="支店")
    with pytest.raises(OtherAgencyError):
        {
            "create": lambda: Branch.objects.create(agency=theirs.agency, name="支店"),
            "bulk_create": lambda: Branch.objects.bulk_create([row]),
            "save": row.save,
        }[way]()


def test_rows_do_not_change_agencies(inside, theirs):
    with pytest.raises(OtherAgencyError):
        Branch.objects.update(agency=theirs.agency)
    with pytest.raises(OtherAgencyError):
        Branch.objects.bulk_update([inside.branch], ["agency"])


def test_the_scope_ends_with_its_block(ours):
    with within(ours.agency.pk):
        assert current() is not None
    assert current() is None
    with pytest.raises(OutsideScopeError):
        Branch.objects.count()


def test_an_inner_scope_gives_way_to_the_outer_one(ours, theirs):
    with within(ours.agency.pk):
        with within(theirs.agency.pk):
            assert Branch.objects.get().pk == theirs.branch.pk
        assert Branch.objects.get().pk == ours.branch.pk


def test_work_for_all_agencies_gives_its_reason(ours, theirs):
    with pytest.raises(ValueError, match="reason"), unscoped(""):
        pass
    with unscoped("a test"):
        assert Branch.objects.count() == 2


def test_a_broken_transaction_inside_a_scope_leaves_the_scope(ours, transactional_db):
    with pytest.raises(RuntimeError), within(ours.agency.pk):
        raise RuntimeError
    assert current() is None
    with within(ours.agency.pk):
        assert Branch.objects.count() >= 0


if connection.vendor == "postgresql":

    def test_postgresql_shows_nothing_to_whom_it_was_not_told(ours, theirs):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM tenancy_branch")
            assert cursor.fetchone() == (0,)
        with within(ours.agency.pk), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM tenancy_branch")
            assert cursor.fetchone() == (1,)
            cursor.execute("UPDATE tenancy_branch SET name = 'x' WHERE id = %s", [theirs.branch.pk])
            assert cursor.rowcount == 0


def test_a_grant_ends_and_names_one_receiver(inside, theirs):
    from django.db import IntegrityError, transaction

    given = {"agency": inside.agency, "reason": "事故の対応", "given_by": inside.person, "given_at": NOON}
    for wrong in (
        {"starts_at": NOON, "ends_at": NOON, "to_user": theirs.person},
        {"starts_at": NOON, "ends_at": NOON.replace(day=25)},
        {"starts_at": NOON, "ends_at": NOON.replace(day=25), "to_user": theirs.person, "to_agency": theirs.agency},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.create(**given, **wrong)
