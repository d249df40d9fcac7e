"""The short sheet inside the full one, and what a question has to say."""

from __future__ import annotations

from collections import Counter

import pytest

from sonae_core.packs import load
from tests.core.packs.conftest import Workshop

QUESTIONS = "questions/short.yaml"
FIGURES = "questions/money.yaml"


def test_the_short_sheet_has_four_two_three_three_questions() -> None:
    short = [question for question in load().questions.values() if question.sheet == "short"]
    assert Counter(question.group for question in short) == {"company": 4, "data": 2, "connections": 3, "defences": 3}


def test_the_short_sheet_is_the_beginning_of_the_full_one() -> None:
    sheets = [question.sheet for question in load().questions.values()]
    assert sheets == ["short"] * 12 + ["full"] * (len(sheets) - 12)
    assert 38 <= len(sheets) <= 50


def test_premiums_rest_on_questions_of_the_short_sheet_only() -> None:
    defences = [question for question in load().questions.values() if question.group == "defences"]
    assert [question.id for question in defences] == ["mfa", "backup", "updates"]


def test_every_question_says_why_what_counts_and_whom_to_ask() -> None:
    for question in load().questions.values():
        assert question.why.endswith("。"), question.id
        assert question.counts_as_yes.endswith("。"), question.id
        assert question.ask, question.id
        assert question.text.endswith("。"), question.id


def test_every_figure_says_why_where_to_find_it_and_whom_to_ask() -> None:
    for figure in load().figures.values():
        assert all(text.endswith("。") for text in (figure.text, figure.why, figure.hint)), figure.id
        assert figure.ask, figure.id


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: cash", "id: savings", "選べない値"),
        ("id: cash", "id: budget", "同じid（budget）"),
        ("unit: 時間", "unit: 日", "選べない値"),
        ("    why: この額を", "    reason: この額を", "必要な項目がありません"),
    ],
)
def test_a_figure_that_does_not_fit_is_refused(packs: Workshop, old: str, new: str, says: str) -> None:
    packs.edit(FIGURES, old, new)
    assert [each for each in packs.findings() if says in each.problem and each.file == FIGURES]


def test_a_question_does_not_take_the_name_of_a_figure(packs: Workshop) -> None:
    packs.edit("questions/whole.yaml", "- id: web_sales_percent", "- id: cash")
    assert any("同じidの質問があります（cash）" in each.problem for each in packs.findings())


def test_unknown_is_never_written_because_it_is_always_allowed() -> None:
    assert all("unknown" not in question.option_ids for question in load().questions.values())


def test_every_answer_changes_something() -> None:
    pack = load()
    for question in pack.questions.values():
        changes = (question.rates, question.impairment, question.website_share, question.measure, question.when_unknown)
        assert any(changes) or question.company_field or question.gives or question.id == "data_class", question.id


def test_an_answer_of_a_checklist_question_takes_a_measure_off_the_list() -> None:
    pack = load()
    checklist = [q for q in pack.questions.values() if q.measure and pack.measures[q.measure].effect == "unknown"]
    assert len(checklist) == 15
    assert all(question.partial is None and question.sheet == "full" for question in checklist)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{none: remote_none_share,", "{none: remote_rdp_share,", "合計が1ではありません"),
        ("path: remote_access\n", "path: front_door\n", "にない経路です"),
        (
            "    prevalence: {none: remote_none_share, vpn: remote_vpn_share, rdp: remote_rdp_share}\n",
            "",
            "prevalence がありません",
        ),
        (
            "by_option: {low: supplier_low_factor,",
            "by_option: {lo: supplier_low_factor,",
            "選択肢が質問のものと違います",
        ),
        ("kind: yes_partial_no", "kind: choice", "options は choice"),
        ("    partial: mfa_partial\n", "", "「一部」の効き目がありません"),
        ("    measure: mfa_remote\n", "", "measure が要り"),
        ("    unit: 人\n    when_unknown", "    when_unknown", "unit がありません"),
        ("      - id: rdp\n", "      - id: unknown\n", "unknown です"),
        ("      - id: T\n        label: 分類できない\n", "", "そろっていません"),
        ("group: defences", "group: defense", "選べない値"),
        ("    why: 盗まれた", "    reason: 盗まれた", "必要な項目がありません"),
    ],
)
def test_a_question_that_does_not_fit_is_refused(packs: Workshop, old: str, new: str, says: str) -> None:
    packs.edit(QUESTIONS, old, new)
    found = [each for each in packs.findings() if says in each.problem and each.file == QUESTIONS]
    assert found, [str(each.error()) for each in packs.findings()]
    assert found[0].line is not None
