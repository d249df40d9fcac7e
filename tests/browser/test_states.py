"""Every state of every page: nobody is hindered (axe), and every word can be read."""

from __future__ import annotations

import pytest

from tests.browser.colours import faint
from tests.browser.looking import at_each, cases
from tests.browser.states import ACTED, QUICK, STATES, Links, bring

CASES = cases(STATES, QUICK)


@pytest.fixture(scope="session")
def links(sender, draft, result, folder) -> Links:
    empty = sender.send("/shindan/", {}).split("/q/")[0]
    varied = sender.send(f"{result}vary/cash/", {"cash": "100万"}).split("#")[0]
    insured = sender.send(f"{result}vary/plan/", {"plan": "b"}).split("#")[0]
    return Links(draft, empty, result, varied, insured, folder)


@pytest.mark.parametrize(("widths", "state"), CASES)
def test_a_page_hinders_nobody_and_shows_every_word(visit, links, widths, state):
    opened = visit(widths[0])
    bring(opened, state, links)
    assert at_each(widths, opened.page) == {}


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
