"""Documents, a question or a call: kept once, numbered, mailed about, with what was agreed to."""

from __future__ import annotations

import re

import pytest

from sonae.leads.keys import LETTERS, shown_number
from sonae.leads.models import Consent, Request, Wish
from sonae.outbox.models import Mail
from sonae.tenancy.scope import within
from tests.product.leads.conftest import ASKED, CALL, QUESTION, came

pytestmark = pytest.mark.django_db


def test_the_page_of_the_number_shows_the_number_that_was_kept(site):
    page = site.send(ASKED)
    shown = site.visitor.get(page["Location"])
    assert shown_number(site.last().number) in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"


def test_a_number_is_eight_letters_that_nobody_confuses(site):
    assert re.fullmatch(f"[{LETTERS}]{{8}}", site.asked().number)
    assert not set("01OILSZ25AEU") & set(LETTERS)


def test_what_was_typed_is_kept_beside_what_was_understood(site):
    kept = site.asked(
        {
            **ASKED,
            "email": "ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ",
            "kana": "かくう　はなこ",
            "phone": "０３（００００）００００",
        }
    )
    assert (kept.email, kept.kana, kept.phone) == ("hanako@example.jp", "カクウ ハナコ", "03(0000)0000")
    assert kept.typed["email"] == "ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ"


def test_both_mails_are_queued_with_it(site):
    kept = site.asked()
    to_visitor, to_agency = site.mails("leads.received")[0], site.mails("leads.arrived")[0]
    assert to_visitor.to == "hanako@example.jp"
    assert shown_number(kept.number) in to_visitor.text
    assert to_agency.to == site.desk.person.email
    assert "花子" not in to_agency.text
    assert {to_visitor.about_id, to_agency.about_id} == {kept.pk}


def test_a_form_sent_twice_is_one_request(site):
    form = {"came": came(), **ASKED}
    page = site.visitor.get(f"{site.root}/shiryo/")
    first, second = (site.visitor.press(page, form)["Location"] for _ in range(2))
    assert first == second
    assert len(site.requests()) == 1


def test_a_failing_outbox_leaves_nothing_behind(site, monkeypatch):
    def broken(**_):
        raise RuntimeError("disk full")

    monkeypatch.setattr("sonae.leads.taking.send", broken)
    site.visitor.raise_request_exception = False
    assert site.send(ASKED).status_code == 500
    with within(site.agency.pk):
        assert (Request.objects.count(), Consent.objects.count(), Mail.objects.count()) == (0, 0, 0)


def test_two_consents_are_kept_with_their_words_and_the_second_is_not_ticked(site):
    page = site.visitor.get(f"{site.root}/shiryo/").content.decode()
    assert not re.search(r'name="advertising"[^>]*checked', page)
    assert not re.search(r'name="handling"[^>]*checked', page)
    kept = site.asked()
    with within(site.agency.pk):
        said = {row.purpose: row for row in Consent.objects.filter(request=kept)}
    assert (said["handling"].given, said["advertising"].given) == (True, False)
    assert said["handling"].words in page.replace("&#x27;", "'")
    assert said["handling"].version == "handling-1"
    assert "hanako" not in said["handling"].address_key


@pytest.mark.parametrize(("given", "must"), [(ASKED, 5), (QUESTION, 4), (CALL, 3)])
def test_seven_fields_must_be_filled_in_at_most(site, given, must):
    page = site.visitor.get(f"{site.root}/shiryo/?nani={given['nani']}").content.decode()
    assert page.count("need--must") == must <= 7
    assert site.send(given).status_code == 302


def test_a_call_needs_no_mail_address(site):
    kept = site.asked(CALL)
    assert (kept.kind, kept.email) == ("call", "")
    assert not site.mails("leads.received")
    assert site.mails("leads.arrived")


def test_the_promise_is_the_next_day_on_which_offices_work(site):
    kept = site.asked(QUESTION)
    assert kept.promised_at > kept.received_at
    assert "までに、担当の者が" in site.mails("leads.received")[0].text


def test_what_was_chosen_is_kept_by_name(site):
    kept = site.asked()
    with within(site.agency.pk):
        assert list(Wish.objects.filter(request=kept).values_list("title", flat=True)) == ["スタートブック"]


def test_whoever_looks_after_what_comes_in_has_it_and_is_told(site):
    with within(site.agency.pk):
        from sonae.accounts.models import AgencyProfile

        AgencyProfile.objects.update(person=site.desk.member, email="madoguchi@example.jp")
    kept = site.asked()
    assert kept.assigned_id == site.desk.member.pk
    assert [mail.to for mail in site.mails("leads.arrived")] == [site.desk.person.email]


def test_why_somebody_asks_is_kept_in_the_words_they_saw(site):
    kept = site.asked({**ASKED, "why": "renewal", "protect": ""})
    assert kept.intent == {"ご相談のきっかけ": "いまの保険を見直したい"}


def test_a_site_of_nobody_has_no_form(db, site):
    page = site.visitor.get("/shiryo/")
    assert page.status_code == 200
    assert "<form" not in page.content.decode()
    assert site.visitor.send("/shiryo/", {"came": came(), **ASKED}).status_code == 200
    assert site.requests() == []
