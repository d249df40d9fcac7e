"""Somebody who only has keys, before a page."""

from __future__ import annotations

from typing import Any

MOST_TABS = 250
HERE = """() => {
  const here = document.activeElement, framed = here.closest('label') || here, box = framed.getBoundingClientRect();
  const ring = [here, framed].some((each) => getComputedStyle(each).outlineStyle !== 'none');
  const seen = ring && box.width > 0 && box.right <= innerWidth + 1;
  return {text: here.innerText || here.name || '', seen};
}"""


class Keyboard:
    """Somebody who only has keys."""

    def __init__(self, opened: Any) -> None:
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

    def type(self, name: str, text: str) -> None:
        """Reach a field by its name and fill it."""
        self.reach(name)
        self.page.keyboard.type(text)

    def press(self, key: str) -> None:
        """A key on what has the focus."""
        self.page.keyboard.press(key)
