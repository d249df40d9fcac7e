"""Words for people: short, readable, each once, and the same as in the glossary of the code."""

from __future__ import annotations

import re

import pytest

from sonae_core.packs.glossary import Term
from sonae_core.packs.library import load_library
from tests.core.packs.conftest import Workshop
from tests.repository.checkout import ROOT

TERMS = load_library().terms
ROWS = re.findall(
    r"^\| (?!日本語|-)(.+?) \| (.+?) \| `(.+?)` \|$",
    (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
each = pytest.mark.parametrize("term", TERMS.values(), ids=list(TERMS))


def test_the_glossary_of_the_code_holds_the_same_words_as_the_pack() -> None:
    ours = {(term.term, term.english, term.identifier) for term in TERMS.values() if term.identifier}
    assert set(ROWS) == ours, "change docs/reference/glossary.md and src/sonae_knowledge/glossary/ together"


@each
def test_a_definition_is_at_most_two_short_sentences(term: Term) -> None:
    assert 1 <= term.definition.count("。") <= 2
    assert len(term.definition) <= 90


@each
def test_a_definition_does_not_explain_a_word_by_itself(term: Term) -> None:
    assert not term.definition.startswith(term.term)


@each
def test_a_word_with_an_identifier_has_its_english_too(term: Term) -> None:
    assert (term.english is None) == (term.identifier is None)


def test_each_spelling_leads_to_one_word_only() -> None:
    spellings = [(spelling, term.id) for term in TERMS.values() for spelling in {*term.spellings}]
    assert len({spelling for spelling, _ in spellings}) == len(spellings)


def test_a_word_is_found_without_what_stands_in_brackets() -> None:
    assert TERMS["retention"].spellings == ("免責金額",)
    assert "BCP" in TERMS["bcp"].spellings


def test_words_people_meet_in_answers_are_told() -> None:
    words = "".join(term.term for term in TERMS.values())
    for word in ("免責金額", "支払限度額", "待機時間", "中央値", "速報", "確報", "フォレンジック", "多要素認証", "VPN"):
        assert word in words


def test_a_third_sentence_is_refused(packs: Workshop) -> None:
    packs.edit("glossary/words.yaml", "definition: 保険会社に払う代金です。", "definition: あ。い。う。")
    assert "2文まで" in packs.only().problem


def test_a_reading_with_kanji_is_refused(packs: Workshop) -> None:
    packs.edit("glossary/words.yaml", "reading: ほけんりょう", "reading: 保険りょう")
    assert "ひらがな" in packs.only().problem


def test_a_word_that_leads_nowhere_is_refused_with_the_nearest(packs: Workshop) -> None:
    packs.edit("glossary/words.yaml", "see: [entrustor]", "see: [entruster]")
    assert "entrustor" in packs.only().remedy


def test_one_word_cannot_stand_twice(packs: Workshop) -> None:
    packs.append(
        "glossary/words.yaml", "  - {id: premium2, term: 保険料, reading: ほけんりょう, definition: 代金です。}\n"
    )
    assert "同じ言葉" in packs.only().problem


def test_a_file_of_words_says_when_it_was_looked_through(packs: Workshop) -> None:
    packs.edit("glossary/words.yaml", "reviewed: 2026-11-24\n", "")
    assert packs.only().problem == "見直した日がありません"
