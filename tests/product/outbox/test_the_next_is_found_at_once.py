"""However many mails were sent, the next one is found by an index without reading them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from sonae.outbox.models import Mail
from sonae.tenancy.scope import unscoped
from tests.product.conftest import NOON

MANY, FEW = 3_000, 300


@pytest.mark.django_db
def test_what_was_sent_is_not_read_again(agency, queued):
    *_, one = (queued(at=NOON + timedelta(seconds=number)) for number in range(FEW))
    sent = {field.attname: getattr(one, field.attname) for field in Mail._meta.concrete_fields} | {
        "state": "sent",
        "ended_at": NOON,
    }
    with unscoped("a test fills the outbox"):
        own = ({**sent, "id": uuid4(), "message_id": f"{number}@x.invalid"} for number in range(MANY))
        Mail.objects.bulk_create(Mail(**row) for row in own)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE outbox_mail")
        due = Mail.objects.due(NOON + timedelta(days=1))
        assert due.count() == FEW
        plan = due[:1].explain()
    assert "mail_next" in plan, plan


@pytest.mark.django_db
def test_a_mail_that_waits_cannot_have_ended(agency, queued):
    mail = queued()
    with unscoped("a test spoils a mail"), pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.filter(pk=mail.pk).update(ended_at=NOON)
