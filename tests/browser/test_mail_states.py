"""Every page of what leaves, in every state of a mail: nobody is hindered (axe), and every word can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.looking import at_each, cases
from tests.browser.mails import make_mails

S = "/gyomu/soshin/"
STATES = ("clean", "warned", "refused", "held", "waiting", "failed", "sent", "stopped", "secret")
PLACES = {
    "list": S,
    "list-empty": S,
    "allowed": f"{S}atesaki/",
    "allowed-empty": f"{S}atesaki/",
    "write": f"{S}kaku/{{maker}}/",
    "rewrite": f"{S}{{warned}}/kakinaosu/",
    **{state: f"{S}{{{state}}}/" for state in STATES},
}
ACTED = ("write-wrong", "allowed-wrong", "unconfirmed")
QUICK = ("list", "warned")
CASES = cases((*PLACES, *ACTED), QUICK)


@pytest.fixture(scope="session")
def made(site: str, folder: Path) -> dict[str, str]:
    return make_mails(folder)


def bring(opened, state, made):
    """Bring a page into the state, as the owner of the agency with mails or of the one without."""
    secret = made["lonely" if state.endswith("-empty") else "owner"]
    opened.page.context.add_cookies([{"name": made["cookie"], "value": secret, "url": opened.site}])
    if state == "write-wrong":
        opened.to(PLACES["write"].format(**made))
        opened.page.get_by_role("button", name="確かめる").click()
    elif state == "allowed-wrong":
        opened.to(PLACES["allowed"])
        opened.page.get_by_role("button", name="加える").click()
    elif state == "unconfirmed":
        opened.to(PLACES["warned"].format(**made))
        opened.page.locator("[name=confirm]").evaluate("box => box.removeAttribute('required')")
        opened.page.get_by_role("button", name="送る").click()
    else:
        opened.to(PLACES[state].format(**made))


@pytest.mark.parametrize(("widths", "state"), CASES)
def test_a_page_of_what_leaves_hinders_nobody_and_shows_every_word(visit, made, widths, state):
    opened = visit(widths[0])
    bring(opened, state, made)
    assert at_each(widths, opened.page) == {}
