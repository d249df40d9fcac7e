"""Two addresses, one that has asked before and one that has not: every answer is the same."""

from __future__ import annotations

import re

import pytest

from tests.length import at_length
from tests.product.leads.conftest import ASKED, QUESTION

pytestmark = pytest.mark.django_db


def told(site, page) -> tuple[int, str]:
    """What a visitor can see, without what differs by chance."""
    if page.status_code == 302:
        page = site.visitor.get(page["Location"])
    text = page.content.decode()
    text = re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}", "number", text)
    return page.status_code, re.sub(r'name="(form|came)" value="[^"]*"', "", text)


def compare(site, monkeypatch, pairs: int) -> None:
    monkeypatch.setattr("sonae.leads.views.requesting.used_up", lambda *_: 0)
    for given in (ASKED, QUESTION):
        site.asked(given)
    for index in range(pairs):
        given = ASKED if index % 2 else QUESTION
        known = told(site, site.send({**given, "email": "hanako@example.jp"}))
        fresh = told(site, site.send({**given, "email": f"nobody-{index}@example.jp"}))
        assert known == fresh


def test_a_few_pairs_are_answered_alike(site, monkeypatch):
    compare(site, monkeypatch, 6)


def news(site, pairs: int) -> None:
    wanted = {"email": "hanako@example.jp", "advertising": "on"}
    site.send(wanted, path="/oshirase/mail/")
    for index in range(pairs):
        known = site.send(wanted, path="/oshirase/mail/")
        fresh = site.send({**wanted, "email": f"nobody-{index}@example.jp"}, path="/oshirase/mail/")
        assert (known.status_code, known["Location"]) == (fresh.status_code, fresh["Location"])


def test_the_news_answer_a_few_pairs_alike(site, monkeypatch):
    monkeypatch.setattr("sonae.leads.views.news.used_up", lambda *_: 0)
    news(site, 6)


@pytest.mark.full
def test_many_pairs_are_answered_alike(site, monkeypatch):
    monkeypatch.setattr("sonae.leads.views.news.used_up", lambda *_: 0)
    compare(site, monkeypatch, 200)
    news(site, at_length(9_800, 800))
