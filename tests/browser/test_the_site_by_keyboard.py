"""The public site on a phone, without scripts, by keyboard alone: asking for documents, two of the tools."""

from __future__ import annotations

import pytest

from tests.browser.keyboard import Keyboard
from tests.browser.test_request_states import HERE

pytestmark = pytest.mark.full
PERSON = 4_000
"""Milliseconds that a person needs for the form at least: whoever is faster than three seconds is asked a question."""


@pytest.fixture
def agency(of_a_visitor):
    return HERE


@pytest.fixture
def phone(visit):
    return visit(390, java_script_enabled=False)


def choose(keys: Keyboard, name: str) -> None:
    """The first answer of a question: the focus comes to it, the space bar takes it."""
    keys.reach(name)
    keys.press("Space")


def test_documents_are_asked_for_from_the_first_page(phone, agency):
    keys = Keyboard(phone)
    phone.to(f"{agency}/")
    keys.follow("入力に進む")
    keys.type("company", "株式会社北浜精工（架空）")
    keys.type("name", "架空 花子")
    keys.type("email", "hanako@example.jp")
    choose(keys, "handling")
    phone.page.wait_for_timeout(PERSON)
    keys.follow("送る前に内容を確かめる")
    assert "まだ送っていません" in phone.page.inner_text("main")
    keys.follow("送る")
    assert "受付番号" in phone.page.inner_text("main")


def test_a_leak_is_judged(phone, agency):
    keys = Keyboard(phone)
    phone.to(f"{agency}/tools/kigen/")
    for name in ("sensitive", "property", "malicious"):
        choose(keys, name)
    keys.type("persons", "300")
    choose(keys, "whose")
    choose(keys, "shield")
    keys.type("known-text", "きのう")
    keys.follow("報告が要るか調べる")
    assert "報告が必要です" in phone.page.inner_text("main")


def test_a_quote_is_compared(phone, agency):
    keys = Keyboard(phone)
    phone.to(f"{agency}/tools/mitsumori/")
    keys.type("computers", "3")
    keys.type("price", "900万")
    choose(keys, "tax")
    keys.follow("目安と比べる")
    assert "目安より高め" in phone.page.inner_text("main")
