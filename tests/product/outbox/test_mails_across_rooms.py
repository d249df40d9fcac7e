"""Mails meet the other rooms: the page of the day, a company that is purged, what an agency says of itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from sonae.customers import actions as customers
from sonae.customers.models import Customer
from sonae.outbox import actions
from sonae.outbox.models import Mail, State
from sonae.outbox.reading import STUCK
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import actor_of, make_agency, make_member, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(db):
    return make_member(make_agency("みなと保険事務所"), Role.STAFF)


def queue(member, **more) -> Mail:
    with within(member.agency_id):
        return actions.send(
            **{
                "agency": member.agency_id,
                "to": member.user.email,
                "subject": "ご連絡",
                "text": "本文",
                "kind": "outbox.letter",
                "by": actor_of(member),
                "at": datetime.now(UTC),
                **more,
            }
        )


def test_the_page_of_the_day_says_when_mails_do_not_leave(member):
    browser = signed_in(Client(), member)
    assert "メールが出ていません" not in browser.get("/gyomu/").content.decode()
    queue(member, hold=timedelta(), at=datetime.now(UTC) - STUCK - timedelta(minutes=1))
    assert "メールが出ていません" in browser.get("/gyomu/").content.decode()


def test_a_company_that_is_purged_leaves_nothing_of_itself_in_its_mails(member):
    now, by = datetime.now(UTC), actor_of(member)
    with within(member.agency_id):
        company = Customer.objects.create(
            agency_id=member.agency_id, name="株式会社 北浜精工", created_at=now, updated_at=now
        )
        mail = queue(member, about=company.record, to_name="佐藤 花子")
        Customer.objects.filter(pk=company.pk).update(deleted_at=now - timedelta(days=31), deleted_by=by.user_id)
        assert customers.forget(customer=company, at=now)
        kept = Mail.objects.get(pk=mail.pk)
    assert (kept.to, kept.to_name, kept.subject, kept.text, kept.about_name) == ("", "", "", "", "")
    assert kept.state == State.STOPPED
