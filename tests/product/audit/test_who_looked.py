"""Who sees a record is written down before it is shown, once in a quarter of an hour, or it is not shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.urls import path

from sonae.audit import actions
from sonae.audit.models import Event
from sonae.audit.record import Record
from sonae.config.urls import handler500, urlpatterns
from sonae.tenancy.doors import needs
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from sonae.web.clock import now
from sonae.web.reading import WriteOnGetError
from tests.factories.agencies import actor_of, make_agency, make_member, signed_in
from tests.product.audit.conftest import NOON, member
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("minutes", "entries"), [(0, 1), (14, 1), (15, 2), (16, 2), (60, 2)])
def test_a_second_look_within_a_quarter_of_an_hour_is_the_same_look(inside, hanako, customer, minutes, entries):
    actions.looked(by=hanako, on=customer, at=NOON)
    actions.looked(by=hanako, on=customer, at=NOON + timedelta(minutes=minutes))
    assert Event.objects.count() == entries


def test_each_person_and_each_record_counts_for_itself(inside, agency, hanako, customer):
    taro = member(agency, "港太郎", Role.STAFF)
    for by, on in ((hanako, customer), (taro, customer), (hanako, replace(customer, id=UUID(int=9)))):
        actions.looked(by=by, on=on, at=NOON)
    assert Event.objects.count() == 3


def test_a_look_does_not_hide_another_deed(inside, hanako, customer):
    actions.record(by=hanako, what="customers.changed", on=customer, at=NOON)
    actions.looked(by=hanako, on=customer, at=NOON)
    assert Event.objects.filter(what="audit.looked").count() == 1


def test_a_look_that_is_known_costs_one_question(inside, hanako, customer, django_assert_num_queries):
    actions.looked(by=hanako, on=customer, at=NOON)
    with django_assert_num_queries(1):
        actions.looked(by=hanako, on=customer, at=NOON)


WEAKNESS = "架空精機の弱いところ"
SHOWN = Record("customers.customer", UUID(int=5), "架空精機株式会社")


@needs("customers.see")
def show(request):
    actions.looked(by=request.actor, on=SHOWN, at=now())
    return HttpResponse(WEAKNESS)


@needs("customers.see")
def show_and_change(request):
    actions.record(by=request.actor, what="customers.changed", on=SHOWN, at=now())
    return HttpResponse(WEAKNESS)


_OWN = [path("test/show/", show), path("test/change/", show_and_change)]


@pytest.fixture
def desk(settings):
    import sys
    from types import ModuleType

    module = ModuleType("urls_of_who_looked")
    module.urlpatterns, module.handler500 = [*urlpatterns, *_OWN], handler500
    sys.modules[module.__name__] = module
    settings.ROOT_URLCONF = module.__name__
    boss = make_member(make_agency(), Role.OWNER)
    browser = signed_in(Visitor(raise_request_exception=False), boss)
    browser.boss = boss
    yield browser
    del sys.modules[module.__name__]


def test_a_page_writes_who_looked_although_reading_never_writes(desk):
    assert WEAKNESS in desk.get("/test/show/").content.decode()
    with within(desk.boss.agency_id):
        (event,) = Event.objects.all()
    assert (event.what, event.user_id) == ("audit.looked", desk.boss.user_id)


def test_nothing_else_may_be_written_on_the_way(desk):
    page = desk.get("/test/change/")
    assert page.status_code == 500
    assert WEAKNESS not in page.content.decode()
    assert page.exc_info[0] is WriteOnGetError
    if not connection.needs_rollback:  # on PostgreSQL the request is a transaction, and has been taken back
        with within(desk.boss.agency_id):
            assert not Event.objects.exists()


def test_what_cannot_be_written_down_is_not_shown(desk):
    def fail(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "audit_event"'):
            raise DatabaseError("disk I/O error")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        page = desk.get("/test/show/")
    assert page.status_code == 500
    assert WEAKNESS not in page.content.decode()
    assert actor_of(desk.boss).name not in page.content.decode()
