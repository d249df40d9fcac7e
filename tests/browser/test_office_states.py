"""Settings, members, grants, invitations, an agency's own page and the operator's: axe, and every word can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.looking import at_each, cases
from tests.browser.offices import make_office

S = "/gyomu/settei/"
PLACES = {
    "settings": ("owner", S),
    "settings-begun": ("shy", S),
    "identity": ("owner", f"{S}kaisha/?saved=1"),
    "insurers": ("owner", f"{S}hoken/"),
    "privacy": ("owner", f"{S}kojin/"),
    "brand": ("owner", f"{S}brand/"),
    "sender": ("owner", f"{S}sashidashi/"),
    "retention": ("owner", f"{S}hozon/"),
    "approval": ("owner", f"{S}shonin/"),
    "offices": ("owner", f"{S}kyoten/"),
    "office": ("owner", f"{S}kyoten/{{office}}/"),
    "members": ("owner", f"{S}members/"),
    "members-alone": ("shy", f"{S}members/?sent=1"),
    "invite": ("owner", f"{S}members/maneku/"),
    "invite-client": ("owner", f"{S}members/maneku/?company={{company}}"),
    "member": ("owner", f"{S}members/{{member}}/"),
    "oneself": ("owner", f"{S}members/{{me}}/"),
    "grants": ("owner", f"{S}miseru/"),
    "grants-none": ("shy", f"{S}miseru/"),
    "give": ("owner", "/gyomu/okyakusama/{company}/miseru/"),
    "support": ("owner", f"{S}miseru/unei/"),
    "shared": ("guest", "/gyomu/kyoyu/"),
    "shared-none": ("shy", "/gyomu/kyoyu/"),
    "introduced": ("owner", f"{S}hito/"),
    "introduced-none": ("shy", f"{S}hito/"),
    "introduce": ("owner", f"{S}hito/kuwaeru/"),
    "introduced-one": ("owner", f"{S}hito/{{person}}/"),
    "house": ("", "/a/minato-office/"),
    "house-about": ("", "/a/minato-office/dairiten/"),
    "invited": ("", "/shotai/{fresh}/"),
    "invited-late": ("", "/shotai/{late}/"),
    "invited-known": ("", "/shotai/{known}/"),
    "invited-signed-in": ("guest", "/shotai/{known}/"),
    "invited-other": ("shy", "/shotai/{fresh}/"),
    "operator": ("boss", "/unei/"),
    "operator-new": ("boss", "/unei/dairiten/"),
    "operator-agency": ("boss", "/unei/dairiten/minato-office/"),
    "operator-health": ("boss", "/unei/jotai/"),
}
PRESSED = {
    "identity-wrong": ("owner", f"{S}kaisha/", {"phone": "でんわ"}, "保存する"),
    "brand-wrong": ("owner", f"{S}brand/", {"brand_colour": "#7b7f84"}, "保存する"),
    "invite-wrong": ("owner", f"{S}members/maneku/", {"email": "x"}, "招待を送る"),
    "introduce-wrong": ("owner", f"{S}hito/kuwaeru/", {"career": "むかし"}, "保存する"),
    "give-wrong": ("owner", "/gyomu/okyakusama/{company}/miseru/", {"reason": ""}, "見せる"),
    "invited-wrong": ("", "/shotai/{fresh}/", {"password": "123"}, "この名前とパスワードで始める"),
    "operator-wrong": ("boss", "/unei/dairiten/", {"slug": "あ"}, "作って招待を送る"),
    "close-wrong": ("boss", "/unei/dairiten/minato-office/", {"confirm": "ちがう"}, "この代理店を閉じる"),
}
"""Who, where, what they type, and what they press."""
QUICK = ("settings-begun", "members", "grants", "house", "invited", "give-wrong", "operator")
CASES = cases((*PLACES, *PRESSED), QUICK)


@pytest.fixture(scope="session")
def made(site: str, folder: Path) -> dict[str, str]:
    return make_office(folder)


def bring(opened, state, made):
    who, where, *more = (PLACES | PRESSED)[state]
    if who:
        opened.page.context.add_cookies([{"name": made["cookie"], "value": made[who], "url": opened.site}])
    opened.to(where.format(**made))
    if more:
        typed, words = more
        for name, text in typed.items():
            opened.page.fill(f"#f-{name}", text)
        with opened.page.expect_navigation():
            opened.page.get_by_role("button", name=words, exact=True).click()


@pytest.mark.parametrize(("widths", "state"), CASES)
def test_a_page_hinders_nobody_and_shows_every_word(visit, made, widths, state):
    opened = visit(widths[0])
    bring(opened, state, made)
    assert at_each(widths, opened.page) == {}
