"""What looks like a machine's is asked one plain question or kept apart; it sees no error and learns nothing."""

from __future__ import annotations

import re

import pytest

from sonae.leads.models import State
from tests.product.leads.conftest import ASKED, QUESTION, came

pytestmark = pytest.mark.django_db


def answered(site, page, answer=None):
    """Answer the plain question: rightly unless told otherwise."""
    told = page.content.decode()
    left, right = re.search(r"([一二三四五六七八九])たす([一二三四五六七八九])は", told).groups()
    digits = "０一二三四五六七八九"
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', told))
    hidden.pop("form")
    total = str(digits.index(left) + digits.index(right))
    return site.visitor.send(f"{site.root}/shiryo/", {**hidden, "answer": total if answer is None else answer})


def test_whoever_fills_the_trap_sees_a_number_and_is_kept_apart(site):
    page = site.send({**ASKED, "homepage": "http://spam.example"})
    assert page.status_code == 302
    assert "受付番号" in site.visitor.get(page["Location"]).content.decode()
    kept = site.last()
    assert (kept.state, kept.reasons) == (State.QUARANTINED, ["trap"])
    assert site.mails() == []


def test_whoever_is_too_fast_is_asked_one_question_and_loses_nothing(site):
    page = site.send(QUESTION, seconds=0)
    assert page.status_code == 200
    assert QUESTION["message"] in page.content.decode()
    assert site.requests() == []
    assert answered(site, page).status_code == 302
    assert (site.last().state, site.last().reasons) == (State.NEW, ["fast"])
    assert len(site.mails()) == 2


def test_a_wrong_answer_is_no_error_but_keeps_apart(site):
    page = answered(site, site.send(ASKED, seconds=0), answer="わからない")
    assert page.status_code == 302
    assert site.last().state == State.QUARANTINED
    assert site.mails() == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"came": ""}, "unseen"),
        ({"came": "forged"}, "unseen"),
        ({"message": "http://a.example http://b.example https://c.example を見てください"}, "links"),
        ({"message": "We can bring you thousands of visitors at a very low price. Answer now."}, "foreign"),
    ],
)
def test_other_odd_things_are_asked_about(site, given, reason):
    page = site.send({**QUESTION, **given})
    assert "もう1つだけ" in page.content.decode()
    assert answered(site, page).status_code == 302
    assert site.last().reasons == [reason]


def test_a_burst_from_one_place_is_asked_and_not_refused(site):
    pages = [site.send({**ASKED, "email": f"h{index}@example.jp"}) for index in range(7)]
    assert [page.status_code for page in pages] == [302] * 5 + [200] * 2


def test_nobodys_letter_box_is_filled(site):
    for index in range(6):
        assert site.send(ASKED, REMOTE_ADDR=f"198.51.100.{index}").status_code == 302
    assert len(site.mails("leads.received")) == 3
    assert [each.state for each in site.requests()].count(State.QUARANTINED) == 3


def test_far_too_many_are_told_to_wait(site, monkeypatch):
    from sonae.leads.views import requesting
    from sonae.web.limits import Limit

    monkeypatch.setattr(requesting, "SENDINGS", Limit("request", 1, 3600))
    site.send(ASKED)
    assert site.send({**ASKED, "name": "架空 太郎"}).status_code == 429


def test_the_form_itself_says_when_it_was_shown(site):
    page = site.visitor.get(f"{site.root}/shiryo/").content.decode()
    assert re.search(r'name="came" value="[^"]{40,}"', page)
    assert came() != came(120)
