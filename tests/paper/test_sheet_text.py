"""What an answer says of the question sheet: nobody is flooded, and points of a guideline stand apart from yen."""

from __future__ import annotations

from datetime import date
from typing import Any

from sonae_core.assessment.assess import assess
from sonae_core.packs import load
from sonae_paper.text.assessment import assessment_text
from sonae_paper.text.sheet import further_text, scores_text

PACK = load()
TITLES = {name: question.text for name, question in PACK.questions.items()}
YES_NO = [question.id for question in PACK.questions.values() if question.kind == "yes_partial_no"]


def answered(answers: dict[str, Any]) -> dict[str, Any]:
    company = {"industry": "E", "employees": 20, "sales": 300_000_000}
    given = {"company": company, "answers": answers}
    return assess(given, pack=PACK, seed=1, as_of=date(2026, 11, 24), uncertain=False).to_json()


def test_the_short_sheet_names_five_questions_that_would_tell_most() -> None:
    text = further_text(answered({}), TITLES)
    assert text.startswith("くわしい質問票には、あと37問あります")
    assert text.count("\n・") == 5


def test_nothing_further_is_told_when_all_is_answered() -> None:
    full = {question.id for question in PACK.questions.values() if question.sheet == "full"}
    assert further_text(answered(dict.fromkeys(full, "unknown")), TITLES) == ""


def test_points_are_told_once_most_topics_are_answered() -> None:
    assert scores_text(answered({"mfa": "yes", "updates": "yes"})) == ""
    text = scores_text(answered(dict.fromkeys(YES_NO, "yes")))
    assert "100点中100点（25項目のうち25項目の答えから）" in text
    assert "点数は目安です" in text


def test_a_question_that_moves_no_yen_does_not_say_it_would() -> None:
    text = assessment_text(answered({"inventory": "unknown"}), TITLES)
    line = text[text.index(TITLES["inventory"]) :].split("\n")[1]
    assert "金額は変わりません" in line
    assert "最大0%" not in text
