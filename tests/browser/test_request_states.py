"""The pages of requests and of the newsletter: axe, and every word can be read; the form helps whoever types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.looking import at_each, cases
from tests.patience import PATIENCE

HERE = "/a/nagisa-shiryo"
PLACES = {
    "form": "/shiryo/",
    "form-question": "/shiryo/?nani=question",
    "form-call": "/shiryo/?nani=call",
    "receipt": "/shiryo/uketsuke/{receipt}/",
    "documents": "/shiryo/{download}/",
    "documents-gone": "/shiryo/nothing/",
    "news": "/oshirase/mail/",
    "news-sent": "/oshirase/mail/sent/",
    "news-begun": "/oshirase/mail/begun/",
    "news-confirm": "/oshirase/mail/ok/{news-confirm}/",
    "news-stop": "/oshirase/mail/stop/{news-stop}/",
}
FILLED = {"company": "株式会社北浜精工（架空）", "name": "架空 花子", "email": "hanako@example.jp"}


def _filled(page: Any) -> None:
    for name, text in FILLED.items():
        page.fill(f"#f-{name}", text)
    page.check("#f-handling")


def _press(page: Any, words: str) -> None:
    with page.expect_navigation():
        page.click(f"main button:text-is('{words}')")


def _errors(page: Any) -> None:
    page.fill("#f-email", "hanako")
    page.click("#more summary")
    page.fill("#f-corporate_number", "123")
    _press(page, "送る")


def _check(page: Any) -> None:
    _filled(page)
    _press(page, "送る前に内容を確かめる")


def _question(page: Any) -> None:
    _filled(page)
    _press(page, "送る")


def _unfolded(page: Any) -> None:
    page.click("#more summary")


ACTED = {"form-errors": _errors, "form-check": _check, "form-one-question": _question, "form-unfolded": _unfolded}
QUICK = ("form", "form-errors", "receipt", "documents")
CASES = cases((*PLACES, *ACTED), QUICK)


def opened_at(visit: Any, of_a_visitor: dict[str, str], state: str, width: int = 390, **more: Any) -> Any:
    path = PLACES.get(state, "/shiryo/")
    for name, secret in of_a_visitor.items():
        path = path.replace(f"{{{name}}}", secret)
    opened = visit(width, **more)
    opened.to(HERE + path)
    if state in ACTED:
        ACTED[state](opened.page)
    return opened


@pytest.mark.parametrize(("widths", "state"), CASES)
def test_a_page_hinders_nobody_and_shows_every_word(visit, of_a_visitor, widths, state):
    opened = opened_at(visit, of_a_visitor, state, widths[0])
    assert at_each(widths, opened.page) == {}


def test_the_reading_of_a_name_is_taken_from_the_keyboard_and_can_be_changed(visit, of_a_visitor):
    page = opened_at(visit, of_a_visitor, "form").page
    composed = """([text, kanji]) => {
      const name = document.getElementById("f-name");
      const send = (kind, data) => name.dispatchEvent(new CompositionEvent(kind, {data}));
      send("compositionstart", ""); send("compositionupdate", text); send("compositionupdate", kanji);
      name.value += kanji; send("compositionend", kanji);
    }"""
    page.evaluate(composed, ["かくう", "架空"])
    assert page.input_value("#f-kana") == "カクウ"
    page.fill("#f-kana", "カクー")
    page.evaluate(composed, ["はなこ", "花子"])
    assert page.input_value("#f-kana") == "カクー"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_postcode_brings_its_address(visit, of_a_visitor, scripts):
    page = opened_at(visit, of_a_visitor, "form", java_script_enabled=scripts).page
    page.click("#more summary")
    page.fill("#f-postcode", "１０５−００１１")
    page.click("[data-postcode]")
    page.wait_for_selector("#address-told:has-text('住所')")
    assert page.input_value("#f-address") == "東京都港区芝公園"


def test_a_press_saves_the_document(visit, of_a_visitor):
    page = opened_at(visit, of_a_visitor, "documents").page
    with page.expect_download(timeout=PATIENCE * 1000) as saved:
        page.click("main form button >> nth=0")
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF")
