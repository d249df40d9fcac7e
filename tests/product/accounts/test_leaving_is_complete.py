"""Signing out is near on every page, and leaves nothing behind in the browser."""

from __future__ import annotations

import pytest

from sonae.tenancy.permissions import Role
from tests.factories.agencies import make_agency, make_member, signed_in
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return signed_in(Visitor(), make_member(make_agency(), Role.OWNER))


@pytest.mark.parametrize("page", ["/gyomu/", "/gyomu/okyakusama/", "/gyomu/soshin/", "/account/"])
def test_every_page_leads_to_signing_out(owner, page):
    assert 'action="/account/logout/"' in owner.get(page).content.decode()


def test_the_browser_is_told_to_forget_what_it_kept(owner):
    assert owner.get("/gyomu/")["Cache-Control"] == "no-store"
    answer = owner.send("/account/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert owner.get("/gyomu/").status_code == 302
