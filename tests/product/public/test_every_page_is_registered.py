"""The register of pages holds every public page once, and what it says is what the page says."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from sonae.public.reading.registry import Page, page_at, pages, places
from sonae.web.access import Access, access_of
from sonae.web.clock import today
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, published
from tests.product.conftest import Visitor
from tests.product.public.sites import read

pytestmark = pytest.mark.django_db
NO_PAGES_TO_FIND = {
    "search",
    "news-feed",
    "sitemap",
    "robots",
    "social-card",
    "house-colours",
    "nicter-csv",
    "duty-calendar",
    "postcode",
    "violation",
    "health",
    "gallery",
}
"""What is for everybody and is no page that anybody would look for: files, and answers to programs."""
STEPS = {"start", "deleted", "news-mail", "news-asked", "news-begun"}
"""Pages on the way through something, which nobody enters by."""


def named(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for entry in resolver.url_patterns:
        found += named(entry) if isinstance(entry, URLResolver) else [entry]
    return found


def for_everybody() -> set[str]:
    patterns = named(get_resolver(settings.SITE_URLCONF))
    return {str(entry.name) for entry in patterns if access_of(entry.callback) is Access.EVERYBODY}


def test_every_page_for_everybody_is_registered() -> None:
    registered = {page.name for page in pages().values()}
    assert for_everybody() - registered - NO_PAGES_TO_FIND - STEPS == set()


@pytest.fixture
def minato(db: None) -> None:
    published(Desk(Visitor(), make_agency(slug="minato")))


def test_every_registered_page_is_what_the_register_says(minato: None, visitor: Visitor) -> None:
    wrong = []
    for page in pages().values():
        answer = visitor.get("/a/minato" + page.address())
        said = read(answer.content.decode())
        if answer.status_code != 200 or not said.title.startswith(page.title):
            wrong.append((page.slug, answer.status_code, said.title, page.title))
        assert said.canonical == f"http://testserver/a/minato{page.address()}"
        assert "最終確認日" in answer.content.decode()
    assert wrong == []


def test_places_within_pages_exist(visitor: Visitor) -> None:
    shown: dict[str, set[str]] = {}
    for place in places():
        path = place.address().partition("#")[0]
        if path not in shown:
            shown[path] = read(visitor.get(path).content.decode()).ids
        assert place.fragment in shown[path], place.key


def test_nobody_is_promised_a_page_that_only_agencies_have(visitor: Visitor) -> None:
    assert {page.name for page in pages().values() if page.for_house} == {"house", "request"}
    assert visitor.get("/dairiten/").status_code == 404
    assert "資料請求の窓口がありません" in visitor.get("/shiryo/").content.decode()


def test_summaries_are_sentences_and_days_lie_behind_us() -> None:
    def is_told(page: Page) -> bool:
        return page.summary.endswith(("。", "）")) or page.kind == "jirei"

    assert [page.slug for page in pages().values() if not is_told(page)] == []
    assert [page.slug for page in (*pages().values(), *places()) if page.reviewed > today()] == []


def test_what_is_no_page_has_no_entry() -> None:
    assert page_at("search", {}, None) is None
    assert page_at("incident", {"kind": "nothing"}, None) is None
