"""The two agencies and everybody who asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.factories.databases import become_oneself, become_somebody_else
from tests.isolation import askers
from tests.isolation.matrix import Asker
from tests.isolation.world import OTHER, VICTIM, House, house


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """On PostgreSQL as a role that owns nothing."""
    with django_db_blocker.unblock():
        become_somebody_else()
    yield
    with django_db_blocker.unblock():
        become_oneself()


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def victim(db: None) -> House:
    """The agency whose texts nobody else may read."""
    return house(VICTIM)


@pytest.fixture
def other(db: None) -> House:
    """Another one."""
    return house(OTHER)


@pytest.fixture
def outsiders(victim: House, other: House) -> list[Asker]:
    """Everybody from whom everything of the victim is to be kept."""
    company = victim.rows["customers.customer"].pk
    return [
        askers.nobody(),
        askers.stranger(other),
        askers.former_guest(other, victim, company=company),
        askers.operator(),
    ]
