"""The isolation matrix: every address × everybody outside × reading and sending; nothing shows, nothing changes."""

from __future__ import annotations

from sonae.web.access import Access
from tests.isolation.matrix import findings
from tests.isolation.routes import routes


def test_nobody_outside_sees_or_changes_anything(victim, outsiders):
    found = [str(each) for each in findings(routes(), outsiders, victim)]
    assert found == []


def test_the_matrix_asks_addresses_of_every_kind(victim):
    kinds = {route.access for route in routes()}
    assert {Access.EVERYBODY, Access.SECRET_LINK, Access.MEMBER} <= kinds
