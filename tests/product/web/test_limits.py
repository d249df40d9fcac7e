"""How often one visitor may begin: counted in the database, by a keyed hash of the address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from sonae.web.limits import Limit, address_of, used_up
from sonae.web.models import RateCount

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
THREE = Limit("test", 3, 60)


def test_the_fourth_use_in_a_minute_has_to_wait():
    assert [used_up(THREE, "192.0.2.1", NOW) > 0 for _ in range(4)] == [False, False, False, True]


def test_another_visitor_and_another_minute_are_free_again():
    for _ in range(4):
        used_up(THREE, "192.0.2.1", NOW)
    assert used_up(THREE, "192.0.2.2", NOW) == 0
    assert used_up(THREE, "192.0.2.1", NOW + timedelta(seconds=60)) == 0


def test_no_address_is_kept():
    used_up(THREE, "192.0.2.1", NOW)
    assert "192.0.2.1" not in RateCount.objects.get().key


def test_whoever_starts_too_often_is_told_when_to_come_back(visitor):
    for _ in range(30):
        assert visitor.send("/shindan/").status_code == 302
    page = visitor.send("/shindan/")
    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 3600
    assert "もう一度お試しください" in page.content.decode()


@pytest.mark.parametrize(
    ("proxies", "chain", "address"),
    [
        (0, "198.51.100.7", "127.0.0.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        (2, "198.51.100.7", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, chain, address):
    settings.PROXIES = proxies
    assert address_of(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=chain)) == address
