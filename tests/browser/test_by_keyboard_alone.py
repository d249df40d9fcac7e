"""Why, 「うちは違う」, comparing, taking away: on a phone, without scripts, with nothing but the keyboard."""

from __future__ import annotations

import pytest

from tests.browser.keyboard import Keyboard


@pytest.fixture
def phone(visit):
    return visit(390, java_script_enabled=False)


@pytest.mark.full
def test_an_assumption_is_found_replaced_and_its_effect_compared(phone, result):
    keys = Keyboard(phone)
    phone.to(result)
    keys.follow("なぜこの金額")
    keys.reach("くわしく")
    phone.page.keyboard.press("Enter")
    assert phone.page.locator("main details[open]").count() == 1
    keys.follow("うちは違う")
    assert "うちは違う" in phone.page.title()
    keys.reach("value")
    phone.page.keyboard.type("たくさん")
    with phone.page.expect_navigation():
        phone.page.keyboard.press("Enter")
    assert phone.page.title().startswith("エラー: ")
    keys.reach("value")
    phone.page.keyboard.press("Control+A")
    phone.page.keyboard.type("200万")
    with phone.page.expect_navigation():
        phone.page.keyboard.press("Enter")
    keys.follow("何がどれだけ動いたかを見る")
    assert phone.page.locator("h2", has_text="どこが動いたか").count() == 1
    keys.follow("へ戻る")


@pytest.mark.full
@pytest.mark.parametrize("title", ["結論1枚", "表計算", "表（CSV）", "計算結果（JSON）"])
def test_everything_can_be_taken_away(phone, result, title):
    keys = Keyboard(phone)
    phone.to(result)
    keys.reach(title)
    with phone.page.expect_download() as taken:
        phone.page.keyboard.press("Enter")
    assert taken.value.suggested_filename.startswith("サイバー試算")
    assert phone.path == result
