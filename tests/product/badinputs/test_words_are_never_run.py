"""Whatever is typed is words: no template, no format, no command in it is carried out, and it is decoded once."""

from __future__ import annotations

from html import unescape

import pytest

from sonae.answers.models import Answer
from tests.badinputs.corpus import SUM, TEMPLATES
from tests.product.badinputs.addresses import filled

pytestmark = pytest.mark.django_db
QUESTION = "shindan/<str:token>/q/<slug:name>/"
FORMATS = ("{0}", "{}", "%s", "%(name)s", "{text!r:>999999}", "%999999d", "{0.__init__.__globals__}", "$text")
BETRAYED = ("SECRET_KEY", "root:", "<class", "__globals__': ")


def words_back(attacker, tokens, text: str) -> str:
    """What the page says to a text that is no number."""
    page = attacker.strike(filled(QUESTION, tokens), {"sales": text})
    assert page.status_code == 422
    return unescape(page.content.decode())


@pytest.mark.parametrize("text", [*TEMPLATES, *FORMATS])
def test_templates_and_formats_come_back_as_they_were_typed(attacker, tokens, text):
    told = words_back(attacker, tokens, text)
    assert text in told
    assert str(SUM) not in told
    assert not [word for word in BETRAYED if word in told and word not in text]


@pytest.mark.parametrize("typed", ["%31%30", "%2531", "&#49;&#48;", "\\u0031", "\\x31", "=31", "+ADE-", "MTA="])
def test_what_is_typed_is_decoded_once_and_then_judged(attacker, tokens, typed):
    kept = Answer.objects.filter(question="sales").count()
    assert typed in words_back(attacker, tokens, typed)
    assert Answer.objects.filter(question="sales").count() == kept


def test_wide_digits_are_made_plain_before_they_are_judged(attacker, tokens):
    assert attacker.strike(filled(QUESTION, tokens), {"sales": "１２億"}).status_code == 302
    assert Answer.objects.filter(question="sales").last().value == 1_200_000_000
    assert attacker.strike(filled(QUESTION, tokens), {"sales": "−５"}).status_code == 422


def test_a_path_is_decoded_once(attacker, tokens):
    once = attacker.get(f"/shindan/{tokens['shindan']}/q/sale%73/")
    twice = attacker.get(f"/shindan/{tokens['shindan']}/q/sale%2573/")
    assert (once.status_code, twice.status_code) == (200, 404)
