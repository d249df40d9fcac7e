"""提案書 of a company's result, in the agency's name; the log says who made it."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.urls import reverse

from sonae.audit.models import Event
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped
from tests.factories.agencies import make_member
from tests.factories.customers import make_customer, make_diagnosis
from tests.product.customers.conftest import at_the_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(customer, staff):
    return reverse("proposal", args=[customer.pk, make_diagnosis(customer, staff).pk])


def made():
    with unscoped("a test looks at everything"):
        return Event.objects.filter(what="proposals.made").count()


def test_it_is_a_pdf_named_after_the_company_and_stands_in_the_log(desk, place):
    answer = desk.send(place)
    assert answer.content.startswith(b"%PDF")
    assert "提案書_東山工業株式会社（架空）_20261124.pdf" in unquote(answer.headers["Content-Disposition"])
    assert made() == 1


def test_only_pressing_the_button_makes_it(desk, place):
    assert desk.get(place).status_code == 405
    assert made() == 0


def test_another_agency_cannot_make_it(stranger, place):
    assert at_the_desk(stranger).send(place).status_code == 404
    assert made() == 0


def test_a_client_cannot_make_it(agency, customer, place):
    client = at_the_desk(make_member(agency, Role.CLIENT, company_id=customer.pk))
    assert client.send(place).status_code == 403


def test_the_result_of_another_company_is_not_taken(desk, customer, staff):
    elsewhere = make_diagnosis(make_customer(staff), staff)
    assert desk.send(reverse("proposal", args=[customer.pk, elsewhere.pk])).status_code == 404


def test_a_name_with_a_path_in_it_stays_a_name(desk, staff):
    odd = make_customer(staff, '../"架空"\r\n商会')
    answer = desk.send(reverse("proposal", args=[odd.pk, make_diagnosis(odd, staff).pk]))
    assert "/" not in answer.headers["Content-Disposition"].split("''")[1]
    assert "\r" not in answer.headers["Content-Disposition"]
