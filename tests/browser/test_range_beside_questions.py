"""The range beside a question comes after the page, moves nothing, and is there without scripts too."""

from __future__ import annotations

import pytest

FILLED = "#range svg"
_SHIFTS = """
new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => told(sum), 200);
})
"""


@pytest.fixture
def question(draft):
    """A question of a draft with all answers."""
    return f"{draft}/q/works_by_hand/"


def test_the_range_appears_beside_the_question(visit, question):
    opened = visit(1280)
    opened.to(question)
    opened.page.wait_for_selector(FILLED)
    side, form = (opened.page.locator(each).bounding_box() for each in (".quiz__side", "form"))
    assert side["x"] > form["x"] + form["width"]
    assert "いま" in opened.page.inner_text(".quiz__now")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_telephone_it_is_words_below_the_answers(visit, question, width):
    opened = visit(width)
    opened.to(question)
    opened.page.wait_for_selector(FILLED, state="attached")
    assert not opened.page.is_visible(FILLED)
    side, form = (opened.page.locator(each).bounding_box() for each in (".quiz__side", "form"))
    assert side["y"] >= form["y"] + form["height"]
    assert side["height"] <= 250


@pytest.mark.parametrize("size", [(1280, 2000), (960, 2000), (390, 2000), (320, 2000)])
def test_nothing_moves_when_it_arrives(visit, question, size):
    opened = visit(size[0])
    opened.page.set_viewport_size({"width": size[0], "height": size[1]})
    opened.to(question)
    opened.page.wait_for_selector(FILLED, state="attached")
    assert opened.page.evaluate(_SHIFTS) <= 0.002


def test_without_scripts_a_link_leads_to_it_and_back(visit, question):
    opened = visit(390, java_script_enabled=False)
    opened.to(question)
    opened.page.click("text=幅の数字と説明")
    assert opened.path.endswith("/range/")
    assert opened.page.is_visible("[data-part] svg")
    opened.page.click("text=戻る")
    assert not opened.path.endswith("/range/")


def test_a_range_that_cannot_be_fetched_leaves_the_question_as_it_is(visit, question):
    opened = visit(1280)
    opened.page.route("**/range/", lambda route: route.fulfill(status=503, body=""))
    with opened.page.expect_response("**/range/"):
        opened.to(question)
    assert opened.page.is_visible("text=幅の数字と説明")
    assert opened.page.is_visible("button[type=submit]")
    assert not opened.page.query_selector(FILLED)
