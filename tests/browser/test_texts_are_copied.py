"""A text that is meant for somebody else is copied whole by one press, and can be read and marked without scripts."""

from __future__ import annotations

PLACE = "/tools/kigen/?property=no&malicious=no&shield=none&sensitive=yes&persons=1&whose=held&known-text=きょう"


def test_the_button_copies_the_text_and_says_so(visit):
    opened = visit(permissions=["clipboard-read", "clipboard-write"])
    opened.to(PLACE)
    opened.page.click("text=文面をコピー")
    opened.page.wait_for_selector("text=コピーしました")
    copied = opened.page.evaluate("navigator.clipboard.readText()")
    assert copied == opened.page.text_content("[data-text]").strip()
    assert copied.startswith("件名: お預かりしている個人情報")


def test_without_scripts_the_text_stands_there_and_no_button_promises_more(visit):
    opened = visit(java_script_enabled=False)
    opened.to(PLACE)
    assert "件名: お預かりしている個人情報" in opened.page.text_content("[data-text]")
    assert opened.page.query_selector("text=文面をコピー") is None
