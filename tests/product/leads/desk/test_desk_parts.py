"""Who may do what at the desk of requests: staff answer, managers take lists out and erase, clients see nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sonae.tenancy.permissions import HOLDS, Role
from tests.factories.agencies import make_member
from tests.product.customers.conftest import at_the_desk
from tests.product.leads.desk.conftest import place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.COORDINATOR])
def test_an_expert_from_outside_sees_no_request(agency, lead, role):
    browser = at_the_desk(make_member(agency, role))
    for name in ("leads", "leads_sources", "benefits", "lead_documents", "lead_questions", "reply_templates"):
        assert browser.get(reverse(name)).status_code == 403
    assert browser.get(place("lead", lead)).status_code == 403
    assert "資料請求" not in browser.get("/gyomu/").content.decode()


def test_staff_answer_and_take_nothing_out():
    assert {"leads.see", "leads.work"} <= HOLDS[Role.STAFF]
    assert "leads.export" not in HOLDS[Role.STAFF]


def test_the_menu_leads_there_and_the_register_belongs_to_it(desk):
    page = desk.get(reverse("benefits")).content.decode()
    assert f'<a href="{reverse("leads")}" aria-current="page">' in page


def test_nobody_comes_in_without_signing_in(visitor, lead):
    for address in (reverse("leads"), place("lead", lead), reverse("benefits")):
        assert visitor.get(address).status_code == 302
