"""An agency's site stands under its part of the addresses, on its host, or in front; and leads only into itself."""

from __future__ import annotations

import re

import pytest
from django.urls import get_script_prefix, reverse

from sonae.accounts.actions import agencies
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, now, operator, operator_actor, published
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
HOST = "sonae.minato.invalid"


@pytest.fixture
def desk(db):
    desk = Desk(Visitor(), make_agency(slug="minato"))
    published(desk, brand_name="みなとの備え")
    return desk


@pytest.fixture
def other(db):
    other = Desk(Visitor(), make_agency(slug="yama"))
    published(other, brand_name="やまの備え")
    return other


def place(desk, **where):
    agencies.place(agency=desk.agency, **{"host": "", "front": False, **where}, by=operator_actor(), at=now())


def links(page):
    return [link for link in re.findall(r'(?:href|action)="(/[^"]*)"', page) if not link.startswith("/static/")]


def test_every_link_of_its_site_stays_in_it(desk, visitor):
    page = visitor.get("/a/minato/").content.decode()
    assert "みなとの備え" in page
    found = links(page)
    assert len(found) > 10
    assert [link for link in found if not link.startswith("/a/minato/")] == []


def test_afterwards_addresses_are_made_as_before(desk, visitor):
    visitor.get("/a/minato/")
    assert get_script_prefix() == "/"
    assert reverse("desk") == "/gyomu/"


def test_the_desk_does_not_exist_there(desk, visitor):
    assert visitor.get("/gyomu/").status_code == 302
    assert visitor.get("/a/minato/gyomu/").status_code == 404
    assert desk.browser.get("/a/minato/gyomu/").status_code == 404


def test_without_its_last_stroke_the_address_leads_there(desk, visitor):
    answer = visitor.get("/a/minato")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/a/minato/")


def test_no_site_of_an_agency_that_does_not_exist(visitor):
    assert visitor.get("/a/nobody/").status_code == 404
    assert visitor.get("/a/minato/../../gyomu/").status_code in (302, 404)


def test_in_front_its_pages_stand_at_the_root_beside_the_desk(desk, other, visitor):
    assert "の備え" not in visitor.get("/").content.decode()
    place(desk, front=True)
    page = visitor.get("/").content.decode()
    assert "みなとの備え" in page
    assert "やまの備え" not in page
    assert visitor.get("/gyomu/").status_code == 302
    place(other, front=True)
    assert "やまの備え" in visitor.get("/").content.decode()


def test_a_host_of_its_own_shows_its_pages_and_no_desk(desk, other, visitor, settings):
    settings.ALLOWED_HOSTS = ["testserver", HOST]
    settings.AGENCY_HOSTS = frozenset((HOST,))
    place(desk, host=HOST)
    place(other, front=True)
    for host in (HOST, f"{HOST}:8443", HOST.upper()):
        page = visitor.get("/", headers={"host": host}).content.decode()
        assert "みなとの備え" in page
        assert "やまの備え" not in page
    assert visitor.get("/gyomu/", headers={"host": HOST}).status_code == 404
    assert visitor.get("/a/yama/", headers={"host": HOST}).status_code == 404


def test_a_host_that_the_installation_does_not_know_is_refused(desk, visitor):
    assert visitor.get("/", headers={"host": "elsewhere.invalid"}).status_code == 400


def test_what_was_begun_with_one_agency_is_not_opened_on_the_site_of_another(desk, other, visitor):
    first = visitor.send("/a/minato/shindan/").headers["Location"]
    token = first.split("/")[4]
    assert visitor.get(first).status_code == 200
    assert visitor.get(f"/shindan/{token}/all/").status_code == 200
    assert visitor.get(f"/a/yama/shindan/{token}/all/").status_code == 410


def test_two_agencies_never_share_a_host(desk, other, settings):
    _, browser = operator(Visitor())
    settings.AGENCY_HOSTS = frozenset((HOST,))
    place(desk, host=HOST)
    answer = browser.send("/unei/dairiten/yama/basho/", {"host": HOST})
    assert answer.status_code == 422
    assert "ほかの代理店が使っています" in answer.content.decode()
    assert browser.send("/unei/dairiten/yama/basho/", {"host": "elsewhere.invalid"}).status_code == 422
    assert browser.send("/unei/dairiten/yama/basho/", {"host": "", "front": "on"}).status_code == 302
    other.agency.refresh_from_db()
    assert (other.agency.host, other.agency.front) == (None, True)
