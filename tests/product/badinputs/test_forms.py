"""The corpus in every field of every form, found by reading the pages themselves."""

from __future__ import annotations

import pytest

from sonae.answers.models import Answer
from sonae.web.origin import new_token
from tests.badinputs.corpus import BIG, BODIES, FEW, NOT_OFFERED, SUM, TEXTS
from tests.length import dealt
from tests.product.badinputs.addresses import EXAMPLES, Form, filled, read
from tests.product.badinputs.conftest import digest
from tests.product.badinputs.test_addresses import CALM, pages

pytestmark = pytest.mark.django_db
NO_DELETE = "delete/"
"""The one form without a field: pressing it removes what the others need."""


def forms_on(attacker, tokens, route) -> list[Form]:
    path = filled(route, tokens)
    found = read(path, attacker.get(path).content.decode()).forms
    return [form for form in found if NO_DELETE not in form.action]


def strike_everywhere(attacker, tokens, route, corpus) -> None:
    for form in forms_on(attacker, tokens, route):
        names = [name for name, _ in form.fields if name != "form"]
        for family, text in corpus:
            page = attacker.strike(form.action, dict.fromkeys(names, text))
            assert page.status_code in {*CALM, 409}, (form.action, family, text[:40], page.status_code)
            calm(attacker, page, form.action, text)


def calm(attacker, page, where: str, text: str) -> None:
    """Nothing of what was typed runs, here or on the page that follows."""
    if page.status_code == 302:
        assert page["Location"].startswith("/"), page["Location"]
        assert not page["Location"].startswith("//")
        page = attacker.get(page["Location"])
        assert page.status_code < 500, (where, text[:40])
    if "html" not in page.get("Content-Type", ""):
        return
    told = page.content.decode()
    assert read(where, told).runs == [], (where, text[:40])
    assert str(SUM) not in told


@pytest.mark.short
@pytest.mark.parametrize("route", pages())
def test_bad_text_in_every_field_is_answered_calmly(attacker, tokens, route):
    strike_everywhere(attacker, tokens, route, FEW)


@pytest.mark.full
@pytest.mark.parametrize("route", pages())
def test_the_whole_corpus_in_every_field_is_answered_calmly(attacker, tokens, route):
    strike_everywhere(attacker, tokens, route, dealt(TEXTS, route))


def takes_forms(attacker, path: str) -> bool:
    """Whether a form sent there is judged or changes anything."""
    before = digest()
    return attacker.post(path, {"form": new_token()}).status_code == 422 or digest() != before


def test_every_address_that_takes_a_form_shows_one_somewhere(attacker, tokens):
    shown = {form.action for route in pages() for form in forms_on(attacker, tokens, route)}
    paths = [path for route in pages() if NO_DELETE not in (path := filled(route, tokens))]
    assert {path for path in paths if path not in shown and takes_forms(attacker, path)} == set()
    assert {path for path in paths if takes_forms(attacker, path)}, "the test sees no form at all"


@pytest.mark.parametrize("route", pages())
def test_fields_that_nobody_offered_are_not_taken_over(attacker, tokens, route):
    for form in forms_on(attacker, tokens, route):
        page = attacker.strike(form.action, {**NOT_OFFERED, **dict(form.fields)})
        assert page.status_code < 500
        assert "evil.example" not in page.get("Location", "")
    assert attacker.get(filled("shindan/<str:token>/check/", tokens)).status_code == 200
    assert attacker.get(filled("r/<str:token>/<int:number>/", tokens)).status_code == 200


@pytest.mark.parametrize("route", [route for route in EXAMPLES if route in pages()])
def test_bodies_that_are_no_form_are_refused_calmly(attacker, tokens, route):
    path, before = filled(route, tokens), digest()
    for kind, body in BODIES:
        page = attacker.generic("POST", path, body, content_type=kind)
        assert page.status_code in CALM, (kind, page.status_code)
    assert digest() == before


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/octet-stream"])
def test_ten_megabytes_are_refused_calmly(attacker, tokens, kind):
    path, before = filled("shindan/<str:token>/q/<slug:name>/", tokens), digest()
    page = attacker.generic("POST", path, b"sales=" + b"1" * BIG, content_type=kind)
    assert page.status_code in (400, 413)
    assert "<h1>" in page.content.decode()
    assert digest() == before


def test_one_field_given_twice_counts_once(attacker, tokens):
    path = filled("shindan/<str:token>/q/<slug:name>/", tokens)
    page = attacker.post(path, {"form": new_token(), "sales": ["1億", "<script>"]})
    assert page.status_code in (302, 422)


def test_a_form_sent_twice_counts_once_and_with_another_body_anew(attacker, tokens):
    path, token = filled("shindan/<str:token>/q/<slug:name>/", tokens), new_token()
    kept = Answer.objects.filter(question="sales")
    before = kept.count()
    for typed in ("1億", "1億", "2億", "1億"):
        assert attacker.post(path, {"form": token, "sales": typed}).status_code == 302
    assert [answer.value for answer in kept.order_by("pk")][before:] == [100_000_000, 200_000_000, 100_000_000]


def test_a_result_is_computed_anew_when_an_answer_changed_in_another_tab(attacker, tokens):
    path, token = filled("shindan/<str:token>/check/", tokens), new_token()
    first, second = (attacker.post(path, {"form": token})["Location"] for _ in range(2))
    assert first == second
    attacker.strike(filled("shindan/<str:token>/q/<slug:name>/", tokens), {"sales": "9億"})
    assert attacker.post(path, {"form": token})["Location"] != first
