"""Pages kept in memory: made once for a site, its state and a day; tokens are new each time; no site gets another's."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from sonae.accounts.actions import people_shown, profiles
from sonae.public import keeping
from sonae.public.keeping import Kept, Pages, kept
from sonae.tenancy.scope import within
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, now, published
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="form" value="([^"]+)"')


@pytest.fixture
def houses(db):
    found = []
    for name, slug in (("みなと保険（架空）", "minato-kept"), ("さざなみ保険（架空）", "sazanami-kept")):
        found.append(Desk(Visitor(), make_agency(name, slug)))
        published(found[-1], legal_name=name)
    return found


def page(path):
    answer = Visitor().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def without_tokens(text):
    return TOKEN.sub("", text)


def test_the_second_visitor_gets_the_same_page_with_a_token_of_their_own(db):
    first, second = page("/"), page("/")
    assert len(keeping.PAGES) == 1
    assert without_tokens(first) == without_tokens(second)
    assert TOKEN.search(first)[1] != TOKEN.search(second)[1]


def test_the_form_of_a_kept_page_is_taken(visitor):
    page("/")
    answer = visitor.press(visitor.get("/"), {"industry": "E", "employees": "30"}, "/shindan/")
    assert answer.status_code == 302


def test_no_site_gets_the_page_of_another(houses):
    for _ in range(2):
        for mine, other in (houses, reversed(houses)):
            text = page(f"/a/{mine.agency.slug}/")
            assert mine.agency.name in text
            assert other.agency.name not in text
            assert f"/a/{other.agency.slug}/" not in text
        assert "保険（架空）" not in page("/")


def test_a_change_of_the_agency_shows_at_once(houses):
    desk, _ = houses
    path = f"/a/{desk.agency.slug}/dairiten/"
    page(path)
    published(desk, address="架空県あたらし市9-9-9")
    assert "あたらし市" in page(path)


def test_people_show_at_once_and_leave_at_once(houses):
    desk, _ = houses
    path = f"/a/{desk.agency.slug}/"
    assert "架空 新子" not in page(path)
    with within(desk.agency.pk):
        person = people_shown.add(given={"name": "架空 新子"}, by=desk.actor, at=now())
    assert "架空 新子" in page(path)
    with within(desk.agency.pk):
        people_shown.remove(person=person, by=desk.actor, at=now())
    assert "架空 新子" not in page(path)


def test_a_site_that_is_withdrawn_is_gone(houses):
    desk, _ = houses
    path = f"/a/{desk.agency.slug}/"
    page(path)
    with within(desk.agency.pk):
        profiles.withdraw(agency=desk.agency.pk, by=desk.actor, at=now())
    assert Visitor().get(path).status_code == 404


def test_another_day_has_another_page(db, monkeypatch):
    page("/")
    monkeypatch.setattr(keeping, "today", lambda: date(2027, 1, 4))
    page("/")
    assert len(keeping.PAGES) == 2


def test_a_question_a_member_and_an_error_are_not_kept(houses):
    page("/?utm_source=mail")
    houses[0].browser.get("/")
    Visitor().get("/higai/nothing-of-the-kind/")
    assert len(keeping.PAGES) == 0


def test_what_carries_a_cookie_is_not_kept():
    def view(request):
        answer = HttpResponse("x")
        answer.set_cookie("a", "b")
        return answer

    request = RequestFactory().get("/")
    request.mounted = False
    kept()(view)(request)
    assert len(keeping.PAGES) == 0


def test_the_oldest_leave_first():
    pages = Pages(2)
    for name in ("a", "b"):
        pages.keep(name, Kept((name.encode(),), "text/html"))
    pages.found("a")
    pages.keep("c", Kept((b"c",), "text/html"))
    assert (pages.found("b"), len(pages)) == (None, 2)
    assert pages.found("a").answer().content == b"a"
