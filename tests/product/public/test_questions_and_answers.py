"""Questions that companies ask: three lines first, each under an address of its own, in calm words."""

from __future__ import annotations

import re

import pytest

from sonae.public.reading.qa import groups, published_questions
from sonae.public.reading.texts import Text, texts

QUESTIONS = [pytest.param(text, id=text.slug) for text in texts("qa")]
TEXTS = [*QUESTIONS, *(pytest.param(text, id=text.slug) for text in texts("news"))]
LONGEST = 50
FEAR = ("！", "恐怖", "悲劇", "絶対", "漏洩", "素人", "これで安心", "全額補償")


def sentences(text: Text) -> list[str]:
    return [line for line in re.split(r"[。\n]", text.plain) if line]


def test_there_are_about_sixteen_and_each_has_its_heading() -> None:
    assert len(QUESTIONS) >= 16
    assert all(text.head.group for text in texts("qa"))
    assert sum(len(group.questions) for group in groups(texts("qa"))) == len(QUESTIONS)


@pytest.mark.parametrize("text", TEXTS)
def test_three_lines_come_first(text: Text) -> None:
    assert len(text.summary) == 3


@pytest.mark.parametrize("text", TEXTS)
def test_no_sentence_is_long_and_nobody_is_frightened(text: Text) -> None:
    assert not [line for line in sentences(text) if len(line) > LONGEST]
    assert not [word for word in FEAR if word in text.plain]


def test_nobody_is_told_to_improve_answers() -> None:
    """Art. 300 of the Insurance Business Act: to encourage a false disclosure is forbidden."""
    found = next(text for text in texts("qa") if text.slug == "improve-the-sheet")
    assert "対策を実施してから、回答を更新します" in found.summary[0]


@pytest.mark.django_db
def test_the_list_shows_all_or_those_under_one_heading(visitor) -> None:
    every = visitor.get("/qa/").content.decode()
    assert all(f"/qa/{text.slug}/" in every for text in texts("qa"))
    some = visitor.get("/qa/", {"group": "保険"}).content.decode()
    assert "/qa/improve-the-sheet/" in some
    assert "/qa/pay-the-ransom/" not in some
    assert visitor.get("/qa/", {"group": "ない"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("text", QUESTIONS)
def test_each_has_its_page(visitor, text: Text) -> None:
    page = visitor.get(f"/qa/{text.slug}/").content.decode()
    assert "3行でいうと" in page
    assert page.count("<h1>") == 1


@pytest.mark.django_db
def test_what_does_not_exist_is_not_found(visitor) -> None:
    assert visitor.get("/qa/nothing/").status_code == 404
    assert visitor.get("/oshirase/nothing/").status_code == 404


def test_nobodys_site_has_no_answers_of_an_agency() -> None:
    assert published_questions(None) == ()
