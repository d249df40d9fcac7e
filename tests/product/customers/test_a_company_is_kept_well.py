"""Adding and changing a company: read kindly, refused with a remedy, never lost to somebody else's change."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sonae.audit.models import Event
from sonae.audit.reading import lines, with_keys
from sonae.customers.models import Customer
from sonae.tenancy.permissions import Role
from tests.factories.agencies import make_agency, make_member
from tests.factories.customers import fake_number, make_contact, make_customer
from tests.product.customers.conftest import at_the_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside")]


def typed(customer: Customer, **other: object) -> dict[str, object]:
    """The form of a company as it is, with something else typed."""
    return {"name": customer.name, "kana": customer.kana, "phone": customer.phone, "version": customer.version, **other}


def test_the_name_alone_is_enough(desk, staff):
    answer = desk.send(reverse("customer_new"), {"name": "　新町  製作所（架空） "})
    made = Customer.objects.get()
    assert answer.url == reverse("customer", args=[made.pk])
    assert made.name == "新町 製作所（架空）"
    assert made.agency_id == staff.agency_id


def test_full_width_is_read_as_it_is_meant(desk):
    given = {
        "name": "あ",
        "postcode": "〒０００－０００１",
        "phone": "０３－００００－００００",
        "website": "example.jp",
        "corporate_number": f"T{fake_number(5)}",
    }
    desk.send(reverse("customer_new"), given)
    made = Customer.objects.get()
    assert (made.postcode, made.phone, made.website) == ("0000001", "03-0000-0000", "https://example.jp")
    assert made.corporate_number == fake_number(5)


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("name", " ", "入力してください。"),
        ("kana", "東山", "ひらがなかカタカナ"),
        ("corporate_number", "1234567890123", "検査用の数字"),
        ("postcode", "12", "7桁"),
        ("phone", "電話なし", "市外局番"),
        ("website", "javascript:alert(1)", "読めません"),
        ("website", "https://<script>", "読めません"),
        ("industry", "ない業種", "選んでください"),
        ("person", "00000000-0000-4000-8000-000000000000", "一覧から"),
        ("name", "あ" * 121, "120"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field_and_kept(desk, field, text, told):
    answer = desk.send(reverse("customer_new"), {"name": "あ", field: text})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert told in shown
    assert f'href="#f-{field}"' in shown
    assert not Customer.objects.exists()


def test_the_same_form_twice_makes_one_company(desk):
    page = desk.get(reverse("customer_new"))
    first, second = (desk.press(page, {"name": "あ"}) for _ in range(2))
    assert first.url == second.url
    assert Customer.objects.count() == 1


def test_somebody_of_another_agency_cannot_look_after_it(desk, stranger):
    answer = desk.send(reverse("customer_new"), {"name": "あ", "person": stranger.pk})
    assert answer.status_code == 422


@pytest.mark.parametrize("other", [{"corporate_number": fake_number(9)}, {"phone": "0300000000"}])
def test_one_that_looks_the_same_is_asked_about_once(desk, staff, other):
    make_customer(staff, "東山工業株式会社", corporate_number=fake_number(9), phone="03-0000-0000")
    asked = desk.send(reverse("customer_new"), {"name": "㈱東山工業", **other})
    assert asked.status_code == 422
    assert "同じ会社かもしれません" in asked.content.decode()
    assert desk.send(reverse("customer_new"), {"name": "㈱東山工業", "sure": "yes", **other}).status_code == 302


def test_the_same_name_elsewhere_is_no_warning(desk, staff):
    make_customer(staff, "東山工業株式会社", phone="03-0000-0000")
    assert desk.send(reverse("customer_new"), {"name": "㈱東山工業", "phone": "06-0000-0000"}).status_code == 302


def test_a_company_of_another_agency_is_never_named_as_alike(desk, stranger):
    make_customer(stranger, "東山工業株式会社", corporate_number=fake_number(9))
    answer = desk.send(reverse("customer_new"), {"name": "東山工業", "corporate_number": fake_number(9)})
    assert answer.status_code == 302


def test_a_change_is_told_in_the_log_with_both_values(desk, customer, manager):
    desk.send(reverse("customer_edit", args=[customer.pk]), typed(customer, name="西山工業（架空）"))
    line = lines(with_keys(Event.objects.filter(what="customers.changed")))[0]
    assert [(each.field, each.before, each.after) for each in line.changes] == [
        ("会社名", "東山工業株式会社（架空）", "西山工業（架空）")
    ]


def test_saving_what_is_there_changes_nothing(desk, customer):
    desk.send(reverse("customer_edit", args=[customer.pk]), typed(customer))
    assert Customer.objects.get().version == customer.version
    assert not Event.objects.filter(what="customers.changed").exists()


def test_a_change_of_somebody_else_in_between_is_shown_beside_ones_own(desk, customer, manager):
    other = at_the_desk(manager)
    other.send(reverse("customer_edit", args=[customer.pk]), typed(customer, phone="06-1111-1111"))
    answer = desk.send(reverse("customer_edit", args=[customer.pk]), typed(customer, phone="06-2222-2222"))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "06-1111-1111" in shown
    assert "06-2222-2222" in shown
    assert Customer.objects.get().phone == "06-1111-1111"


def test_after_looking_at_both_ones_own_can_be_saved(desk, customer, manager):
    at_the_desk(manager).send(reverse("customer_edit", args=[customer.pk]), typed(customer, phone="06-1111-1111"))
    current = Customer.objects.get()
    mine = typed(current, phone="06-2222-2222")
    assert desk.send(reverse("customer_edit", args=[customer.pk]), mine).status_code == 302
    assert Customer.objects.get().phone == "06-2222-2222"


def test_the_form_cannot_set_what_it_does_not_show(desk, customer):
    given = typed(customer, agency=make_agency().pk, created_at="2000-01-01", deleted_at="2000-01-01", id="x")
    desk.send(reverse("customer_edit", args=[customer.pk]), given)
    after = Customer.objects.get()
    assert (after.agency_id, after.created_at, after.deleted_at) == (customer.agency_id, customer.created_at, None)


@pytest.mark.parametrize(
    "name", ["customer_edit", "customer_delete", "contact_new", "diagnosis_start", "diagnosis_hand_over"]
)
def test_nobody_of_another_agency_changes_anything(stranger, customer, name):
    before = Customer.objects.values().get()
    answer = at_the_desk(stranger).send(reverse(name, args=[customer.pk]), typed(customer, name="乗っ取り"))
    assert answer.status_code == 404
    assert Customer.objects.values().get() == before


def test_a_client_changes_nothing(agency, customer):
    client = at_the_desk(make_member(agency, Role.CLIENT, company_id=customer.pk))
    assert client.send(reverse("customer_edit", args=[customer.pk]), typed(customer, name="別")).status_code == 403
    assert Customer.objects.get().name == customer.name


def test_people_are_found_by_and_the_first_is_whom_one_calls_first(desk, staff, customer):
    desk.send(reverse("contact_new", args=[customer.pk]), {"name": "架空 花子", "email": "hana@example.jp"})
    desk.send(reverse("contact_new", args=[customer.pk]), {"name": "架空 太郎", "main": "on"})
    people = {row.name: row.main for row in Customer.objects.get().contacts.all()}
    assert people == {"架空 花子": False, "架空 太郎": True}
    assert Customer.objects.matching("架空花子").exists()


def test_who_is_taken_off_is_found_no_more(desk, staff, customer):
    contact = make_contact(customer, staff, "架空 花子")
    desk.send(reverse("contact", args=[customer.pk, contact.pk]), {"remove": "1"})
    assert not Customer.objects.matching("花子").exists()


def test_somebody_of_another_company_is_not_there(desk, staff, customer):
    elsewhere = make_contact(make_customer(staff), staff)
    assert desk.get(reverse("contact", args=[customer.pk, elsewhere.pk])).status_code == 404
