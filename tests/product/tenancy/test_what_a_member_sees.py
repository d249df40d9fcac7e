"""Which rows a part in an agency shows, and which of others' rows a grant does."""

from __future__ import annotations

import uuid

import pytest

from sonae.tenancy.actor import Actor, Granted
from sonae.tenancy.models import Branch
from sonae.tenancy.permissions import HOLDS, PERMISSIONS, ROLE_NAMES, WHOLE_AGENCY, Role
from sonae.tenancy.scope import within


def actor(house, role=Role.STAFF, *granted: Granted, company=None) -> Actor:
    return Actor(house.person.pk, house.person.name, uuid.uuid4(), house.agency.pk, role, company, granted)


def seen(by: Actor) -> list[uuid.UUID]:
    with within(*by.agencies):
        return [branch.pk for branch in Branch.objects.visible_to(by)]


@pytest.mark.parametrize("role", sorted(WHOLE_AGENCY))
def test_staff_see_the_rows_of_their_agency_only(ours, theirs, role):
    assert seen(actor(ours, role)) == [ours.branch.pk]


@pytest.mark.parametrize("role", sorted(set(Role) - WHOLE_AGENCY))
def test_guests_see_no_row_that_is_not_about_their_company(ours, theirs, role):
    company = uuid.uuid4() if role is Role.CLIENT else None
    assert seen(actor(ours, role, company=company)) == []


def test_support_sees_all_rows_of_the_agency_that_granted_it(ours, theirs):
    grant = Granted(uuid.uuid4(), theirs.agency.pk, None, may_edit=False)
    assert set(seen(actor(ours, Role.STAFF, grant))) == {ours.branch.pk, theirs.branch.pk}


def test_a_grant_for_one_company_shows_no_other_rows(ours, theirs):
    grant = Granted(uuid.uuid4(), theirs.agency.pk, uuid.uuid4(), may_edit=True)
    assert seen(actor(ours, Role.STAFF, grant)) == [ours.branch.pk]


def test_a_grant_to_look_is_none_to_change(ours, theirs):
    company = uuid.uuid4()
    look = actor(ours, Role.STAFF, Granted(uuid.uuid4(), theirs.agency.pk, company, may_edit=False))
    edit = actor(ours, Role.STAFF, Granted(uuid.uuid4(), theirs.agency.pk, company, may_edit=True))
    assert not look.may_change(theirs.agency.pk, company)
    assert edit.may_change(theirs.agency.pk, company)
    assert not edit.may_change(theirs.agency.pk, uuid.uuid4())
    assert look.may_change(ours.agency.pk, uuid.uuid4())


def test_each_part_holds_only_permissions_that_exist_and_has_a_name():
    assert set(HOLDS) == set(Role) == set(ROLE_NAMES)
    assert all(permissions <= set(PERMISSIONS) for permissions in HOLDS.values())


def test_whoever_holds_more_holds_all_that_those_below_hold():
    assert HOLDS[Role.STAFF] <= HOLDS[Role.MANAGER] <= HOLDS[Role.OWNER]
