"""What looks like a machine's is kept until somebody decides or thirty days are over; what is erased is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from sonae.accounts.actions import profiles
from sonae.audit.models import Event
from sonae.customers import actions as customers
from sonae.customers.models import Customer
from sonae.leads.models import Consent, DownloadGrant, Question, SentDiagnosis
from sonae.leads.retention import due
from sonae.outbox.models import Mail
from sonae.web.clock import now
from tests.factories.agencies import actor_of
from tests.factories.leads import make_request
from tests.product.leads.desk.conftest import again, place

pytestmark = pytest.mark.django_db
PERSONAL = ("company", "name", "kana", "email", "message", "typed", "intent")


@pytest.fixture
def odd(agency):
    return make_request(
        agency, at=now() - timedelta(days=2), state="quarantined", wishes=("スタートブック",), reasons=["trap"]
    )


def mails(kind):
    return list(Mail.objects.filter(kind=kind).values_list("to", flat=True))


def test_let_out_it_is_new_and_its_sender_is_told(desk, odd, manager, inside):
    profiles.save(
        agency=odd.agency_id, given={"email": "desk@aozora.example"}, version=0, by=actor_of(manager), at=now()
    )
    desk.send(place("lead_release", odd))
    assert again(odd).state == "new"
    assert again(odd).promised_at > now()
    assert mails("leads.received") == [odd.email]
    assert mails("leads.arrived") == ["desk@aozora.example"]
    assert DownloadGrant.objects.count() == 1


def test_let_out_twice_its_sender_is_told_once(desk, odd, inside):
    desk.send(place("lead_release", odd))
    assert desk.send(place("lead_release", odd)).status_code == 409
    assert mails("leads.received") == [odd.email]


def test_thrown_away_everything_in_it_is_gone_and_nobody_was_told(desk, odd, inside):
    desk.send(place("lead_discard", odd))
    assert again(odd).state == "discarded"
    assert again(odd).email == ""
    assert not Mail.objects.exists()


def test_after_thirty_days_it_goes_by_itself(odd, inside):
    assert due(now()) == 0
    assert due(now() + timedelta(days=29)) == 1
    assert again(odd).state == "discarded"
    assert again(odd).erased_at is not None
    assert due(now() + timedelta(days=30)) == 0


def test_erased_nothing_personal_is_left_but_what_was_agreed_to(desk, boss, lead, inside):
    desk.send(place("lead_reply", lead), {"subject": "お礼", "text": f"{lead.name} 様"})
    page = boss.send(place("lead_erase", lead), {"why": "本人の依頼", "sure": "on"})
    assert page.status_code == 302
    left = again(lead)
    assert not any(getattr(left, name) for name in PERSONAL)
    assert (left.number, left.state) == (lead.number, "closed")
    assert Consent.objects.filter(request=lead).count() == 2
    assert mails("leads.reply") == [""]
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_key FROM leads_request WHERE number = %s", [lead.number])
        assert lead.name[:2] not in cursor.fetchone()[0]
    shown = desk.get(place("lead", lead)).content.decode()
    assert lead.email not in shown
    assert "個人情報を消去しました" in shown


def test_the_log_says_that_it_was_erased_and_no_more(boss, lead, inside):
    boss.get(place("lead", lead))
    boss.send(place("lead_erase", lead), {"why": "本人の依頼", "sure": "on"})
    assert Event.objects.filter(record_id=lead.pk).order_by("-number").first().what == "audit.erased"
    assert lead.company not in boss.get("/gyomu/kiroku/").content.decode()


def test_it_is_asked_first_and_staff_may_not(desk, boss, lead):
    assert boss.send(place("lead_erase", lead), {"why": "本人の依頼"}).status_code == 422
    assert again(lead).erased_at is None
    assert desk.send(place("lead_erase", lead), {"why": "本人の依頼", "sure": "on"}).status_code == 403


def test_unpublished_answers_and_the_diagnosis_go_with_it(desk, boss, agency, inside):
    asked = make_request(agency, at=now(), kind="question", message="免責とは。")
    desk.send(place("lead_to_question", asked))
    boss.send(place("lead_erase", asked), {"why": "本人の依頼", "sure": "on"})
    assert not Question.objects.exists()
    assert not SentDiagnosis.objects.exists()


def test_a_request_whose_company_was_erased_goes_too(desk, lead, customer, staff, inside):
    desk.send(place("lead_convert", lead), {"as": customer.pk})
    customers.delete(customer=customer, by=actor_of(staff), at=now())
    later = now() + timedelta(days=31)
    assert customers.forget(customer=Customer.objects.get(pk=customer.pk), at=later)
    assert due(later) == 1
    assert again(lead).name == ""
