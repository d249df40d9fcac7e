"""Every state of every page: nobody is hindered (axe), and every word can be read."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.colours import faint
from tests.browser.seeing import flaws
from tests.browser.states import ACTED, QUICK, STATES, Links, bring

WIDTHS = (320, 390, 1280)
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
CASES = [
    pytest.param(width, state, marks=[] if width == WIDTHS[1] and state in QUICK else pytest.mark.full)
    for width in WIDTHS
    for state in STATES
]


@pytest.fixture(scope="session")
def links(sender, draft, result, folder) -> Links:
    empty = sender.send("/shindan/", {}).split("/q/")[0]
    varied = sender.send(f"{result}vary/cash/", {"cash": "100万"}).split("#")[0]
    insured = sender.send(f"{result}vary/plan/", {"plan": "b"}).split("#")[0]
    return Links(draft, empty, result, varied, insured, folder)


@pytest.mark.parametrize(("width", "state"), CASES)
def test_a_page_hinders_nobody_and_shows_every_word(visit, links, width, state):
    opened = visit(width)
    bring(opened, state, links)
    found = Axe().run(opened.page, options=RULES).response["violations"]
    hindrances = [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]
    assert hindrances + flaws(opened.page) == []


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["first", "choices-filled", "number-error", "check", "emergency", "steps", "result"])
def test_text_stays_readable_in_forced_colours(visit, links, state, scheme):
    opened, blank = visit(390, forced_colors="active", color_scheme=scheme), visit()
    bring(opened, state, links)
    assert faint(opened.page, blank.page) == []


def test_every_acted_state_has_a_name_of_its_own():
    assert len(set(STATES)) == len(STATES)
    assert set(ACTED) <= set(STATES)
