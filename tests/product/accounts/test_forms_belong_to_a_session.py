"""After sign-in a form's token is worth something in its own session only."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from sonae.accounts.models import Session
from sonae.tenancy.doors import needs
from sonae.web.origin import new_token
from tests.factories.agencies import make_agency, make_member, signed_in, token_for

pytestmark = pytest.mark.django_db


@needs("customers.see")
def act(request):
    return HttpResponse("done")


urlpatterns = [path("act/", act), path("", include("sonae.config.urls"))]


@pytest.fixture(autouse=True)
def _here(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def member(db):
    return make_member(make_agency())


def test_a_form_of_this_session_is_taken(member):
    browser = signed_in(Client(), member)
    assert browser.post("/act/", {"form": token_for(browser)}).status_code == 200


def test_a_form_of_another_session_is_refused_even_of_the_same_person(member):
    browser, other = signed_in(Client(), member), signed_in(Client(), member)
    assert browser.post("/act/", {"form": token_for(other)}).status_code == 400


def test_a_form_that_anybody_can_get_is_refused_where_somebody_acts(member):
    browser = signed_in(Client(), member)
    assert browser.post("/act/", {"form": new_token()}).status_code == 400


def test_a_form_of_a_session_that_is_over_is_refused(member):
    browser = signed_in(Client(), member)
    token = token_for(browser)
    Session.objects.update(ended_at=member.since)
    assert browser.post("/act/", {"form": token}).status_code == 400


def test_a_public_form_shown_before_sign_in_is_taken_after_it(member):
    browser = Client()
    token = new_token()
    signed_in(browser, member)
    assert browser.post("/shindan/", {"form": token}).status_code == 302


def test_a_public_form_shown_after_sign_in_carries_the_sessions_token(member):
    browser = signed_in(Client(), member)
    page = browser.get("/shindan/").content.decode()
    token = page.partition('name="form" value="')[2].partition('"')[0]
    assert browser.post("/act/", {"form": token}).status_code == 200
    assert Client().post("/act/", {"form": token}).status_code == 400
