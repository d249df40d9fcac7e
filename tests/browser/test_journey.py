"""From the first page to the result, as people walk it: without scripts, with them, and by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.sender import MAKER

TYPED = {"sales": "５億", "persons_held": "1,200"}


def walk(opened: Any) -> None:
    """Answer the first page and every question after it, with a mouse."""
    page = opened.page
    opened.to("/")
    page.select_option("#industry", MAKER["industry"])
    page.check("input[name=employees][value='30']", force=True)
    with page.expect_navigation():
        page.click("main button[type=submit]")
    for _ in range(20):
        if "/q/" not in page.url:
            return
        answer_with_mouse(opened, opened.path.split("/")[-2])


def answer_with_mouse(opened: Any, name: str) -> None:
    page = opened.page
    opened.is_given()
    if name in TYPED:
        page.fill(f"#f-{name}", TYPED[name])
    else:
        page.check(f"input[name={name}][value='{MAKER[name]}']")
    with page.expect_navigation():
        page.click("main button[type=submit]")


@pytest.mark.parametrize("scripts", [False, pytest.param(True, marks=pytest.mark.full)])
def test_a_visitor_walks_from_the_first_page_to_the_result(visit, scripts):
    opened = visit(390, java_script_enabled=scripts)
    walk(opened)
    assert opened.path.endswith("/check/")
    assert "5億円" in opened.page.inner_text("main")
    with opened.page.expect_navigation():
        opened.page.click("text=金額を計算する")
    assert opened.path.startswith("/r/")
    assert "円" in opened.page.inner_text("main") or opened.page.inner_text("h1")


class Keyboard:
    """Presses keys and counts: a key is one action, and so is a typed value."""

    def __init__(self, page: Any) -> None:
        self.page, self.actions = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.actions += 1

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self.actions += 1

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.name || document.activeElement.id || ''"))

    def tab_to(self, name: str) -> None:
        for _ in range(12):
            if self.focused() == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} is out of reach")


def test_the_keyboard_alone_reaches_the_result_in_forty_actions(visit):
    opened = visit(1280)
    page, keys = opened.page, Keyboard(opened.page)
    opened.to("/")
    keys.tab_to("industry")
    keys.press("ArrowDown")
    keys.press("Tab", "Space", "Enter")
    page.wait_for_url("**/q/**")
    while "/q/" in page.url:
        name = opened.path.split("/")[-2]
        opened.is_given()
        assert keys.focused() == name
        if name in TYPED:
            keys.type(TYPED[name])
        else:
            keys.press("Space")
        with page.expect_navigation():
            keys.press("Enter")
    for _ in range(8):
        if page.evaluate("document.activeElement.matches('a[href=\"#compute\"]')"):
            break
        keys.press("Tab")
    keys.press("Enter", "Tab")
    with page.expect_navigation():
        keys.press("Enter")
    assert opened.path.startswith("/r/")
    assert keys.actions <= 40, keys.actions
