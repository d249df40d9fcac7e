"""Whatever is typed into the small calculators: an answer or one sentence, nothing that runs or is stored."""

from __future__ import annotations

import pytest

from sonae.public.tools import quotes, stops
from tests.badinputs.corpus import FEW, TEXTS
from tests.length import dealt
from tests.product.badinputs.addresses import read
from tests.product.badinputs.conftest import digest

pytestmark = pytest.mark.django_db
LEAK = {
    "entity": "business", "sensitive": "yes", "property": "no", "malicious": "unknown", "persons": "1",
    "persons-unknown": "", "whose": "unknown", "shield": "none", "known": "2026-11-20", "known-text": "",
}  # fmt: skip
STOP = {
    "profit": "1億",
    "costs": "1億",
    "per": "year",
    "days": "3",
    "part": "100",
    "wait": "12",
    "sales": "",
    "industry": "",
}
QUOTE = {"computers": "1", "servers": "1", "price": "100万", "tax": "in"}
ASKED = [
    ("/tools/kigen/", LEAK),
    ("/tools/kigen/calendar.ics", LEAK),
    ("/tools/todokede/", {"type": "medical"}),
    ("/tools/teishi/", STOP),
    ("/tools/mitsumori/", QUOTE),
]
EVERY = [pytest.param(path, asked, name, id=f"{path}{name}") for path, asked in ASKED for name in asked]
PLACES = [str(each.id) for each in EVERY]


def ask_badly(attacker, path, asked, name, corpus) -> None:
    before = digest()
    for family, text in corpus:
        page = attacker.get(path, {**asked, name: text.encode("utf-8", "replace").decode()})
        assert page.status_code in {200, 302, 422}, (family, text[:40], page.status_code)
        if "html" in page.get("Content-Type", ""):
            assert read(path, page.content.decode()).runs == [], text[:40]
        assert page.get("Location", path).startswith("/tools/")
    assert digest() == before


@pytest.mark.short
@pytest.mark.parametrize(("path", "asked", "name"), EVERY)
def test_a_bad_value_is_answered_calmly(attacker, path, asked, name):
    ask_badly(attacker, path, asked, name, FEW)


@pytest.mark.full
@pytest.mark.parametrize(("path", "asked", "name"), EVERY)
def test_every_bad_value_of_the_corpus_is_answered_calmly(attacker, path, asked, name):
    ask_badly(attacker, path, asked, name, dealt(TEXTS, path + name))


def test_the_examples_name_every_field():
    assert set(STOP) == set(stops.NAMES)
    assert set(QUOTE) == set(quotes.NAMES)
