"""The glossary: every word of the packs once, in the order of its reading, leading on to its neighbours."""

from __future__ import annotations

import re

import pytest

from sonae.public.reading.glossary import plain_kana, rows
from sonae_core.packs.library import load_library

TERMS = load_library().terms


def test_every_word_stands_in_one_row() -> None:
    shown = [word.term.id for row in rows() for word in row.words]
    assert sorted(shown) == sorted(TERMS)


def test_words_stand_in_the_order_of_their_readings() -> None:
    readings = [plain_kana(word.term.reading) for row in rows() for word in row.words]
    assert readings == sorted(readings)


@pytest.mark.parametrize(
    ("reading", "plain"),
    [("ばっくあっぷ", "はつくあつふ"), ("さーばー", "さは"), ("そくほう・かくほう", "そくほうかくほう")],
)
def test_order_leaves_out_what_a_dictionary_leaves_out(reading: str, plain: str) -> None:
    assert plain_kana(reading) == plain


def test_a_word_leads_to_those_that_point_to_it() -> None:
    words = {word.term.id: word for row in rows() for word in row.words}
    assert "report" not in {term.id for term in words["report"].near}
    for word in words.values():
        for other in word.term.see:
            assert other in {term.id for term in word.near}
            assert word.term.id in {term.id for term in words[other].near}


@pytest.mark.django_db
def test_every_link_of_the_page_has_its_place(visitor) -> None:
    page = visitor.get("/yougo/").content.decode()
    places = set(re.findall(r'id="([^"]+)"', page))
    links = re.findall(r'href="#([^"]+)"', page)
    assert len(links) > 30
    assert set(links) <= places
    assert all(f"w-{name}" in places for name in TERMS)
