"""Who may open an address is said beside its view; an address that says nothing fails here."""

from __future__ import annotations

from django.urls import path

from sonae.tenancy.permissions import PERMISSIONS
from sonae.web.access import Access
from tests.isolation.routes import Route, routes


def undecided(found: list[Route]) -> list[str]:
    return [route.pattern for route in found if route.access is None]


def test_every_address_says_who_may_open_it():
    assert undecided(routes()) == []


def test_every_address_for_members_names_a_permission_that_exists():
    members = [route for route in routes() if route.access is Access.MEMBER]
    assert [route.pattern for route in members if route.permission not in PERMISSIONS] == []


def test_an_address_that_somebody_forgot_is_found(settings, monkeypatch):
    from sonae.config import urls

    forgotten = path("wasureta/", lambda request: None, name="forgotten")
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, forgotten])
    from django.urls import clear_url_caches

    clear_url_caches()
    try:
        assert undecided(routes()) == ["wasureta/"]
    finally:
        clear_url_caches()


def test_what_varies_in_an_address_is_known():
    filled = [route.path(dict.fromkeys(route.varies, "x")) for route in routes()]
    assert [path for path in filled if "<" in path] == []
