"""Whoever runs the installation makes, closes and opens agencies; of customers they see how many, never who."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sonae.accounts.models import Session
from sonae.audit.models import Event
from sonae.config import backed_up, standing
from sonae.tenancy.models import Agency
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from tests.factories.agencies import make_agency, make_member, signed_in
from tests.factories.databases import asked
from tests.factories.offices import Desk, last_mail, make_company, now, operator, parts_at, secret_of
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
NEW = {"name": "あさひ保険（架空）", "slug": "asahi-hoken", "email": "daihyo@example.jp"}


@pytest.fixture
def boss(db):
    return operator(Visitor())[1]


@pytest.fixture
def desk(db):
    return Desk(Visitor(), make_agency("みなと保険事務所（架空）", "minato"))


def test_the_list_counts_and_names_no_customer(boss, desk):
    for name in ("北浜精工（架空）", "丸十商店（架空）"):
        make_company(desk.agency, desk.actor, name)
    page = boss.get("/unei/").content.decode()
    assert "2社" in page
    assert "1人" in page
    assert "北浜" not in page
    assert "丸十" not in boss.get("/unei/dairiten/minato/").content.decode()


@pytest.mark.parametrize("path", ["/gyomu/", "/gyomu/okyakusama/", "/gyomu/settei/", "/gyomu/soshin/", "/gyomu/kyoyu/"])
def test_the_pages_of_agencies_are_closed_to_them(boss, desk, path):
    assert boss.get(path).status_code == 403


@pytest.mark.parametrize("role", list(Role))
def test_the_operators_pages_are_closed_to_everybody_else(desk, role):
    more = {"company_id": desk.agency.pk} if role is Role.CLIENT else {}
    browser = signed_in(Visitor(), make_member(desk.agency, role, **more))
    paths = ("/unei/", "/unei/jotai/", "/unei/dairiten/", "/unei/dairiten/minato/")
    assert [browser.get(path).status_code for path in paths] == [403] * 4
    assert browser.send("/unei/dairiten/", NEW).status_code == 403


def test_a_new_agency_is_made_and_its_owner_invited(boss, visitor):
    answer = boss.send("/unei/dairiten/", NEW)
    assert answer.headers["Location"] == "/unei/dairiten/asahi-hoken/?sent=1"
    visitor.send(f"/shotai/{secret_of(NEW['email'])}/", {"name": "朝日 一郎", "bare": "1"})
    agency = Agency.objects.get(slug="asahi-hoken")
    assert [part.role for part in parts_at(agency, NEW["email"])] == [Role.OWNER]


def test_both_logs_say_so(boss):
    boss.send("/unei/dairiten/", NEW)
    with unscoped("a test looks"):
        found = list(Event.objects.filter(what="accounts.agency_made").values_list("agency__slug", flat=True))
    assert sorted(found, key=str) == [None, "asahi-hoken"]


@pytest.mark.parametrize("slug", ["minato", "あさひ", "a", "-asahi", "asahi--x", "admin", "a" * 41, "asahi/hoken", ""])
def test_an_address_that_is_taken_or_none_is_refused(boss, desk, slug):
    assert boss.send("/unei/dairiten/", {**NEW, "slug": slug}).status_code == 422
    assert Agency.objects.count() == 1


def test_a_refused_owner_leaves_no_agency_behind(boss):
    someone = operator(Visitor())[0]
    assert boss.send("/unei/dairiten/", {**NEW, "email": someone.email}).status_code == 422
    assert not Agency.objects.exists()


def test_an_agency_with_an_owner_gets_no_second_one_from_outside(boss, desk):
    page = boss.send("/unei/dairiten/minato/maneku/", {"email": "watashi@example.jp"})
    assert page.status_code == 422
    assert last_mail("watashi@example.jp") is None


def test_closing_needs_the_name_and_puts_everybody_outside(boss, desk):
    assert boss.send("/unei/dairiten/minato/tojiru/", {"confirm": "minat"}).status_code == 422
    assert desk.browser.get("/gyomu/").status_code == 200
    boss.send("/unei/dairiten/minato/tojiru/", {"confirm": "minato"})
    assert desk.browser.get("/gyomu/").status_code == 302


def test_closing_asks_who_one_is(boss, desk):
    Session.objects.filter(user__is_operator=True).update(fresh_at=now() - timedelta(hours=1))
    answer = boss.send("/unei/dairiten/minato/tojiru/", {"confirm": "minato"})
    assert answer.headers["Location"].startswith("/account/fresh/")
    assert Agency.objects.get().closed_at is None


def test_opened_again_people_sign_in_as_before(boss, desk):
    boss.send("/unei/dairiten/minato/tojiru/", {"confirm": "minato"})
    boss.send("/unei/dairiten/minato/hiraku/")
    again = Desk(Visitor(), desk.agency, Role.STAFF)
    assert again.browser.get("/gyomu/").status_code == 200
    with within(desk.agency.pk):
        found = Event.objects.filter(agency=desk.agency).order_by("number").values_list("what", flat=True)
        assert list(found) == ["accounts.agency_closed", "accounts.agency_reopened"]


def test_the_list_asks_no_more_when_there_are_more_agencies(boss, desk):
    for _ in range(12):
        make_agency()
    with CaptureQueriesContext(connection) as queries:
        boss.get("/unei/")
    assert len(asked(queries)) <= 15


def test_health_says_in_words_what_the_doctor_found(boss):
    page = boss.get("/unei/jotai/")
    assert page.status_code == 200
    assert "最後のバックアップ" in page.content.decode()
    assert "送信待ち" in page.content.decode()


def test_a_backup_is_remembered_and_an_old_one_is_said_to_be_old(tmp_path):
    moment = datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert not standing.backup(tmp_path, moment).good
    backed_up.note(tmp_path, moment)
    assert standing.backup(tmp_path, moment + timedelta(days=7)).good
    assert not standing.backup(tmp_path, moment + timedelta(days=7, minutes=1)).good
