"""The owners get the head of their log once a day, when there is something new, and it fits the log."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from sonae.accounts import heads
from sonae.audit import actions
from sonae.audit.models import WrittenHead
from sonae.audit.record import Record
from sonae.audit.verify import verify
from sonae.cli.audit import _head
from sonae.outbox.models import Mail
from sonae.outbox.schedule import scans
from sonae.tenancy.actor import Operator
from sonae.tenancy.models import Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from tests.factories.agencies import actor_of, make_agency, make_member, make_person
from tests.product.audit import tampering
from tests.product.audit.conftest import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def boss():
    return make_member(make_agency("あおぞら保険事務所（架空）", "aozora"), Role.OWNER)


def write(member, count=1):
    on = Record("customers.customer", UUID(int=1), "架空精機株式会社", member.agency_id)
    with within(member.agency_id), transaction.atomic():
        return tampering.fill(actor_of(member), on, count)


def mails():
    with unscoped("a test"):
        return list(Mail.objects.order_by("created_at", "to"))


def test_the_schedule_knows_it():
    assert scans()["audit.heads"].act is heads.due


def test_every_owner_gets_it_and_nobody_else(boss):
    second = make_member(boss.agency, Role.OWNER)
    make_member(boss.agency, Role.MANAGER)
    gone = make_member(boss.agency, Role.OWNER)
    with within(boss.agency_id):
        Membership.objects.filter(pk=gone.pk).update(ended_at=NOON)
    write(boss)
    assert heads.due(NOON) == 1
    assert {mail.to for mail in mails()} == {boss.user.email, second.user.email}


def test_what_the_mail_says_fits_the_log(boss):
    write(boss, 3)
    heads.due(NOON)
    (mail,) = mails()
    said = re.search(r"^(\d+:[0-9a-f]{64})$", mail.text, re.MULTILINE)[1]
    write(boss, 2)
    with within(boss.agency_id):
        assert verify(boss.agency_id, against=[_head(said)]).good
        tampering.take_the_walls_down()
        tampering.cut_the_end_and_set_the_head_back(_First(), boss.agency)
        WrittenHead.objects.all()._raw_delete("default")
        assert verify(boss.agency_id).good
        assert not verify(boss.agency_id, against=[_head(said)]).good
    assert "--agency aozora" in mail.text
    assert boss.user.name not in mail.text


class _First:
    """Dice that always show the smallest number."""

    def randint(self, low, high):
        return low


def test_once_a_day_and_only_when_something_was_added(boss):
    write(boss)
    assert [heads.due(NOON), heads.due(NOON + timedelta(hours=2))] == [1, 0]
    write(boss)
    assert heads.due(NOON + timedelta(hours=3)) == 0
    assert heads.due(NOON + DAY) == 1
    assert heads.due(NOON + 2 * DAY) == 0
    assert len(mails()) == 2


def test_a_new_day_begins_at_midnight_in_japan(boss):
    write(boss)
    heads.due(NOON)
    write(boss)
    assert heads.due(NOON + timedelta(hours=11, minutes=59)) == 0
    assert heads.due(NOON + timedelta(hours=12)) == 1


def test_missed_days_are_not_made_up_for(boss):
    write(boss)
    heads.due(NOON)
    write(boss)
    assert heads.due(NOON + 9 * DAY) == 1


def test_without_an_owner_it_waits_for_one(boss):
    staff = make_member(make_agency(), Role.STAFF)
    write(staff)
    assert heads.due(NOON) == 0
    make_member(staff.agency, Role.OWNER)
    assert heads.due(NOON) == 1


def test_operators_get_that_of_their_own_log():
    operator = make_person("運営一郎", operator=True)
    with unscoped("a test"):
        on = Record("accounts.user", operator.pk, "運営一郎")
        actions.record(by=Operator(operator.pk, "運営一郎"), what="audit.looked", on=on, at=NOON)
    assert heads.due(NOON) == 1
    (mail,) = mails()
    assert (mail.to, mail.agency_id) == (operator.email, None)
    assert "--operator" in mail.text


def test_a_mail_that_cannot_be_queued_leaves_no_note_that_it_was(boss):
    write(boss)

    def fail(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "outbox_mail"'):
            raise DatabaseError("disk I/O error")
        return execute(sql, params, many, context)

    with pytest.raises(DatabaseError), connection.execute_wrapper(fail), transaction.atomic():
        heads.due(NOON)
    assert mails() == []
    assert heads.due(NOON) == 1


def test_an_agency_of_yesterday_changes_nothing_for_another(boss):
    other = make_member(make_agency(), Role.OWNER)
    write(boss)
    write(other)
    assert heads.due(NOON) == 2
    for mail in mails():
        with within(mail.agency_id):
            assert f"{verify(mail.agency_id).count}:{verify(mail.agency_id).hash}" in mail.text
