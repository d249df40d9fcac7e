"""設定 → 紹介する人: whom an agency introduces on its public pages."""

from __future__ import annotations

import pytest

from sonae.accounts.people_shown import MOST_PEOPLE, ShownPerson, shown_by
from sonae.audit.models import Event
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
PEOPLE = "/gyomu/settei/hito/"
ADD = f"{PEOPLE}kuwaeru/"
WHO = {"name": "架空 なお子", "title": "代表", "since": "２００９／４", "career": "2009/4〜 保険の仕事"}


@pytest.fixture
def desk(db):
    return Desk(Visitor(), make_agency())


def there(desk):
    with within(desk.agency.pk):
        return shown_by(desk.agency.pk)


def added(desk, **more):
    assert desk.browser.send(ADD, {**WHO, **more}).status_code == 302
    return there(desk)[-1]


def test_somebody_is_added_as_it_is_understood(desk):
    person = added(desk)
    assert (person.name, person.since, person.career) == ("架空 なお子", "2009年4月", "2009年4月〜 保険の仕事")
    assert "この道" in desk.browser.get(PEOPLE).content.decode()


def test_an_error_keeps_what_was_typed(desk):
    page = desk.browser.send(ADD, {**WHO, "career": "むかし 保険の仕事"})
    assert page.status_code == 422
    assert "むかし 保険の仕事" in page.content.decode()
    assert "読めません" in page.content.decode()
    assert there(desk) == []


def test_a_form_that_is_sent_twice_adds_one(desk):
    page = desk.browser.get(ADD)
    for _ in range(2):
        assert desk.browser.press(page, WHO).status_code == 302
    assert len(there(desk)) == 1


def test_somebody_elses_change_is_not_overwritten_unseen(desk):
    person = added(desk)
    path = f"{PEOPLE}{person.pk}/"
    desk.browser.send(path, {**WHO, "name": "先の名前", "version": "1"})
    page = desk.browser.send(path, {**WHO, "name": "あとの名前", "version": "1"})
    assert page.status_code == 409
    assert 'value="あとの名前"' in page.content.decode()
    assert there(desk)[0].name == "先の名前"
    desk.browser.send(path, {**WHO, "name": "あとの名前", "version": "2"})
    assert there(desk)[0].name == "あとの名前"


def test_they_change_places(desk):
    first, second = added(desk, name="一"), added(desk, name="二")
    desk.browser.send(f"{PEOPLE}{second.pk}/ugokasu/", {"to": "up"})
    assert [each.name for each in there(desk)] == ["二", "一"]
    desk.browser.send(f"{PEOPLE}{second.pk}/ugokasu/", {"to": "up"})
    desk.browser.send(f"{PEOPLE}{first.pk}/ugokasu/", {"to": "down"})
    assert [each.name for each in there(desk)] == ["二", "一"]


def test_one_is_taken_off_and_the_log_keeps_what_stood_there(desk):
    person = added(desk)
    desk.browser.send(f"{PEOPLE}{person.pk}/hazusu/")
    assert there(desk) == []
    with within(desk.agency.pk):
        whats = Event.objects.filter(kind="accounts.shownperson").order_by("number").values_list("what", flat=True)
        assert list(whats) == ["accounts.shown_added", "accounts.shown_removed"]
    assert "紹介する人に架空 なお子さんを加えました" in desk.browser.get("/gyomu/kiroku/").content.decode()


def test_there_are_never_more_than_a_page_can_show(desk):
    with within(desk.agency.pk):
        ShownPerson.objects.bulk_create(
            ShownPerson(agency=desk.agency, name=f"架空 {at}子", place=at) for at in range(MOST_PEOPLE)
        )
    page = desk.browser.send(ADD, WHO)
    assert page.status_code == 422
    assert f"{MOST_PEOPLE}人まで" in page.content.decode()


def test_another_agencys_people_are_not_there(desk):
    person = added(Desk(Visitor(), make_agency()))
    for path in ("", "ugokasu/", "hazusu/"):
        assert desk.browser.send(f"{PEOPLE}{person.pk}/{path}", WHO).status_code == 404


def test_staff_introduce_nobody(desk):
    staff = Desk(Visitor(), desk.agency, Role.STAFF)
    assert staff.browser.send(ADD, WHO).status_code == 403
