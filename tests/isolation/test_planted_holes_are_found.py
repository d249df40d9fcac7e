"""The test of the test: with a wall taken away the matrix must speak up."""

from __future__ import annotations

import pytest
from django.db import connection, models

from sonae.tenancy import doors, querysets
from sonae.tenancy.actor import Actor
from sonae.tenancy.permissions import Role
from sonae.web.access import Access
from tests.isolation import askers
from tests.isolation.matrix import findings
from tests.isolation.routes import routes


def member_routes():
    return [route for route in routes() if route.access is Access.MEMBER]


@pytest.fixture
def no_filter(monkeypatch):
    """The manager forgets the scope, and queries forget who asks."""

    def everything(self):
        return self._queryset_class(self.model, using=self._db)

    monkeypatch.setattr(querysets.GuardedManager, "get_queryset", everything)
    monkeypatch.setattr(querysets.GuardedQuerySet, "visible_to", lambda self, actor: self.all())


def test_a_forgotten_filter_is_found(victim, other, no_filter):
    found = list(findings(member_routes(), [askers.stranger(other)], victim))
    shown = {each.route for each in found if "shows" in each.what}
    if connection.vendor == "postgresql":
        assert shown == set()  # the second wall: the database shows no rows of agencies outside the scope
    else:
        assert len(shown) >= 2


def test_a_query_that_forgets_who_asks_shows_more_than_was_granted(victim, other, monkeypatch):
    """Only ``visible_to`` is gone; the scope still holds agencies apart, but a guest sees all of the agency."""
    monkeypatch.setattr(querysets.GuardedQuerySet, "visible_to", lambda self, actor: self.all())
    guest = askers.member(victim.agency, Role.COORDINATOR)
    found = list(findings(member_routes(), [askers.Asker(guest.name, guest.sign_in, "", guest.role)], victim))
    assert [each for each in found if "customer-" in each.what]


def test_a_forgotten_permission_is_found(victim, monkeypatch):
    monkeypatch.setattr(Actor, "may", lambda self, permission: True)
    client = askers.member(victim.agency, Role.CLIENT)
    found = list(findings(member_routes(), [client], victim))
    assert [each for each in found if "should be refused" in each.what]


def test_a_door_that_lets_everybody_in_is_found(victim, monkeypatch):
    monkeypatch.setattr(doors, "to_sign_in", lambda request: doors.HttpResponse("ようこそ"))
    found = list(findings(member_routes(), [askers.nobody()], victim))
    assert [each for each in found if "should be refused" in each.what]


def test_a_write_before_the_refusal_is_found(victim, other, monkeypatch):
    """Refused, but only after something was written: the answer looks right, the rows tell."""
    from sonae.tenancy.models import Branch
    from sonae.tenancy.scope import unscoped

    def writes_first(request):
        if request.method == "POST":
            with unscoped("a planted hole"):
                models.QuerySet(Branch).update(name="書き換えられた")
        return doors.HttpResponseRedirect("/account/login/")

    monkeypatch.setattr(doors, "to_sign_in", writes_first)
    found = list(findings(member_routes()[:1], [askers.nobody()], victim))
    assert [each for each in found if "no longer as it was" in each.what]
