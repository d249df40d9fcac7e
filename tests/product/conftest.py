"""Tests of the product: a database, a browser that posts as our pages do, and a few visitors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from sonae.assessments import actions
from sonae.assessments.links import new_link
from sonae.config.demo import MANUFACTURER
from sonae.public import keeping
from sonae.tenancy import scope
from tests.factories.agencies import token_for
from tests.factories.databases import become_oneself, become_somebody_else, without_a_scope

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
"""Noon in Japan."""

MAKER = {name: value for name, value in MANUFACTURER.items() if name not in ("budget", "cash")}
"""The invented manufacturer, all twelve questions answered."""


class Outside(Client):
    """A browser: what it asks for is answered without the scope that a test may hold."""

    def request(self, **request: Any) -> Any:
        """As the server does, from nothing."""
        with without_a_scope():
            return super().request(**request)


class Visitor(Outside):
    """A browser without scripts: posts carry the token of the form."""

    def send(self, path: str, given: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """Post a form as our pages would."""
        return self.post(path, {"form": token_for(self), **(given or {})}, **more)

    def press(self, page: Any, given: Mapping[str, Any] | None = None, path: str = "") -> Any:
        """Post the first form of a page with its own token."""
        token = re.search(r'name="form" value="([^"]+)"', page.content.decode())
        assert token, "the page has no form"
        return self.post(path or page.request["PATH_INFO"], {"form": token[1], **(given or {})})


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


@pytest.fixture(autouse=True)
def _no_page_from_before() -> None:
    """Each test asks a process that has just begun: no page is kept from another test."""
    keeping.PAGES.forget()


@pytest.fixture
def everything(request: pytest.FixtureRequest) -> Iterator[None]:
    """The test itself sees rows of everybody and of nobody; its browsers do not."""
    if not {"db", "transactional_db"} & set(request.fixturenames) and not request.node.get_closest_marker("django_db"):
        yield
        return
    request.getfixturevalue("db")
    with scope.unscoped("a test looks at everything"):
        yield


@pytest.fixture
def visitor() -> Visitor:
    """Somebody with a browser."""
    return Visitor()


@pytest.fixture
def link(db: None) -> str:
    """The link of a draft in which all twelve questions are answered."""
    made = new_link()
    actions.start_draft(link=made, given=MAKER, at=datetime.now(UTC))
    return made
