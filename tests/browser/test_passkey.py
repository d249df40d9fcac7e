"""A passkey in a real browser, under the content policy: made at the first sign-in, then enough to sign in with."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.people import link_of_new_owner

pytestmark = pytest.mark.full


@pytest.fixture
def opened(visit: Any, site: str) -> Any:
    """The site under the name that browsers allow passkeys for, and a key that is always at hand and unlocked."""
    found = visit(width=1280)
    found.site = site.replace("127.0.0.1", "localhost")
    devtools = found.page.context.new_cdp_session(found.page)
    devtools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    return found


def test_a_passkey_is_made_and_signs_in(opened: Any, folder: Any) -> None:
    page = opened.page
    opened.to(link_of_new_owner(folder))
    page.click("button:has-text('パスキーだけで使う')")
    page.wait_for_url("**/account/setup/")
    page.click("button:has-text('パスキーを登録する')")
    page.wait_for_selector("text=予備のコードを控えてください")
    assert page.locator(".account__codes li").count() == 10
    page.click("text=控えたので、進む")
    assert opened.path == "/gyomu/"
    opened.to("/account/")
    page.click("button:has-text('サインアウト')")
    page.wait_for_url("**/account/login/")
    page.click("button:has-text('パスキーでサインイン')")
    page.wait_for_url("**/gyomu/")


def test_without_scripts_the_page_offers_the_password_alone(visit: Any) -> None:
    opened = visit(java_script_enabled=False)
    opened.to("/account/login/")
    assert not opened.page.is_visible("text=パスキーでサインイン")
    assert opened.page.is_visible("text=パスワードでサインイン")


def test_where_a_browser_knows_no_passkeys_it_offers_none(visit: Any) -> None:
    opened = visit()
    opened.to("/account/login/")  # by its number, for which browsers make no passkeys
    assert not opened.page.is_visible("text=パスキーでサインイン")
