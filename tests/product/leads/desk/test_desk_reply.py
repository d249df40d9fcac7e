"""A reply leaves through the gate and can be undone; the request is answered only while one is on its way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from sonae.leads.models import ReplyTemplate
from sonae.leads.reconciling import due
from sonae.outbox import actions as outbox
from sonae.outbox.models import Mail
from sonae.web.clock import now
from tests.factories.agencies import actor_of
from tests.factories.customers import make_customer
from tests.factories.leads import make_request
from tests.product.leads.desk.conftest import again, place

pytestmark = pytest.mark.django_db
WORDS = {"subject": "資料のお礼", "text": "架空 花子 様\n\nお送りしました。"}


@pytest.fixture
def draft(desk, lead, inside):
    page = desk.send(place("lead_reply", lead), WORDS)
    assert page.status_code == 302, page.content.decode()
    return Mail.objects.get(kind="leads.reply")


def test_a_template_puts_names_into_its_places(desk, lead, staff, agency, inside):
    template = ReplyTemplate.objects.create(
        agency=agency,
        name="お礼",
        subject="{受付番号} の件",
        text="{会社名}\n｛氏名｝ 様\n\n{担当}です。",
        updated_at=now(),
    )
    page = desk.get(place("lead_reply", lead) + f"?template={template.pk}").content.decode()
    assert f"{lead.company}\n架空 花子 様\n\n{staff.user.name}です。" in page
    assert f"{lead.number[:4]}-{lead.number[4:]} の件" in page


def test_it_is_looked_at_before_it_leaves(desk, lead, draft):
    page = desk.get(place("lead_reply_draft", lead, draft.pk)).content.decode()
    assert "資料請求した方" in page
    assert "お送りしました。" in page
    assert again(lead).state == "new"


def test_once_it_is_on_its_way_the_request_is_answered(desk, lead, draft, staff):
    desk.send(place("lead_reply_release", lead, draft.pk))
    draft.refresh_from_db()
    assert draft.state == "held"
    assert draft.to == lead.email
    assert again(lead).state == "answered"
    assert again(lead).assigned == staff


def test_undone_in_time_the_visitor_waits_again(desk, lead, draft):
    desk.send(place("lead_reply_release", lead, draft.pk))
    desk.send(place("lead_reply_undo", lead, draft.pk))
    draft.refresh_from_db()
    assert draft.state == "stopped"
    assert again(lead).state == "working"
    assert again(lead).answered_at is None


def test_undone_on_the_page_of_mails_the_visitor_waits_again_within_a_minute(desk, lead, draft, inside):
    desk.send(place("lead_reply_release", lead, draft.pk))
    desk.send(reverse("mail_stop", args=[draft.pk]))
    assert again(lead).state == "answered"
    assert due(now()) == 1
    assert again(lead).state == "working"
    assert due(now()) == 0


def test_of_two_replies_one_may_be_undone(desk, lead, draft, staff, inside):
    desk.send(place("lead_reply_release", lead, draft.pk))
    desk.send(place("lead_reply", lead), WORDS | {"subject": "もう1通"})
    second = Mail.objects.get(subject="もう1通")
    desk.send(place("lead_reply_release", lead, second.pk))
    outbox.stop(mail=draft, by=actor_of(staff), at=now())
    assert due(now() + timedelta(seconds=1)) == 0
    assert again(lead).state == "answered"


def test_another_customers_name_must_be_confirmed(desk, lead, staff, inside):
    make_customer(staff, "みどり園芸株式会社")
    desk.send(place("lead_reply", lead), WORDS | {"text": "みどり園芸さんにも同じものをお出ししています。"})
    draft = Mail.objects.get(kind="leads.reply")
    page = desk.send(place("lead_reply_release", lead, draft.pk))
    assert page.status_code == 422
    assert "ほかのお客様の名前があります" in page.content.decode()
    assert again(lead).state == "new"


def test_a_place_that_nobody_filled_does_not_leave(desk, lead, inside):
    page = desk.send(place("lead_reply", lead), WORDS | {"text": "{会社名} 様"})
    assert page.status_code == 422
    assert "「{会社名}」が残っています" in page.content.decode()
    assert not Mail.objects.exists()


def test_a_draft_can_be_written_anew_and_thrown_away(desk, lead, draft, inside):
    desk.send(place("lead_reply_rewrite", lead, draft.pk), WORDS | {"text": "書き直しました。"})
    draft.refresh_from_db()
    assert draft.text == "書き直しました。"
    desk.send(place("lead_reply_undo", lead, draft.pk))
    assert not Mail.objects.filter(kind="leads.reply").exists()


def test_nobody_is_written_to_who_asked_another_agency(desk, lead, draft, stranger, inside):
    other = make_request(stranger.agency, at=now())
    assert desk.get(place("lead_reply", other)).status_code == 404
    assert desk.get(place("lead_reply_draft", lead, other.pk)).status_code == 404


def test_whoever_was_kept_apart_is_no_known_address(desk, agency, inside):
    odd = make_request(agency, at=now(), state="quarantined")
    desk.send(place("lead_reply", odd), WORDS)
    draft = Mail.objects.get(kind="leads.reply")
    assert desk.send(place("lead_reply_release", odd, draft.pk)).status_code == 422
