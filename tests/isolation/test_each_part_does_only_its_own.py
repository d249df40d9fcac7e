"""Every address for members × every part: a door opens for those who hold its permission, and for nobody else."""

from __future__ import annotations

import pytest

from sonae.tenancy.permissions import HOLDS, WHOLE_AGENCY, Role
from sonae.web.access import Access
from tests.isolation import askers
from tests.isolation.matrix import ask, findings, values
from tests.isolation.routes import routes


def for_members(role: Role, *, holding: bool):
    found = [route for route in routes() if route.access is Access.MEMBER]
    return [route for route in found if (route.permission in HOLDS[role]) is holding]


@pytest.mark.parametrize("role", list(Role))
def test_a_part_without_the_permission_is_refused_and_changes_nothing(victim, role):
    asker = askers.member(victim.agency, role)
    found = findings(for_members(role, holding=False), [asker], victim)
    assert [str(each) for each in found] == []


@pytest.mark.parametrize("role", sorted(set(Role) - WHOLE_AGENCY))
def test_guests_of_the_agency_see_no_record_that_is_not_theirs(victim, role):
    """A client of another company, a coordinator to whom nothing was granted: the texts of records stay hidden."""
    asker = askers.member(victim.agency, role)
    for route in for_members(role, holding=True):
        answer = ask(asker, "GET", route, route.path(values(route, victim)), {})
        read = answer.content.decode("utf-8", "replace")
        hidden = [f"{victim.mark}-{name}" for name in ("customer-", "contact-", "answer-", "mail-")]
        assert [text for text in hidden if text in read] == [], route.pattern
        assert answer.status_code < 500, route.pattern


def test_the_right_part_gets_in_and_reads(victim):
    """Or else a matrix of closed doors would prove nothing."""
    owner = askers.member(victim.agency, Role.OWNER)
    shown, refused, broken = 0, [], []
    for route in for_members(Role.OWNER, holding=True):
        answer = ask(owner, "GET", route, route.path(values(route, victim)), {})
        shown += victim.mark in answer.content.decode("utf-8", "replace")
        if answer.status_code in (401, 403):
            refused.append(route.pattern)
        if answer.status_code >= 500:
            broken.append(route.pattern)
    assert (refused, broken) == ([], [])
    assert shown >= SHOWN


SHOWN = 3
"""Addresses that show the agency's own texts to its owner, at least."""
