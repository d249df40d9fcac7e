"""Every page of signing in and of one's own account, at three widths: nobody is hindered, every word can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.looking import WIDTHS, at_each
from tests.browser.people import link_of_new_owner
from tests.browser.test_passkey import opened  # noqa: F401 (a fixture)

pytestmark = pytest.mark.full
OWN = ("/account/", "/account/setup/", "/account/app/", "/account/password/", "/account/fresh/", "/account/choose/")


def test_no_page_hinders_anybody(opened: Any, folder: Any) -> None:  # noqa: F811 (the fixture)
    found = {}
    for name in walk(opened, link_of_new_owner(folder)):
        found[name] = at_each(WIDTHS, opened.page)
    assert len(found) > 12
    assert {place: what for place, what in found.items() if what} == {}


def walk(opened: Any, link: str) -> Iterator[str]:  # noqa: F811
    page = opened.page
    for path in ("/account/login/", "/account/reset/", "/account/reset/sent/", "/account/link/over/", link):
        opened.to(path)
        yield path.replace(link, "link")
    opened.to("/account/login/")
    page.fill("#f-email", "nobody@example.jp")
    page.fill("#f-password", "x")
    press(page, "パスワードでサインイン")
    yield "a wrong password"
    opened.to(link)
    page.fill("#f-password", "password1234")
    press(page, "このパスワードにする")
    yield "a weak password"
    press(page, "パスキーだけで使う")
    yield "setup"
    press(page, "パスキーを登録する")
    yield "codes"
    for path in OWN:
        opened.to(path)
        yield path


def press(page: Any, words: str) -> None:
    with page.expect_navigation():
        page.click(f"button:has-text('{words}')")
