"""The page about personal information says what the site of this agency keeps, and for how long."""

from __future__ import annotations

import pytest

from sonae.accounts.profile import DRAFT_DAYS
from sonae.assessments.views.wizard import KEPT
from sonae.leads.newsletters import OPEN_FOR
from sonae.leads.taking import TAKEN_FOR
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, published
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db


def test_nobodys_site_keeps_diagnoses_alone(visitor):
    page = visitor.get("/about/privacy/").content.decode()
    assert KEPT.days == DRAFT_DAYS
    assert f"{DRAFT_DAYS}日間" in page
    assert "受付番号" not in page


def test_an_agencys_days_are_told(visitor):
    published(Desk(Visitor(), make_agency(slug="minato")), draft_days=14, lead_days=123)
    page = visitor.get("/a/minato/about/privacy/").content.decode()
    for told in ("14日間", "123日", f"{TAKEN_FOR.days}日", f"{OPEN_FOR.days}日", "個人情報の担当 03-0000-0000"):
        assert told in page


def test_no_public_page_sets_a_cookie(visitor):
    for path in (
        "/",
        "/qa/",
        "/yougo/",
        "/kensaku/?q=補償",
        "/oshirase/",
        "/jiko/",
        "/tools/kigen/",
        "/about/privacy/",
    ):
        assert not visitor.get(path).cookies, path
