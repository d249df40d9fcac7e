"""Why, 「うちは違う」, comparing, taking away: on a phone, without scripts, with nothing but the keyboard."""

from __future__ import annotations

import pytest

MOST_TABS = 250
HERE = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const seen = getComputedStyle(here).outlineStyle !== 'none' && box.width > 0 && box.right <= innerWidth + 1;
  return {text: here.innerText || here.name || '', seen};
}"""


class Keyboard:
    """Somebody who only has keys."""

    def __init__(self, opened) -> None:
        self.page = opened.page

    def reach(self, text: str) -> None:
        """Tab until the focus is on that text, and visibly so."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(HERE)
            if text in here["text"]:
                assert here["seen"], f"the focus on {text} cannot be seen"
                return
        raise AssertionError(f"no way to {text} by keyboard")

    def follow(self, text: str) -> None:
        """Reach a link and press Enter."""
        self.reach(text)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


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
