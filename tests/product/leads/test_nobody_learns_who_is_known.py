"""Two addresses, one that has asked before and one that has not: every answer is the same."""

from __future__ import annotations

import re

import pytest

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


@pytest.mark.full
def test_ten_thousand_pairs_are_answered_alike(site, monkeypatch):
    compare(site, monkeypatch, 10_000)
