"""The two agencies and everybody who asks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.isolation import askers
from tests.isolation.matrix import Asker
from tests.isolation.world import OTHER, VICTIM, House, house


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
