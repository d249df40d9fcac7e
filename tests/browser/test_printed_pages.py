"""What is printed is whole: nothing cut off, no words over words, no heading without its part."""

from __future__ import annotations

import pytest

from tests.browser.printing import Words, cut_off, flaws, sheets
from tests.browser.states import PLACES

ON_PAPER = (
    *("first", "emergency", "steps", "incidents-sized", "incident-sized", "incident-ticked", "duty-check-report"),
    *("duties-chosen", "interruption-filled", "quote-check-filled", "cover", "cover-one", "nicter", "cases"),
    *("case-scaled", "directives-done", "qa", "qa-one-figures", "glossary", "news-one", "search-found", "privacy"),
)
"""Pages that people print: every kind of the site with its answer."""
QUICK = ("cover-one",)
CASES = (*QUICK, *(pytest.param(state, marks=pytest.mark.full) for state in ON_PAPER if state not in QUICK))


@pytest.mark.parametrize("state", CASES)
def test_a_page_is_whole_on_paper(visit, state):
    opened = visit(1280)
    opened.to(PLACES[state])
    assert cut_off(opened.page) == []
    assert list(flaws(sheets(opened.page))) == []


@pytest.mark.full
def test_a_result_is_whole_on_paper(visit, result):
    opened = visit(1280)
    opened.to(result)
    assert cut_off(opened.page) == []
    assert list(flaws(sheets(opened.page))) == []


def test_words_that_were_pushed_over_others_are_found(visit):
    opened = visit(1280)
    opened.to("/about/privacy/")
    opened.page.evaluate("document.querySelectorAll('main p')[2].style.marginBlockStart = '-3em'")
    assert any(" over " in flaw for flaw in flaws(sheets(opened.page)))


@pytest.mark.parametrize("overflow", ["auto", "visible"])
def test_a_table_that_is_too_wide_is_found(visit, overflow):
    opened = visit(1280)
    opened.to("/hoken/")
    opened.page.evaluate(f"document.querySelector('.cover-marks').style.overflowX = '{overflow}'")
    opened.page.evaluate("document.querySelector('.cover-marks table').style.minInlineSize = '60rem'")
    assert cut_off(opened.page) != []


def test_a_heading_at_the_foot_and_a_line_alone_are_found():
    text, heading = Words(45, 700, 10.5, "本文です"), Words(45, 80, 13, "次の見出し")
    assert list(flaws([[text, heading], [text]])) == [
        "1: ends with the heading 「次の見出し」",
        "2: holds 「本文です」 alone",
    ]
