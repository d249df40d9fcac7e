"""However many mails were sent, the next one is found by an index: on PostgreSQL, where large agencies are.

SQLite compares no list of an index with values that are bound, and reads the table; there are no tests here for it.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from sonae.outbox.models import Mail
from sonae.tenancy.scope import unscoped
from tests.product.conftest import NOON

MANY, FEW = 3_000, 300


if connection.vendor == "postgresql":

    @pytest.mark.django_db
    def test_what_was_sent_is_not_read_again(agency, queued):
        *_, one = (queued(at=NOON + timedelta(seconds=number)) for number in range(FEW))
        sent = {field.attname: getattr(one, field.attname) for field in Mail._meta.concrete_fields} | {"state": "sent"}
        with unscoped("a test fills the outbox"):
            own = ({**sent, "id": uuid4(), "message_id": f"{number}@x.invalid"} for number in range(MANY))
            Mail.objects.bulk_create(Mail(**row) for row in own)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE outbox_mail")
            due = Mail.objects.due(NOON + timedelta(days=1))
            assert due.count() == FEW
            plan = due[:1].explain()
        assert "mail_next" in plan, plan
