"""Whatever is answered (pages, files, refusals, ways on), it carries every header, its kind, and nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from sonae.web.headers import POLICY
from tests.product.badinputs.addresses import EXAMPLES

pytestmark = pytest.mark.django_db
DIRECTIVES = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
FETCHED = ("script-src", "style-src", "img-src", "font-src", "connect-src")
OPEN_PLACES = [f"/{route}" for route in EXAMPLES if "<" not in route]
TEXT = re.compile(r"(text/\S+|application/(?:json|(?:rss\+)?xml)|image/svg\+xml)(; charset=utf-8)?")


def answers(link: str) -> Iterator[tuple[str, Any]]:
    """One answer of every kind."""
    client = Client(raise_request_exception=False)
    for place in (*OPEN_PLACES, f"/shindan/{link}/", f"/shindan/{link}/check/", "/nothing/", "/shindan/x/check/"):
        yield place, client.get(place, HTTP_ORIGIN="https://elsewhere.example")
    yield "another verb", client.put("/")
    yield "no token", client.post("/shindan/", {})
    yield "from elsewhere", client.post("/shindan/", {}, HTTP_ORIGIN="https://elsewhere.example")
    yield "too large", client.generic("POST", "/shindan/", b"", CONTENT_LENGTH="99999999")
    yield "another host", client.get("/", HTTP_HOST="elsewhere.example")


def test_every_kind_of_answer_carries_every_header(link, settings):
    seen = set()
    for name, page in answers(link):
        seen.add(page.status_code)
        assert page["Content-Security-Policy"] == POLICY, name
        assert page["X-Content-Type-Options"] == "nosniff", name
        assert page["Referrer-Policy"] == "same-origin", name
        assert page["Cross-Origin-Opener-Policy"] == "same-origin", name
        assert page["Cross-Origin-Resource-Policy"] == "same-origin", name
    assert seen >= {200, 302, 400, 403, 404, 405, 410, 413}


def test_a_wrong_name_behind_https_is_refused_with_the_headers_too(settings):
    settings.SECURE_SSL_REDIRECT = True
    page = Client(raise_request_exception=False).get("/", HTTP_HOST="elsewhere.example")
    assert page.status_code == 400
    assert page["Content-Security-Policy"] == POLICY
    assert page["X-Content-Type-Options"] == "nosniff"


def test_the_policy_allows_our_own_files_and_nothing_else():
    assert DIRECTIVES["default-src"] == "'none'", "what is not named below, objects too, may not be loaded"
    assert {DIRECTIVES[name] for name in FETCHED} == {"'self'"}
    assert DIRECTIVES["base-uri"] == DIRECTIVES["frame-ancestors"] == "'none'"
    assert "unsafe" not in POLICY
    assert "*" not in POLICY


def test_no_answer_lets_another_site_read_it(link):
    for name, page in answers(link):
        assert not [header for header in page.headers if header.lower().startswith("access-control")], name


def test_no_answer_names_a_program_or_its_version(link):
    for name, page in answers(link):
        told = " ".join(f"{header}: {value}" for header, value in page.headers.items())
        assert not re.search(r"(?i)django|python|granian|whitenoise|x-powered-by", told), name
        assert not re.search(r"(?i)django[/ ]\d|python[/ ]\d|granian", page.content.decode("utf-8", "replace")), name


def test_every_answer_with_a_body_says_what_it_is_and_texts_say_utf_8(link):
    for name, page in answers(link):
        if not page.content:
            continue
        kind = TEXT.fullmatch(page["Content-Type"])
        assert kind, (name, page["Content-Type"])
        assert kind[2] or kind[1] == "application/json", name
        page.content.decode()


def test_a_stylesheet_is_sent_to_our_pages_only(tmp_path, settings):
    (tmp_path / "a.css").write_text("body{}", encoding="utf-8")
    settings.STATIC_ROOT = str(tmp_path)
    page = Client().get("/static/a.css", HTTP_ORIGIN="https://elsewhere.example")
    assert page.getvalue() == b"body{}"
    assert (page.status_code, page["Content-Type"]) == (200, 'text/css; charset="utf-8"')
    assert page["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in page
