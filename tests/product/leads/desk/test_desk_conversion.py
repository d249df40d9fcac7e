"""A request becomes a customer in two steps, finds the one that is there, takes along what it knows; and back."""

from __future__ import annotations

import pytest

from sonae.customers.models import Contact, Customer, Intent
from sonae.leads.matching import WHY, matches
from sonae.web.clock import now
from tests.factories.agencies import actor_of
from tests.factories.customers import fake_number, make_contact, make_customer
from tests.factories.leads import make_request
from tests.factories.policies import make_policy
from tests.product.leads.desk.conftest import again, place

pytestmark = pytest.mark.django_db


def found(lead, staff):
    return [(match.customer.name, match.why) for match in matches(lead, actor_of(staff))]


def test_the_same_number_makes_sure(agency, staff, inside):
    make_customer(staff, "まったく別の名前株式会社", corporate_number=fake_number(3))
    lead = make_request(agency, corporate_number=fake_number(3))
    assert found(lead, staff) == [("まったく別の名前株式会社", (WHY["number"],))]


@pytest.mark.parametrize("name", ["(株)架空電機", "株式会社　架空電機", "カクウデンキ" * 0 + "架空電機㈱"])
def test_the_same_name_is_found_however_it_is_written(agency, staff, inside, name):
    make_customer(staff, "株式会社架空電機")
    lead = make_request(agency, company=name)
    assert found(lead, staff) == [("株式会社架空電機", (WHY["name"],))]


def test_a_mail_domain_of_one_company_points_to_it(agency, staff, inside):
    customer = make_customer(staff, "架空電機株式会社")
    make_contact(customer, staff, email="taro@denki.example")
    lead = make_request(agency, email="Jiro@DENKI.example")
    assert found(lead, staff) == [("架空電機株式会社", (WHY["domain"],))]


def test_a_mail_domain_of_many_companies_says_nothing(agency, staff, inside):
    for number in range(3):
        customer = make_customer(staff, f"架空{number}号株式会社")
        make_contact(customer, staff, email=f"taro{number}@everybody.example")
    lead = make_request(agency, email="jiro@everybody.example")
    assert found(lead, staff) == []


def test_those_of_another_agency_are_not_found(agency, staff, stranger, inside):
    make_customer(stranger, "架空電機株式会社", corporate_number=fake_number(3))
    lead = make_request(agency, company="架空電機株式会社", corporate_number=fake_number(3))
    assert found(lead, staff) == []


def test_first_it_is_asked_which_then_shown_what_and_nothing_is_written(desk, lead, customer, inside):
    which = desk.get(place("lead_convert", lead))
    assert "新しいお客様として登録する" in which.content.decode()
    shown = desk.get(place("lead_convert", lead) + f"?as={customer.pk}").content.decode()
    assert customer.name in shown
    assert lead.email in shown
    assert Customer.objects.count() == 1
    assert again(lead).customer is None


def test_a_new_customer_takes_everything_along(desk, lead, staff, inside):
    form = desk.get(place("lead_convert", lead) + "?as=new").content.decode()
    assert f'value="{lead.company}"' in form
    desk.send(place("lead_convert", lead), {"as": "new", "name": lead.company, "person": staff.pk})
    customer = Customer.objects.get()
    assert (customer.source_first, customer.source_last) == (lead.came_first, lead.came_last)
    contact = Contact.objects.get()
    assert (contact.name, contact.email, contact.main) == (lead.name, lead.email, True)
    intent = Intent.objects.get()
    assert intent.said_at == lead.received_at
    assert ["いちばん守りたいもの", "業務が止まらないこと"] in intent.answers
    assert again(lead).customer == customer


def test_an_existing_customer_keeps_what_first_brought_it(desk, lead, customer, inside):
    Customer.objects.filter(pk=customer.pk).update(source_first={"qr": "7"})
    desk.send(place("lead_convert", lead), {"as": customer.pk})
    customer.refresh_from_db()
    assert customer.source_first == {"qr": "7"}
    assert customer.source_last == lead.came_last
    assert again(lead).customer == customer


def test_a_contact_with_the_same_address_is_not_added_twice(desk, lead, customer, staff, inside):
    make_contact(customer, staff, "架空 花子（旧）", email=lead.email.upper())
    desk.send(place("lead_convert", lead), {"as": customer.pk})
    assert Contact.objects.count() == 1


def test_done_twice_it_is_done_once(desk, lead, customer, inside):
    for _ in range(2):
        desk.send(place("lead_convert", lead), {"as": customer.pk})
    assert Intent.objects.count() == 1


def test_it_can_be_undone_and_takes_back_what_it_brought(desk, lead, customer, staff, inside):
    desk.send(place("lead_convert", lead), {"as": customer.pk})
    policy = make_policy(customer, staff)
    assert (policy.source_first, policy.source_last) == (lead.came_first, lead.came_last)
    desk.send(place("lead_unlink", lead))
    customer.refresh_from_db()
    assert again(lead).customer is None
    assert not Intent.objects.exists()
    assert (customer.source_first, customer.source_last) == ({}, {})
    policy.refresh_from_db()
    assert (policy.source_first, policy.source_last) == ({}, {})
    assert Customer.objects.kept().filter(pk=customer.pk).exists()


def test_a_customer_of_another_agency_cannot_be_chosen(desk, lead, stranger, inside):
    other = make_customer(stranger, "よその会社（架空）")
    page = desk.send(place("lead_convert", lead), {"as": other.pk})
    assert page.status_code == 422
    assert "よその会社" not in page.content.decode()
    assert again(lead).customer is None


def test_the_page_of_the_company_shows_what_brought_it_and_what_it_wants(desk, lead, customer):
    desk.send(place("lead_convert", lead), {"as": customer.pk})
    page = desk.get(f"/gyomu/okyakusama/{customer.pk}/").content.decode()
    assert "業務が止まらないこと" in page
    assert "tegami" in page
    assert now().year >= 2026
