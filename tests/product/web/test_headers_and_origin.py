"""Headers of every page, and who may send a form."""

from __future__ import annotations

import pytest

from sonae.web.headers import POLICY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/higai/", "/shindan/", "/about/method/", "/nothing-here/"])
def test_every_page_refuses_scripts_frames_and_strangers(visitor, path):
    page = visitor.get(path)
    assert page["Content-Security-Policy"] == POLICY
    assert (page["X-Frame-Options"], page["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert page["Referrer-Policy"] == "same-origin"
    assert not page.cookies


def test_pages_under_a_secret_link_are_neither_stored_nor_listed(visitor, link):
    page = visitor.get(f"/shindan/{link}/check/")
    assert page["Cache-Control"] == "no-store"
    assert "noindex" in page["X-Robots-Tag"]


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_ORIGIN": "null"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}],
)
def test_a_form_from_another_site_is_refused(visitor, headers):
    assert visitor.send("/shindan/", **headers).status_code == 403


@pytest.mark.parametrize("token", ["", "abc", "abc:def:ghi"])
def test_a_form_without_our_token_is_not_taken(visitor, token):
    page = visitor.post("/shindan/", {"form": token})
    assert page.status_code == 400
    assert "開き直す" in page.content.decode()
