"""The eight articles: one for each kind of incident, in short and calm sentences, their lines joined to measures."""

from __future__ import annotations

import re

import pytest

from sonae.public.reading.texts import Text, texts
from sonae.public.views import MOST_URGENT
from sonae.web.facts import facts

ARTICLES = [pytest.param(text, id=text.slug) for text in texts("incidents")]
LONGEST = 50
FEAR = ("！", "恐怖", "悲劇", "必ず", "絶対", "狙われています", "漏洩", "素人")


def _lines(text: Text) -> list[str]:
    said = (*text.summary, *(check.say for check in text.head.checks), text.plain)
    return [line for part in said for line in re.split(r"[。\n]", part) if line]


def test_there_is_one_for_each_kind() -> None:
    assert {text.slug for text in texts("incidents")} == set(MOST_URGENT)
    assert all(text.head.kind == text.slug for text in texts("incidents"))


@pytest.mark.parametrize("text", ARTICLES)
def test_no_sentence_is_long(text: Text) -> None:
    assert not [line for line in _lines(text) if len(line) > LONGEST]


@pytest.mark.parametrize("text", ARTICLES)
def test_nobody_is_frightened_or_blamed(text: Text) -> None:
    assert not [word for word in FEAR if word in text.plain]


@pytest.mark.parametrize("text", ARTICLES)
def test_there_are_three_lines_for_somebody_in_a_hurry(text: Text) -> None:
    assert len(text.summary) == 3


@pytest.mark.parametrize("text", ARTICLES)
def test_lines_to_tick_have_names_of_their_own_and_measures_that_exist(text: Text) -> None:
    names = [check.id for check in text.head.checks]
    assert len(names) == len(set(names)) >= 5
    assert {check.measure for check in text.head.checks if check.measure} <= facts().measures.keys()


@pytest.mark.parametrize("text", ARTICLES)
def test_every_article_says_how_it_happens(text: Text) -> None:
    assert text.section("どう起きるか").html
