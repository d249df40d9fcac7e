"""What a hurried, an adding, an auditing or a colour-blind reader took wrongly once, and cannot take wrongly again."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from sonae_core.assessment.assess import assess
from sonae_core.packs.library import load_library
from sonae_paper.documents import grounds
from sonae_paper.documents.cover import plans
from sonae_paper.documents.papers import paper
from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.steps import in_order_of_doing, steps
from sonae_paper.documents.view import ROWS_OF, threats
from tests.paper.documents.conftest import COMPANIES, DAY, POLICY, answer, made, pack, text_of_pages, words

LONG = ("report", "startbook", "teian")
WITH_PLANS = ("report", "teian")
PAYS_NOTHING = {
    **COMPANIES["factory"],
    "policy": {"product": "少しの保険（例）", "sections": [{"id": "a", "lines": ["defence"], "retention": 10**9}]},
}


@pytest.mark.parametrize("name", ["factory", "clinic", "giant"])
def test_the_measure_that_takes_away_most_is_done_first(name: str) -> None:
    found = steps(answer(name), pack()).steps
    chosen = answer(name)["measures"]["chosen"]
    most = min(chosen, key=lambda each: each["change"]["gross"])
    assert not pack().measures[most["id"]].prerequisites
    assert found[0].name == most["title"]
    assert [each.due_on for each in found] == sorted(each.due_on for each in found)
    assert len(found) == len(chosen)


def test_no_measure_is_done_before_what_it_needs() -> None:
    needing = next(each for each in pack().measures.values() if each.prerequisites)
    chosen = [
        {"id": needing.id, "order": 1, "change": {"gross": -9}},
        *({"id": name, "order": 2, "change": {"gross": -1}} for name in needing.prerequisites),
    ]
    assert in_order_of_doing(chosen, pack())[-1]["id"] == needing.id


@pytest.mark.parametrize("kind", ["ketsuron", *LONG])
def test_what_a_measure_saves_says_that_it_is_loss_and_that_it_is_less(kind: str) -> None:
    text = words(made(kind, "factory").pdf)
    assert "損害が平均で年に約" in text or "損害が約" in text
    assert text.count("年に約") == text.count("損害が平均で年に約")


@pytest.mark.parametrize("name", COMPANIES)
def test_chances_of_one_table_are_all_of_as_many_companies(name: str) -> None:
    told = [words for each in threats(answer(name)) for words in (each.any, each.serious)]
    assert all(each.startswith(f"{ROWS_OF:,}社のうち") or "ほ" in each for each in told)


@pytest.mark.parametrize("kind", WITH_PLANS)
@pytest.mark.parametrize("company", [COMPANIES["factory"], PAYS_NOTHING], ids=["insured", "pays-nothing"])
def test_what_is_not_paid_stands_on_the_page_of_the_plans_for_every_plan(kind: str, company: Any) -> None:
    found = assess(company, pack=pack(), seed=1, as_of=DAY).to_json()
    (page,) = [text for text in text_of_pages(paper(kind, found, pack()).pdf) if "どの保険でも、ふつう" in text]
    assert "保険料の目安（年）" in page
    after = page.partition("どの保険でも、ふつう")[2]
    for plan in plans(found, pack()):
        if plan.id != "none":
            assert plan.not_covered
            assert "".join("".join(plan.name).split()) in after
            for text in plan.not_covered:
                assert "".join("".join(text).split()) in after


def test_the_companys_own_policy_names_the_costs_that_none_of_its_sections_has() -> None:
    own = next(each for each in plans(answer("factory"), pack()) if each.id == "own")
    said = "".join("".join(each) for each in own.not_covered)
    inside = {line for section in POLICY["sections"] for line in section["lines"]}
    for line in answer("factory")["event"]["lines"]:
        assert (line["title"] in said) == (line["id"] not in inside)


@pytest.mark.parametrize("kind", WITH_PLANS)
def test_every_invented_plan_says_so_in_each_row(kind: str) -> None:
    text = words(made(kind, "factory").pdf)
    for plan in answer("factory")["plans"]:
        if plan["fictional"]:
            head = plan["title"].partition("（")[0]
            assert text.count(head + "（") == text.count(f"架空の{head}（") > 1


@pytest.mark.parametrize("kind", WITH_PLANS)
def test_premium_and_payment_are_told_to_be_no_gain_and_no_loss(kind: str) -> None:
    assert "差を得や損と読むことはできません" in words(made(kind, "factory").pdf)


@pytest.mark.parametrize("name", COMPANIES)
def test_a_deductible_is_not_called_like_what_stays(name: str) -> None:
    text = words(made("teian", name).pdf)
    assert "免責金額（1事故）" in text
    assert "自己負担額" not in text


@pytest.mark.parametrize("kind", ["startbook", "teian"])
@pytest.mark.parametrize("name", ["factory", "giant"])
def test_the_card_names_the_accident_it_is_for(kind: str, name: str) -> None:
    (card,) = [text for text in text_of_pages(made(kind, name).pdf) if "切り取り線" in text]
    head = card.partition("おかしいと思ったら")[2].partition("1")[0]
    assert "気づいたら" in head
    assert "ほかの事故のときは順番が変わります" in card
    assert "しない電源を切らない" not in card


@pytest.mark.full
def test_the_card_stays_on_its_page_for_every_kind_of_accident() -> None:
    library = load_library()
    for scenario in {str(playbook.scenario) for playbook in library.playbooks.values()}:
        given = copy.deepcopy(answer("factory"))
        next(each for each in given["frequency"]["scenarios"] if each["id"] == scenario)["serious"] = 1.0
        (card,) = [
            text for text in text_of_pages(paper("startbook", given, pack(), library).pdf) if "切り取り線" in text
        ]
        assert "切り取って、サーバーと電話の横に貼ってください" in card
        assert "貼る前に一度かけて確かめます" in card


@pytest.mark.full
@pytest.mark.parametrize("name", COMPANIES)
@pytest.mark.parametrize("kind", LONG)
def test_no_paper_ends_with_a_page_of_a_line_or_two(kind: str, name: str) -> None:
    assert min(len(text) for text in text_of_pages(made(kind, name).pdf)[1:]) > 150
    assert len(text_of_pages(made(kind, name).pdf)[-1]) > 250


@pytest.mark.full
@pytest.mark.parametrize("name", COMPANIES)
def test_the_booklet_has_eight_to_twelve_pages(name: str) -> None:
    assert 8 <= made("startbook", name).pages <= 12


@pytest.mark.parametrize("kind", ["ketsuron", "report", "teian"])
def test_what_counts_as_a_serious_accident_stands_beside_the_headline(kind: str) -> None:
    first = next(text for text in text_of_pages(made(kind, "factory").pdf) if "いくらかかるか" in text)
    assert "大きな事故（100万円以上かかるもの）" in first


@pytest.mark.parametrize("name", COMPANIES)
def test_even_the_tightest_conclusion_says_how_much_is_assumed(name: str) -> None:
    assert "確かな統計がない仮定です" in words(made("ketsuron", name).pdf)


def test_an_answer_that_moves_nothing_is_not_told_in_parts_of_a_percent() -> None:
    given = copy.deepcopy(answer("giant"))
    given["unknown"][0]["effect_on_range"] = 0.0001
    assert "%" not in grounds.open_questions(given, pack())[0].effect


def test_the_words_of_a_question_break_between_words() -> None:
    for each in grounds.open_questions(answer("giant"), pack()):
        assert each.question == phrases("".join(each.question))
