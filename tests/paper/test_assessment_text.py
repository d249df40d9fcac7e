"""The text of an assessment says what its JSON says, and marks what is assumed, invented or unknown."""

from __future__ import annotations

import pytest

from sonae_core.packs.loader import load
from sonae_paper.text.assessment import assessment_text
from sonae_paper.text.numbers import about_yen, exact_yen, out_of_companies
from tests.core.assessment.people import NAMES, of


def text_of(name: str) -> str:
    pack = load()
    titles = {key: measure.title for key, measure in pack.measures.items()}
    titles |= {key: question.text for key, question in pack.questions.items()}
    return assessment_text(of(name), titles)


@pytest.mark.parametrize("name", NAMES)
def test_the_headline_is_the_one_of_the_json(name: str) -> None:
    answer, text = of(name), text_of(name)
    assert about_yen(answer["event"]["median"]) in text
    assert out_of_companies(answer["frequency"]["serious"]) in text


@pytest.mark.parametrize("name", NAMES)
def test_every_line_stands_to_the_yen(name: str) -> None:
    text = text_of(name)
    for line in of(name)["event"]["lines"]:
        assert line["title"] in text
        assert exact_yen(line["gross"]) in text


@pytest.mark.parametrize("name", NAMES)
def test_invented_plans_say_so_and_name_what_they_do_not_pay(name: str) -> None:
    text = text_of(name)
    assert "架空の例。実在の商品ではありません" in text
    for plan in of(name)["plans"]:
        assert all(sentence in text for sentence in plan["not_covered"])


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_shown_says_where_it_comes_from_or_that_it_is_assumed(name: str) -> None:
    text = text_of(name)
    by_title = {entry["title"]: entry for entry in of(name)["sources"]}
    shown = [line.strip() for line in text.splitlines() if line.startswith("   ") and line.endswith("］")]
    assert len(shown) > 10
    for line in shown:
        entry = next(by_title[title] for title in sorted(by_title, key=len, reverse=True) if line.startswith(title))
        mark = {"assumed": "［仮定］", "unverified": "［未確認の出典"}.get(entry["confidence"], "［出典")
        assert mark in line


@pytest.mark.parametrize("name", NAMES)
def test_a_premium_is_never_called_a_quotation(name: str) -> None:
    text = text_of(name)
    assert "見積もりではありません" in text


def test_without_a_policy_everything_stays_with_the_company() -> None:
    text = text_of("manufacturer")
    assert "全額が自社に残ります" in text
    assert "保険から  自社に残る  保険料" in text


def test_no_line_is_left_with_a_gap_or_a_python_word() -> None:
    for name in NAMES:
        text = text_of(name)
        for word in ("None", "nan", "inf", "{", "}", "True", "False", "  。"):
            assert word not in text
