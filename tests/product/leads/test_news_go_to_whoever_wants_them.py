"""Twice asked before anything is sent, once pressed to end it, and nobody learns whose address is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sonae.leads.models import Consent, Subscription
from sonae.leads.retention import due
from sonae.tenancy.scope import within
from tests.product.leads.conftest import ASKED

pytestmark = pytest.mark.django_db
WANTED = {"email": "hanako@example.jp", "advertising": "on"}


def standing(site) -> Subscription:
    with within(site.agency.pk):
        return Subscription.objects.get()


def begun(site):
    """A subscription that its owner has confirmed."""
    site.send(WANTED, path="/oshirase/mail/")
    link = site.link("mail/ok")
    site.visitor.press(site.visitor.get(link), path=link)
    return link


def test_nothing_begins_before_the_button_in_the_mail_is_pressed(site):
    site.send(WANTED, path="/oshirase/mail/")
    assert standing(site).state == "pending"
    site.visitor.get(site.link("mail/ok"))
    assert standing(site).state == "pending"


def test_the_button_begins_it_once(site):
    link = begun(site)
    assert standing(site).state == "confirmed"
    assert site.visitor.get(link).status_code == 410


def test_a_ticked_box_of_a_request_asks_too(site):
    site.asked({**ASKED, "advertising": "on"})
    assert standing(site).state == "pending"
    assert site.mails("leads.news_confirm")


def test_one_press_ends_it_and_takes_back_what_was_agreed_to(site):
    site.asked({**ASKED, "advertising": "on"})
    link = site.link("mail/ok")
    site.visitor.press(site.visitor.get(link), path=link)
    stop = site.link("mail/stop")
    site.visitor.get(stop)
    assert standing(site).state == "confirmed"
    site.visitor.press(site.visitor.get(stop), path=stop)
    assert (standing(site).state, standing(site).email) == ("ended", "")
    with within(site.agency.pk):
        assert Consent.objects.get(purpose="advertising").withdrawn_at is not None
    assert "止めました" in site.visitor.get(stop).content.decode()


def test_the_box_must_be_ticked(site):
    assert site.send({"email": "hanako@example.jp"}, path="/oshirase/mail/").status_code == 422


def test_a_known_address_gets_the_same_answer_and_no_mail(site):
    begun(site)
    before = len(site.mails())
    known = site.send(WANTED, path="/oshirase/mail/")
    fresh = site.send({**WANTED, "email": "taro@example.jp"}, path="/oshirase/mail/")
    assert (known.status_code, known["Location"]) == (fresh.status_code, fresh["Location"])
    assert [mail.to for mail in site.mails()[before:]] == ["taro@example.jp"]


def test_a_machine_is_told_the_same_and_mails_nobody(site):
    page = site.send({**WANTED, "homepage": "x"}, path="/oshirase/mail/")
    assert page.status_code == 302
    assert site.mails() == []


def test_an_address_that_never_confirmed_is_forgotten(site):
    site.send(WANTED, path="/oshirase/mail/")
    assert due(datetime.now(UTC) + timedelta(days=8)) == 1
    with within(site.agency.pk):
        assert not Subscription.objects.exists()
