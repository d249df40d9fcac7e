"""Who acts is asked on every request: what ends, ends with the next page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from sonae.accounts import cookies
from sonae.accounts.models import HALF, IDLE, MOST, Session
from sonae.accounts.who import Missing, found
from sonae.tenancy.actor import Actor, Operator
from sonae.tenancy.models import Branch, Grant
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import current, within
from sonae.web.access import for_everybody
from tests.factories.agencies import make_agency, make_member, make_person, signed_in, token_for

pytestmark = pytest.mark.django_db
SEEN = {}
ACTS = []
"""What the page does, besides noting who asks."""


@for_everybody
def look(request):
    SEEN["actor"], SEEN["session"], SEEN["scope"] = request.actor, request.session, current()
    for act in ACTS:
        act()
    return HttpResponse(status=int(request.GET.get("status", 200)))


urlpatterns = [path("look/", look, name="look")]


@pytest.fixture(autouse=True)
def _here(settings):
    settings.ROOT_URLCONF = __name__
    SEEN.clear()
    ACTS.clear()


def acting(client):
    client.get("/look/")
    return SEEN["actor"]


def test_nobody_is_signed_in_and_no_scope_holds_without_a_cookie(client):
    assert acting(client) is None
    assert SEEN["session"] is None
    assert SEEN["scope"] is None


def test_a_member_acts_in_the_scope_of_their_agency(client):
    member = make_member(make_agency(), Role.MANAGER)
    actor = acting(signed_in(client, member))
    assert (actor.user_id, actor.membership_id, actor.role) == (member.user_id, member.pk, Role.MANAGER)
    assert SEEN["scope"].agencies == {member.agency_id}


def test_the_operator_acts_without_any_agency(client):
    operator = make_person(operator=True)
    assert acting(signed_in(client, operator)) == Operator(operator.pk, operator.name)
    assert SEEN["scope"].agencies == frozenset()


@pytest.mark.parametrize("ends", ["membership", "agency", "person", "session"])
def test_what_ends_in_this_second_ends_with_the_next_request(client, ends):
    member = make_member(make_agency())
    assert acting(signed_in(client, member))
    moment = datetime.now(UTC)
    with within(member.agency_id):
        if ends == "membership":
            type(member).objects.filter(pk=member.pk).update(ended_at=moment)
        elif ends == "agency":
            type(member.agency).objects.filter(pk=member.agency_id).update(closed_at=moment)
        elif ends == "person":
            type(member.user).objects.filter(pk=member.user_id).update(is_active=False)
        else:
            Session.objects.update(ended_at=moment)
    assert acting(client) is None
    assert SEEN["session"] is None


def test_a_cookie_that_opens_nothing_is_taken_back(client):
    client.cookies[cookies.SESSION] = "x" * 43
    page = client.get("/look/")
    assert page.cookies[cookies.SESSION]["max-age"] == 0


@pytest.mark.parametrize("told", ["", "x" * 5000, "é", "\x00"])
def test_any_cookie_at_all_is_only_a_stranger(client, told):
    client.cookies[cookies.SESSION] = told
    assert client.get("/look/").status_code == 200
    assert SEEN["actor"] is None


@pytest.mark.parametrize(("unused", "lasts"), [(IDLE - timedelta(minutes=1), True), (IDLE, False)])
def test_an_unused_session_is_over(unused, lasts):
    begun = datetime(2026, 11, 24, 0, tzinfo=UTC)
    secret = signed_in(Client(), make_member(make_agency()), at=begun).cookies[cookies.SESSION].value
    assert (found(secret, begun + unused) is not None) == lasts


def test_a_session_in_use_is_over_after_a_day_of_work():
    begun = datetime(2026, 11, 24, 0, tzinfo=UTC)
    secret = signed_in(Client(), make_member(make_agency()), at=begun).cookies[cookies.SESSION].value
    moment = begun
    while moment < begun + MOST - timedelta(hours=1):
        moment += timedelta(hours=1)
        assert found(secret, moment) is not None
    assert found(secret, begun + MOST) is None


@pytest.mark.parametrize("role", [Role.OWNER, Role.MANAGER, Role.STAFF, Role.COORDINATOR])
def test_staff_do_not_act_with_a_password_alone(client, role):
    member = make_member(make_agency(), role)
    assert acting(signed_in(client, member, strong=False)) is None
    assert SEEN["session"] is not None


def test_the_operator_does_not_act_with_a_password_alone(client):
    assert acting(signed_in(client, make_person(operator=True), strong=False)) is None


def test_a_client_acts_with_a_password_alone(client):
    agency = make_agency()
    member = make_member(agency, Role.CLIENT, company_id=agency.pk)
    assert acting(signed_in(client, member, strong=False)).company_id == agency.pk


def test_a_step_of_signing_in_may_not_take_for_ever():
    begun = datetime(2026, 11, 24, 0, tzinfo=UTC)
    client = signed_in(Client(), make_member(make_agency()), at=begun, strong=False)
    secret = client.cookies[cookies.SESSION].value
    assert found(secret, begun + HALF - timedelta(seconds=1)).missing is Missing.SETUP
    assert found(secret, begun + HALF) is None


def test_whoever_has_two_parts_acts_in_the_one_they_have_chosen(client):
    person = make_person()
    first, second = (make_member(make_agency(), person=person) for _ in range(2))
    assert acting(signed_in(client, second)).agency_id == second.agency_id
    assert acting(signed_in(client, first)).agency_id == first.agency_id


def test_nobody_acts_before_they_have_chosen(client):
    person = make_person()
    for _ in range(2):
        make_member(make_agency(), person=person)
    assert acting(signed_in(client, person)) is None


def grant(agency, **more):
    moment = datetime.now(UTC)
    given = {"starts_at": moment - timedelta(hours=1), "ends_at": moment + timedelta(hours=1), "reason": "試験", **more}
    with within(agency.pk):
        return Grant.objects.create(agency=agency, given_by=make_person(), given_at=moment, **given)


def test_a_live_grant_lets_another_agency_in(client):
    agency, other = make_agency(), make_agency()
    member = make_member(agency)
    given = grant(other, to_agency=agency, record_id=other.pk)
    actor = acting(signed_in(client, member))
    assert [each.id for each in actor.granted] == [given.pk]
    assert SEEN["scope"].agencies == {agency.pk, other.pk}


@pytest.mark.parametrize("over", ["ended", "past", "to come", "closed"])
def test_a_grant_that_does_not_hold_lets_nobody_in(client, over):
    agency, other = make_agency(), make_agency()
    member, moment = make_member(agency), datetime.now(UTC)
    times = {
        "ended": {"ended_at": moment},
        "past": {"starts_at": moment - timedelta(days=2), "ends_at": moment},
        "to come": {"starts_at": moment + timedelta(minutes=5), "ends_at": moment + timedelta(days=1)},
        "closed": {},
    }
    grant(other, to_user=member.user, record_id=other.pk, **times[over])
    if over == "closed":
        type(other).objects.filter(pk=other.pk).update(closed_at=moment)
    assert acting(signed_in(client, member)).granted == ()


def test_a_grant_to_an_agency_is_not_for_its_clients(client):
    agency, other = make_agency(), make_agency()
    member = make_member(agency, Role.CLIENT, company_id=agency.pk)
    grant(other, to_agency=agency, record_id=other.pk)
    assert acting(signed_in(client, member)).granted == ()


@pytest.mark.django_db(transaction=True)  # as in earnest: nothing around the request
def test_finding_out_asks_the_database_at_most_four_times(client):
    member = make_member(make_agency())
    grant(make_agency(), to_user=member.user, record_id=member.pk)
    signed_in(client, member)
    with CaptureQueriesContext(connection) as captured:
        assert isinstance(acting(client), Actor)
    asked = [query["sql"] for query in captured if not query["sql"].startswith(("BEGIN", "COMMIT"))]
    assert len(asked) <= 4, asked


def test_on_postgresql_a_page_that_breaks_leaves_nothing_behind(client):
    """There one transaction is around the whole request; elsewhere each action is one by itself."""
    agency = make_agency()
    signed_in(client, make_member(agency))
    ACTS.append(lambda: Branch.objects.create(agency=agency, name="途中"))
    client.post("/look/?status=500", {"form": token_for(client)})
    with within(agency.pk):
        assert Branch.objects.exists() == (connection.vendor == "sqlite")


def test_pages_of_somebody_who_is_signed_in_are_stored_nowhere(client):
    signed_in(client, make_member(make_agency()))
    assert client.get("/look/")["Cache-Control"] == "no-store"


def test_whose_part_does_not_include_a_page_is_told_so_and_not_accused(client, settings):
    settings.ROOT_URLCONF = "sonae.config.urls"
    page = signed_in(client, make_person(operator=True)).get("/gyomu/")
    assert page.status_code == 403
    assert "いまの立場では開けません" in page.content.decode()
