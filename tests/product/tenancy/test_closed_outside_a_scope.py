"""Outside a scope no row of an agency can be read, counted, written or guessed, by whatever method Django offers."""

from __future__ import annotations

import inspect

import pytest
from django.db import models

from sonae.tenancy.models import Branch
from sonae.tenancy.querysets import GuardedQuerySet
from sonae.tenancy.scope import OutsideScopeError
from tests.product.tenancy.conftest import NOON

HARMLESS = {"none", "using", "db", "as_manager", "queryset_only", "query"}


def offered() -> list[str]:
    """Everything public that a query has, today's and tomorrow's."""
    return sorted(name for name, _ in inspect.getmembers(models.QuerySet) if not name.startswith("_"))


@pytest.mark.parametrize("name", [name for name in offered() if name not in HARMLESS])
def test_every_method_of_a_query_is_refused(ours, name):
    with pytest.raises(OutsideScopeError):
        getattr(Branch.objects.get_queryset(), name)()


@pytest.mark.parametrize("way", ["_insert", "_update", "_raw_delete", "_fetch_all", "_iterator", "_filter_or_exclude"])
def test_the_inner_ways_are_refused(ours, way):
    with pytest.raises(OutsideScopeError):
        getattr(Branch.objects.get_queryset(), way)()


@pytest.mark.parametrize("ask", [list, len, bool, str, repr, lambda found: found[0], lambda found: found | found])
def test_it_cannot_be_looked_at(ours, ask):
    with pytest.raises(OutsideScopeError):
        ask(Branch.objects.get_queryset())


def test_no_rows_may_be_had_by_anybody(ours):
    assert list(Branch.objects.none()) == []


def test_a_row_cannot_be_kept_removed_or_read_again(ours):
    for act in (ours.branch.save, ours.branch.delete, ours.branch.refresh_from_db):
        with pytest.raises(OutsideScopeError):
            act()


def test_a_row_cannot_be_reached_from_another(ours):
    with pytest.raises(OutsideScopeError):
        list(ours.branch.members.all())
    with pytest.raises(OutsideScopeError):
        list(ours.person.memberships.all())


def test_a_new_row_is_refused(ours):
    with pytest.raises(OutsideScopeError):
        Branch.objects.create(agency=ours.agency, name="支店")
    with pytest.raises(OutsideScopeError):
        Branch(agency=ours.agency, name="支店").save()


def test_the_agency_of_a_row_is_found_all_the_same(inside):
    assert Branch.objects.get().agency == inside.agency
    assert inside.agency.created_at == NOON


def test_the_guard_of_the_closed_kind_is_a_list_of_what_is_allowed(ours, monkeypatch):
    """What Django may add one day is refused without anybody remembering it."""
    monkeypatch.setattr(models.QuerySet, "from_the_future", lambda self: self.model.objects, raising=False)
    assert hasattr(GuardedQuerySet, "from_the_future")
    with pytest.raises(OutsideScopeError):
        Branch.objects.get_queryset().from_the_future()
