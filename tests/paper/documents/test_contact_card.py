"""The contact card is one sheet, whatever was typed: cards to cut, what is empty as lines, the same bytes twice."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from sonae_core.packs.library import load_library
from sonae_paper.documents.contact_card import (
    LEAST_PEOPLE,
    MOST_COMPANY,
    MOST_NAME,
    MOST_NUMBER,
    MOST_POLICY,
    MOST_ROLE,
    Contact,
    Given,
    contact_card,
    contact_paper,
)

DAY = date(2026, 11, 28)
WIDE = "+81 (0)3-0000-0000-0"
FULL = Given(
    "み" * MOST_COMPANY,
    Contact("保険代理店", "漢" * MOST_NAME, WIDE),
    Contact("保険会社の事故受付", "漢" * MOST_NAME, WIDE),
    "W" * MOST_POLICY,
    Contact("保守会社", "漢" * MOST_NAME, WIDE),
    tuple(Contact("役" * MOST_ROLE, "漢" * MOST_NAME, WIDE, person=True) for _ in range(3)),
)
ODD = Given(
    "𠮷\u202e#eval(1)\n\u0000", Contact("保険代理店", "👩‍👩‍👧‍👦", "*_[x]"), people=(Contact("$x$", "@y", "", True),)
)


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("given", [Given(), FULL, ODD])
def test_it_is_one_sheet(given: Given) -> None:
    made = contact_paper(given, load_library(), as_of=DAY)
    assert made.pages == 1
    assert contact_paper(given, load_library(), as_of=DAY).pdf == made.pdf


def test_as_long_as_forms_allow_names_stand_whole_on_the_wall() -> None:
    text = text_of(contact_paper(FULL, load_library(), as_of=DAY).pdf).replace("\n", "")
    assert "漢" * MOST_NAME in text
    assert "み" * MOST_COMPANY in text
    assert text.count("W" * MOST_POLICY) == 3
    assert text.count(WIDE) == 3 * 6
    assert len(WIDE) == MOST_NUMBER


def test_words_are_printed_as_they_stand() -> None:
    text = text_of(contact_paper(ODD, load_library(), as_of=DAY).pdf)
    for said in ("#eval(1)", "*_[x]", "$x$"):
        assert said in text


def test_where_nobody_is_named_there_are_lines_to_write_on() -> None:
    card = contact_card(Given(), load_library(), as_of=DAY)
    assert sum(line.person for line in card.lines) == LEAST_PEOPLE
    assert not any(line.number for line in card.lines)
    assert not card.named


def test_public_desks_say_when_they_were_looked_up() -> None:
    card = contact_card(Given(), load_library(), as_of=DAY)
    assert card.public[0].value == "#9110"
    assert card.checked == "2026年11月24日"
    assert card.checked in text_of(contact_paper(Given(), load_library(), as_of=DAY).pdf)


def test_the_first_steps_are_those_of_the_playbook() -> None:
    playbook = load_library().playbook("ransomware")
    card = contact_card(Given(), load_library(), as_of=DAY)
    assert ["".join(step.title) for step in card.first] == [step.title for step in playbook.steps[:3]]
