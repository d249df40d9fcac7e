"""「next」 leads to a page of ours or to none: addresses that browsers read otherwise than they look."""

from __future__ import annotations

import pytest

from tests.product.accounts.conftest import ask_reset, code_now, give_password, mails

pytestmark = pytest.mark.django_db

ELSEWHERE = (
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\x00//evil.example",
    "https://evil.example",
    "http:evil.example",
    "https:/evil.example",
    "hTTps://evil.example",
    "//evil.example\\@testserver",
    "//testserver@evil.example",
    "http://testserver/gyomu/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "evil.example",
    "?next=//evil.example",
    "／／evil.example",
    "/" + "x" * 600,
    "/gyomu/\r\nSet-Cookie: x=1",
    "/\u2028/evil.example",
)


@pytest.mark.parametrize("given", ELSEWHERE, ids=repr)
def test_no_step_of_signing_in_leads_elsewhere(visitor, with_app, given):
    first = give_password(visitor, with_app, next=given)
    assert first["Location"] == "/account/second/"
    last = visitor.send("/account/second/", {"code": code_now(), "next": given})
    assert last["Location"] == "/gyomu/"


@pytest.mark.parametrize("given", ELSEWHERE, ids=repr)
def test_no_page_repeats_such_an_address(visitor, given):
    page = visitor.get("/account/login/", {"next": given})
    assert 'name="next"' not in page.content.decode()


@pytest.mark.parametrize("given", ["/gyomu/", "/gyomu/?q=%E3%81%82&page=2", "/account/#ways", "/%2f/evil.example"])
def test_pages_of_ours_are_remembered(visitor, with_app, given):
    give_password(visitor, with_app, next=given)
    assert visitor.send("/account/second/", {"code": code_now(), "next": given})["Location"] == given


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil", "testserver:x", "a b"])
def test_a_request_under_another_name_is_refused_and_mails_nothing(visitor, person, host):
    assert ask_reset(visitor, person.email, HTTP_HOST=host).status_code == 400
    assert visitor.get("/account/login/", HTTP_HOST=host).status_code == 400
    assert mails() == []


def test_a_mailed_link_leads_to_the_sites_own_name_whatever_a_request_called_it(visitor, person, settings):
    settings.HTTPS, settings.ALLOWED_HOSTS = True, ["sonae.example", "*"]
    ask_reset(visitor, person.email, HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil")
    assert "https://sonae.example/account/link/" in mails("reset")[0].text
    assert "evil" not in mails("reset")[0].text


@pytest.mark.parametrize("path", ["/account/login/", "/account/login/passkey/", "/account/second/", "/account/logout/"])
@pytest.mark.parametrize("headers", [{"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}])
def test_another_site_signs_nobody_in_or_out(visitor, with_app, path, headers):
    give_password(visitor, with_app)
    page = visitor.send(path, {"email": with_app.email, "password": "x", "code": code_now()}, **headers)
    assert page.status_code == 403
    assert not page.cookies
