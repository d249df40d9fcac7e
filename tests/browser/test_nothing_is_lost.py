"""Reload, back, double click and two tabs: nothing that was answered is lost, and nothing counts twice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.patience import PATIENCE

pytestmark = pytest.mark.full
RESULT = re.compile(r"/r/[^/]+/\d+/$")


def shown(opened, draft: str) -> str:
    opened.to(f"{draft}/check/")
    return str(opened.page.inner_text("main"))


def test_back_shows_the_answer_that_was_given_and_forward_loses_nothing(visit, sender):
    draft, opened = sender.draft({}), visit()
    opened.to(f"{draft}/q/sales/")
    opened.is_given()
    opened.page.fill("#f-sales", "3千万")
    with opened.page.expect_navigation():
        opened.page.click("main button[type=submit]")
    opened.page.go_back()
    opened.page.reload()
    assert opened.page.input_value("#f-sales") == "30,000,000"
    assert "3,000万円" in opened.page.inner_text("main")
    assert "3,000万円" in shown(opened, draft)


@pytest.mark.parametrize("kept_alive", [True, False])
def test_an_answer_corrected_after_going_back_is_the_one_that_counts(
    visit, sender, chromium_that_keeps_pages, kept_alive
):
    draft = sender.draft({})
    opened = visit(browser=chromium_that_keeps_pages if kept_alive else None)
    opened.to(f"{draft}/q/sales/")
    tokens = set()
    for typed in ("3千万", "4千万", "3千万"):
        tokens.add(opened.page.get_attribute("[name=form]", "value"))
        opened.page.fill("#f-sales", typed)
        opened.page.click("main button[type=submit]")
        opened.page.wait_for_url("**/works_by_hand/")
        opened.page.go_back(wait_until="commit")
        opened.page.wait_for_selector("#f-sales")
    assert len(tokens) == (1 if kept_alive else 3), "the browser does not behave as the test needs it"
    assert "3,000万円" in shown(opened, draft)


def test_a_page_reloaded_after_an_error_still_has_what_was_typed(visit, sender):
    draft, opened = sender.draft({}), visit()
    opened.to(f"{draft}/q/sales/")
    opened.page.fill("#f-sales", "たくさん")
    with opened.page.expect_navigation():
        opened.page.click("main button[type=submit]")
    opened.page.reload()
    assert opened.page.input_value("#f-sales") == "たくさん"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_click_computes_one_result(visit, sender, scripts):
    draft, opened = sender.draft(), visit(java_script_enabled=scripts)
    opened.to(f"{draft}/check/")
    opened.page.dblclick("#compute button")
    # the second click breaks off what the first began to load
    expect(opened.page).to_have_url(RESULT, timeout=PATIENCE * 1000)
    opened.to(f"{draft}/check/")
    assert opened.page.locator(".runs li").count() == 1


def test_the_same_form_sent_again_by_reload_adds_nothing(visit, sender):
    draft, opened = sender.draft(), visit()
    opened.to(f"{draft}/check/")
    opened.page.click("#compute button")
    opened.page.wait_for_url("**/r/**")
    first = opened.path
    opened.page.go_back()
    opened.page.click("#compute button")
    opened.page.wait_for_url("**/r/**")
    opened.page.reload()
    assert first.startswith("/r/")
    opened.to(f"{draft}/check/")
    assert opened.page.locator(".runs li").count() <= 2


def test_two_tabs_on_one_draft_keep_both_answers(visit, sender):
    draft, one, other = sender.draft({}), visit(), visit()
    one.to(f"{draft}/q/sales/")
    other.to(f"{draft}/q/persons_held/")
    one.page.fill("#f-sales", "1億")
    other.page.fill("#f-persons_held", "１，２００")
    for each in (one, other):
        with each.page.expect_navigation():
            each.page.click("main button[type=submit]")
    text = shown(one, draft)
    assert "1億円" in text
    assert "1,200" in text


def test_the_link_opens_the_same_answers_on_another_device(visit, draft):
    phone = visit(320)
    phone.to(f"{draft}/carry/")
    address = str(phone.page.inner_text(".address__a")).strip()
    other = visit(1280)
    other.page.goto(address)
    assert "5億円" in other.page.inner_text("main")


def test_a_deleted_draft_is_gone_for_everybody(visit, sender):
    draft, opened = sender.draft(), visit()
    opened.to(f"{draft}/delete/")
    with opened.page.expect_navigation():
        opened.page.click("main button[type=submit]")
    assert "消しました" in opened.page.inner_text("h1")
    assert opened.to(f"{draft}/check/").status == 410


def test_the_link_to_go_on_is_copied_where_the_browser_allows_it(visit, draft):
    opened = visit(390, permissions=["clipboard-read", "clipboard-write"])
    opened.to(f"{draft}/carry/")
    opened.page.click("main .btn:has-text('続きのリンクをコピー')")
    opened.page.wait_for_selector("text=コピーしました")
    assert opened.page.evaluate("navigator.clipboard.readText()") == f"{opened.site}{draft}/"
