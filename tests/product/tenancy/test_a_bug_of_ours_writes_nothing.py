"""Code of ours that forgets a scope or mixes up agencies breaks its page, writes nothing, and no log names anybody."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from sonae.tenancy import scope
from sonae.tenancy.doors import signed_in as for_members
from sonae.tenancy.models import Branch
from sonae.tenancy.scope import unscoped
from sonae.web.access import for_everybody
from sonae.web.log import Lines
from tests.factories.agencies import make_agency, make_member, signed_in
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db

NAME = "架空ひみつ支店"
OTHERS: dict[str, object] = {}


@for_everybody
def forgets(request: HttpRequest) -> HttpResponse:
    """Asks a guarded table for nobody."""
    return HttpResponse(Branch.objects.filter(name=NAME).count())


@for_members
def mixes_up(request: HttpRequest) -> HttpResponse:
    """Writes a row of its own agency, then one of another."""
    Branch.objects.create(agency_id=request.actor.agency_id, name="先に書いた拠点")
    Branch.objects.create(agency_id=OTHERS["id"], name=NAME)
    return HttpResponse()


urlpatterns = [path("forgets/", forgets), path("mixes-up/", mixes_up), path("", include("sonae.config.urls"))]
handler500 = "sonae.web.errors.broken"


@pytest.fixture
def visitor(settings) -> Visitor:
    settings.ROOT_URLCONF = __name__
    return Visitor(raise_request_exception=False)


@pytest.fixture
def member(visitor) -> Visitor:
    OTHERS["id"] = make_agency().pk
    return signed_in(visitor, make_member(make_agency()))


def names() -> set[str]:
    with unscoped("a test looks at everything"):
        return set(Branch.objects.values_list("name", flat=True))


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(Lines().format(record)) for record in caplog.records if record.levelno >= logging.ERROR]


def test_a_forgotten_scope_is_an_error_page_and_a_line_without_names(visitor, caplog):
    page = visitor.get("/forgets/")
    assert page.status_code == 500
    assert NAME not in page.content.decode()
    (line,) = lines(caplog)
    assert line["error"] == "OutsideScopeError"
    assert NAME not in json.dumps(line, ensure_ascii=False)
    assert "forgets/" not in json.dumps(line)


def test_a_row_for_another_agency_is_an_error_page_and_is_not_written(member, caplog):
    page = member.send("/mixes-up/")
    assert page.status_code == 500
    assert NAME not in names()
    (line,) = lines(caplog)
    assert line["error"] == "OtherAgencyError"
    assert NAME not in json.dumps(line, ensure_ascii=False)


def test_the_next_request_begins_without_what_the_broken_one_left(member):
    member.send("/mixes-up/")
    assert scope.current() is None
    assert member.get("/forgets/").status_code == 200, "a member's own scope holds again"


if connection.vendor == "postgresql":

    def test_what_the_page_wrote_before_it_broke_is_taken_back(member):
        assert member.send("/mixes-up/").status_code == 500
        assert names() == set()
