"""Every page of the desk, full and empty: nobody is hindered (axe), and every word can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.agencies import make_desk
from tests.browser.looking import at_each, cases
from tests.browser.printing import cut_off, flaws, sheets

PLACES = {
    "today": "/gyomu/",
    "list": "/gyomu/okyakusama/",
    "list-none": "/gyomu/okyakusama/?q=zzz",
    "deleted": "/gyomu/okyakusama/?deleted=1",
    "new": "/gyomu/okyakusama/new/",
    "company": "/gyomu/okyakusama/{maker}/",
    "company-begun": "/gyomu/okyakusama/{begun}/",
    "company-looks": "/gyomu/okyakusama/{maker}/?show=looks",
    "edit": "/gyomu/okyakusama/{maker}/edit/",
    "contact": "/gyomu/okyakusama/{maker}/contacts/new/",
    "policy-new": "/gyomu/okyakusama/{maker}/keiyaku/new/",
    "policy": "/gyomu/okyakusama/{maker}/keiyaku/{policy}/",
    "policy-remove": "/gyomu/okyakusama/{maker}/keiyaku/{policy}/remove/",
    "who": "/gyomu/okyakusama/{maker}/who/",
    "delete": "/gyomu/okyakusama/{maker}/delete/",
    "hand-over": "/gyomu/okyakusama/{maker}/hikitsugi/",
    "export": "/gyomu/okyakusama/export/",
    "compare": "/gyomu/okyakusama/{maker}/kuraberu/{first}/{last}/",
    "result": "/r/{draft}/1/",
    "check": "/shindan/{draft}/check/",
}
EMPTY = {"today-empty": "/gyomu/", "list-empty": "/gyomu/okyakusama/", "deleted-empty": "/gyomu/okyakusama/?deleted=1"}
ACTED = ("new-wrong", "hand-over-sure", "hand-over-wrong")
QUICK = ("today", "company", "list", "new-wrong")
CASES = cases((*PLACES, *EMPTY, *ACTED), QUICK)


@pytest.fixture(scope="session")
def made(site: str, folder: Path) -> dict[str, str]:
    return make_desk(folder)


def bring(opened, state, made):
    """Bring a page into the state, as the owner of the agency with customers or of the one without."""
    secret = made["lonely" if state in EMPTY else "owner"]
    opened.page.context.add_cookies([{"name": made["cookie"], "value": secret, "url": opened.site}])
    if state == "new-wrong":
        opened.to(PLACES["new"])
        opened.page.fill("#f-postcode", "12")
        opened.page.get_by_role("button", name="登録する").click()
    elif state.startswith("hand-over-"):
        opened.to(PLACES["hand-over"].format(**made))
        opened.page.fill("#f-link", made["link"] if state.endswith("sure") else "ちがう")
        opened.page.get_by_role("button", name="だれの診断かを見る").click()
    else:
        opened.to((PLACES | EMPTY)[state].format(**made))


@pytest.mark.parametrize(("widths", "state"), CASES)
def test_a_page_of_the_desk_hinders_nobody_and_shows_every_word(visit, made, widths, state):
    opened = visit(widths[0])
    bring(opened, state, made)
    assert at_each(widths, opened.page) == {}


def test_a_company_is_whole_on_paper(visit, made):
    opened = visit(1280)
    bring(opened, "company", made)
    assert cut_off(opened.page) == []
    days = {text for text in opened.page.locator(".thread > .day").all_inner_texts() if text}
    assert days
    printed = sheets(opened.page)
    assert list(flaws(printed)) == []
    assert "これまで" in {one.text for one in printed[0]}, "a first sheet for next to nothing"
    feet = [sheet[-1].text for sheet in printed if sheet]
    assert not [foot for foot in feet if any(foot.startswith(day[:8]) for day in days)], "a day without what came of it"
    assert not [one.text for sheet in printed for one in sheet if one.text == "登録"], "nobody presses on paper"
