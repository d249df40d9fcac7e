"""Owners and managers invite; only owners make owners; nobody who runs the installation becomes a member."""

from __future__ import annotations

import pytest

from sonae.accounts.models import Invitation
from sonae.outbox.models import Mail
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped
from tests.factories.agencies import make_agency, make_person, signed_in
from tests.factories.offices import Desk, invitation_of, invited, last_mail, make_company, parts_at
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
EMAIL, INVITE = "hanako@example.jp", "/gyomu/settei/members/maneku/"


@pytest.fixture
def agency(db):
    return make_agency()


def waiting():
    with unscoped("a test counts"):
        return Invitation.objects.filter(accepted_at=None, revoked_at=None).count()


def test_an_owner_invites_and_a_mail_leaves(agency):
    desk = Desk(Visitor(), agency)
    assert desk.browser.send(INVITE, {"email": EMAIL, "role": "manager"}).status_code == 302
    mail = last_mail(EMAIL)
    assert (mail.kind, mail.agency_id) == ("accounts.invitation", agency.pk)
    assert "http://testserver/shotai/" in mail.text


def test_the_address_is_kept_in_small_letters(agency):
    Desk(Visitor(), agency).browser.send(INVITE, {"email": "Hanako@Example.jp", "role": "staff"})
    assert invitation_of(agency, EMAIL).role == Role.STAFF


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR])
def test_others_cannot_invite(agency, role):
    desk = Desk(Visitor(), agency, role)
    assert desk.browser.send(INVITE, {"email": EMAIL, "role": "staff"}).status_code == 403
    assert waiting() == 0


def test_a_manager_makes_no_owner(agency):
    desk = Desk(Visitor(), agency, Role.MANAGER)
    assert desk.browser.send(INVITE, {"email": EMAIL, "role": "owner"}).status_code == 422
    assert desk.browser.send(INVITE, {"email": EMAIL, "role": "manager"}).status_code == 302


def test_a_manager_cannot_send_an_owners_invitation_again_nor_take_it_back(agency):
    invited(Desk(Visitor(), agency), role=Role.OWNER)
    desk, row = Desk(Visitor(), agency, Role.MANAGER), invitation_of(agency, EMAIL)
    assert desk.browser.send(f"{INVITE}{row.pk}/okuru/").status_code == 403
    assert desk.browser.send(f"{INVITE}{row.pk}/torikesu/").status_code == 403
    assert waiting() == 1


def test_a_client_is_invited_for_a_company_of_the_agency_only(agency):
    desk, other = Desk(Visitor(), agency), Desk(Visitor(), make_agency())
    company, theirs = make_company(agency, desk.actor), make_company(other.agency, other.actor)
    given = {"email": EMAIL, "role": "client"}
    assert desk.browser.send(INVITE, given).status_code == 422
    assert desk.browser.send(f"{INVITE}?company={theirs.pk}", given).status_code == 422
    assert desk.browser.send(f"{INVITE}?company={company.pk}", given).status_code == 302
    assert invitation_of(agency, EMAIL).company_id == company.pk


def test_whoever_is_a_member_already_is_not_invited_again(agency):
    desk = Desk(Visitor(), agency)
    page = desk.browser.send(INVITE, {"email": desk.person.email, "role": "staff"})
    assert "もうメンバーです" in page.content.decode()


def test_whoever_runs_the_installation_is_not_invited(agency):
    person = make_person(operator=True)
    page = Desk(Visitor(), agency).browser.send(INVITE, {"email": person.email, "role": "staff"})
    assert page.status_code == 422
    assert waiting() == 0


def test_the_same_form_sent_twice_mails_once(agency):
    desk = Desk(Visitor(), agency)
    page = desk.browser.get(INVITE)
    for _ in range(2):
        desk.browser.press(page, {"email": EMAIL, "role": "staff"}, INVITE)
    with unscoped("a test counts"):
        assert Mail.objects.filter(to=EMAIL).count() == 1


@pytest.mark.parametrize("email", ["a@b.jp\nBcc: c@d.jp", "hanako@example.jp, taro@example.jp", "hanako", "", "@x.jp"])
def test_what_is_no_address_is_refused(agency, email):
    page = Desk(Visitor(), agency).browser.send(INVITE, {"email": email, "role": "staff"})
    assert page.status_code == 422
    assert waiting() == 0


def test_an_invitation_of_another_agency_is_not_there(agency):
    invited(Desk(Visitor(), agency))
    row, stranger = invitation_of(agency, EMAIL), Desk(Visitor(), make_agency())
    assert stranger.browser.send(f"{INVITE}{row.pk}/torikesu/").status_code == 404
    assert stranger.browser.send(f"{INVITE}{row.pk}/okuru/").status_code == 404
    assert waiting() == 1


def test_whoever_has_an_account_signs_in_first_and_then_takes_the_part(agency, visitor):
    elsewhere = Desk(Visitor(), make_agency())
    secret = invited(Desk(Visitor(), agency), elsewhere.person.email, Role.MANAGER)
    assert f"/account/login/?next=/shotai/{secret}/" in visitor.get(f"/shotai/{secret}/").content.decode()
    assert parts_at(agency, elsewhere.person.email) == []
    answer = elsewhere.browser.send(f"/shotai/{secret}/")
    assert answer.headers["Location"] == "/gyomu/"
    assert [part.role for part in parts_at(agency, elsewhere.person.email)] == [Role.MANAGER]
    assert elsewhere.browser.get("/gyomu/settei/members/").status_code == 200
    assert agency.name in elsewhere.browser.get("/gyomu/settei/").content.decode()


def test_signed_in_under_another_address_nobody_takes_it(agency):
    secret, other = invited(Desk(Visitor(), agency)), Desk(Visitor(), make_agency())
    page = other.browser.send(f"/shotai/{secret}/")
    assert page.status_code == 403
    assert "別のアドレスへの招待です" in page.content.decode()
    assert parts_at(agency, other.person.email) == []


def test_whoever_belongs_nowhere_any_more_is_led_back_to_the_invitation(agency):
    desk, gone = Desk(Visitor(), agency), Desk(Visitor(), agency, Role.STAFF)
    desk.browser.send(f"/gyomu/settei/members/{gone.member.pk}/hazusu/")
    secret = invited(desk, gone.person.email)
    browser = signed_in(Visitor(), gone.person)
    page = browser.get(f"/account/choose/?next=/shotai/{secret}/").content.decode()
    assert f'href="/shotai/{secret}/"' in page
    assert browser.send(f"/shotai/{secret}/").headers["Location"] == "/gyomu/"


def test_an_agency_sends_no_flood_of_mails(agency):
    desk = Desk(Visitor(), agency)
    row = [desk.browser.send(INVITE, {"email": f"h{n}@example.jp", "role": "staff"}).status_code for n in range(61)]
    assert row == [302] * 60 + [429]
