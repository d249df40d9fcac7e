"""Bad arguments, verbs, headers and query strings at every address: answered calmly, and nothing changes."""

from __future__ import annotations

import pytest

from tests.badinputs.corpus import FEW, HEADERS, QUERIES, TEXTS, VERBS
from tests.length import dealt
from tests.product.badinputs.addresses import ARGUMENT, EXAMPLES, ONLY_SENT_TO, SLOW, filled, read, routes
from tests.product.badinputs.conftest import digest

pytestmark = pytest.mark.django_db
WITH_ARGUMENTS = [route for route in EXAMPLES if ARGUMENT.search(route)]
CALM = {200, 202, 301, 302, 400, 403, 404, 405, 410, 413, 422, 429}


def pages() -> list[str]:
    return [route for route in EXAMPLES if not any(word in route for word in SLOW)]


def test_every_address_of_the_site_is_listed_with_examples():
    assert routes() == set(EXAMPLES)


@pytest.mark.parametrize("route", pages())
def test_every_example_leads_to_something_that_exists(attacker, tokens, route):
    assert attacker.get(filled(route, tokens)).status_code in ({405} if route in ONLY_SENT_TO else {200, 202, 302})


def bad_arguments(attacker, tokens, route, corpus) -> None:
    before = digest()
    for name in ARGUMENT.findall(route):
        for family, text in corpus:
            page = attacker.get(filled(route, tokens, **{name: text}))
            assert page.status_code in CALM, (name, family, text[:40], page.status_code)
            if "html" in page.get("Content-Type", ""):
                assert read(route, page.content.decode()).runs == [], (name, text[:40])
    assert digest() == before


@pytest.mark.short
@pytest.mark.parametrize("route", WITH_ARGUMENTS)
def test_bad_arguments_are_answered_calmly(attacker, tokens, route):
    bad_arguments(attacker, tokens, route, FEW)


@pytest.mark.full
@pytest.mark.parametrize("route", WITH_ARGUMENTS)
def test_every_bad_argument_of_the_corpus_is_answered_calmly(attacker, tokens, route):
    bad_arguments(attacker, tokens, route, dealt(TEXTS, route))


@pytest.mark.parametrize("route", pages())
def test_looking_changes_nothing_whatever_stands_in_headers_and_query(attacker, tokens, route):
    path, before = filled(route, tokens), digest()
    for query in QUERIES:
        page = attacker.get(path + query)
        assert page.status_code in CALM, (query[:40], page.status_code)
        assert not page.get("Location", "").startswith(("//", "http")), query
    for headers in HEADERS:
        page = attacker.get(path, **headers)
        assert page.status_code in CALM, headers
        assert "evil.example" not in page.content.decode("utf-8", "replace"), headers
    assert digest() == before


@pytest.mark.parametrize("route", pages())
def test_other_verbs_change_nothing(attacker, tokens, route):
    path, before = filled(route, tokens), digest()
    for verb in VERBS:
        page = attacker.generic(verb, path, b"form=1", content_type="application/x-www-form-urlencoded")
        assert page.status_code in CALM, (verb, page.status_code)
    assert digest() == before
