"""After the days that the agency says, nothing personal is left of a request that led to nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from sonae.accounts.models import AgencyProfile
from sonae.customers.models import Customer
from sonae.leads.models import Consent, Request
from sonae.leads.retention import due
from sonae.tenancy.scope import within
from tests.product.leads.conftest import QUESTION

pytestmark = pytest.mark.django_db


def later(days: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def test_it_is_emptied_after_the_agencys_days_and_not_before(site):
    with within(site.agency.pk):
        AgencyProfile.objects.update(lead_days=90)
    site.asked(QUESTION)
    assert due(later(89)) == 0
    assert due(later(91)) == 1
    kept = site.last()
    assert (kept.name, kept.email, kept.message, kept.typed) == ("", "", "", {})
    assert kept.number
    assert [mail.to for mail in site.mails()] == ["", ""]
    assert due(later(92)) == 0


def test_what_became_a_customer_stays(site):
    kept = site.asked(QUESTION)
    with within(site.agency.pk):
        at = datetime.now(UTC)
        company = Customer.objects.create(agency=site.agency, name="架空商店", created_at=at, updated_at=at)
        Request.objects.filter(pk=kept.pk).update(customer=company, converted_at=at)
    assert due(later(1000)) == 0
    assert site.last().name == "架空 花子"


def test_the_ledger_of_consents_keeps_no_address_and_refuses_to_be_changed(site):
    site.asked(QUESTION)
    due(later(1000))
    with within(site.agency.pk):
        rows = list(Consent.objects.all())
        assert len(rows) == 2
        assert not any("hanako" in str(vars(row)) for row in rows)
        with pytest.raises(DatabaseError), transaction.atomic():
            Consent.objects.filter(pk=rows[0].pk).update(given=not rows[0].given)
        with pytest.raises(DatabaseError), transaction.atomic():
            Consent.objects.filter(pk=rows[0].pk).delete()


def test_a_withdrawal_is_the_one_change_that_is_taken(site):
    site.asked(QUESTION)
    with within(site.agency.pk):
        assert Consent.objects.update(withdrawn_at=datetime.now(UTC)) == 2
