"""Search engines, feeds and those who draw previews: each page has one address, a card, and data that nothing runs."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from sonae.accounts.actions import agencies
from sonae.public.reading.cards import MADE
from sonae.public.reading.registry import pages
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, now, operator_actor, published
from tests.product.conftest import Visitor
from tests.product.public.sites import read

pytestmark = pytest.mark.django_db
HOST = "sonae.minato.invalid"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture
def desk(db):
    desk = Desk(Visitor(), make_agency(slug="minato"))
    published(desk, brand_name="みなと</script><b>備え")
    return desk


def addresses(visitor, path="/sitemap.xml", **more):
    answer = visitor.get(path, **more)
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    return [each.text for each in ElementTree.fromstring(answer.content).iter(LOC)]  # noqa: S314 - our own page


def data(visitor, path):
    return json.loads(read(visitor.get(path).content.decode()).data)["@graph"]


def kinds(visitor, path):
    return [said["@type"] for said in data(visitor, path)]


def test_the_sitemap_has_every_page_of_nobodys_site(visitor):
    found = addresses(visitor)
    assert len(found) == len(set(found)) == sum(1 for page in pages().values() if not page.for_house)
    assert all(each.startswith("http://testserver/") for each in found)


def test_the_sitemap_of_an_agency_has_its_own_addresses(visitor, desk):
    found = addresses(visitor, "/a/minato/sitemap.xml")
    assert len(found) == len(pages())
    assert all(each.startswith("http://testserver/a/minato/") for each in found)


def test_an_agency_with_a_host_has_its_pages_there_alone(visitor, desk, settings):
    settings.AGENCY_HOSTS, settings.ALLOWED_HOSTS = frozenset({HOST}), ["testserver", HOST]
    agencies.place(agency=desk.agency, host=HOST, front=False, by=operator_actor(), at=now())
    here = addresses(visitor, "/a/minato/sitemap.xml")
    assert here == addresses(visitor, headers={"host": HOST})
    assert all(each.startswith(f"http://{HOST}/") and "/a/" not in each for each in here)
    assert read(visitor.get("/a/minato/yougo/").content.decode()).canonical == f"http://{HOST}/yougo/"


def test_the_front_agency_has_its_pages_at_the_root(visitor, desk):
    agencies.place(agency=desk.agency, host="", front=True, by=operator_actor(), at=now())
    assert read(visitor.get("/a/minato/yougo/").content.decode()).canonical == "http://testserver/yougo/"
    assert read(visitor.get("/yougo/").content.decode()).canonical == "http://testserver/yougo/"


def test_secret_links_and_results_of_searches_are_not_for_them(visitor):
    text = visitor.get("/robots.txt").content.decode()
    for path in ("/shindan/", "/r/", "/kensaku/"):
        assert f"Disallow: {path}\n" in text
        assert f"Disallow: /a/*{path}\n" in text
    assert "Sitemap: http://testserver/sitemap.xml\n" in text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", ["Organization", "WebSite"]),
        ("/yougo/", ["BreadcrumbList"]),
        ("/qa/", ["BreadcrumbList", "FAQPage"]),
        ("/qa/pay-the-ransom/", ["BreadcrumbList", "FAQPage"]),
        ("/oshirase/three-forms/", ["BreadcrumbList", "NewsArticle"]),
        ("/jiko/ransomware/", ["BreadcrumbList", "Article"]),
        ("/a/minato/", ["InsuranceAgency", "WebSite"]),
    ],
)
def test_pages_say_what_they_are(visitor, desk, path, expected):
    assert kinds(visitor, path) == expected


def test_nothing_that_an_agency_writes_ends_the_data(visitor, desk):
    page = visitor.get("/a/minato/").content.decode()
    assert "</script><b>" not in page
    assert data(visitor, "/a/minato/")[0]["name"] == "みなと</script><b>備え"


def test_a_trail_leads_from_the_first_page(visitor):
    trail = data(visitor, "/qa/pay-the-ransom/")[0]["itemListElement"]
    assert [each["item"].removeprefix("http://testserver") for each in trail] == ["/", "/qa/", "/qa/pay-the-ransom/"]


def test_pages_without_an_entry_say_nothing(visitor):
    assert "ld+json" not in visitor.get("/kensaku/").content.decode()


def test_a_page_names_its_card_and_the_card_is_there(visitor):
    named = read(visitor.get("/qa/pay-the-ransom/").content.decode()).meta["og:image"]
    answer = visitor.get(named.removeprefix("http://testserver"))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_a_card_bears_the_name_of_its_site(visitor, desk):
    assert visitor.get("/card/qa.png").content != visitor.get("/a/minato/card/qa.png").content


def test_cards_of_nothing_and_of_pages_that_are_not_here_are_not_found(visitor):
    for name in ("nothing", "house", "search"):
        assert visitor.get(f"/card/{name}.png").status_code == 404


def test_nobody_has_the_whole_deck_drawn_again_and_again(visitor, monkeypatch):
    from dataclasses import replace

    from sonae.public.reading import cards

    monkeypatch.setattr(MADE, "limit", replace(MADE.limit, most=1))
    MADE._made.clear()
    MADE._counts.clear()
    monkeypatch.setattr(cards, "_drawn", lambda page, site: b"\x89PNG")
    assert [visitor.get(f"/card/{name}.png").status_code for name in ("qa", "qa", "news")] == [200, 200, 429]
    MADE._made.clear()
    MADE._counts.clear()
