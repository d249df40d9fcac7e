"""The draft of a breach report: nine items, what is missing and whom to ask, until when; wrong files are told where."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sonae.cli.__main__ import main
from sonae_core.law.answer import adviser
from sonae_core.law.case import draft
from sonae_core.values.document import parse_document
from sonae_core.values.errors import InputError
from sonae_paper.documents.breach import breach, breach_paper
from tests.paper.documents.conftest import read, words

DAY = date(2026, 11, 25)
CASE = """
company: みほん金属製作所（架空）
breach: {known: 2026-11-24T03:12, triggers: [malicious], persons: 41}
items:
  - {number: 1, text: "サーバー1台が開けない。"}
  - {number: 3, text: "41人（見込み）", checking: true, ask: 総務の担当}
  - {number: 4, ask: 調査会社}
"""


def drafted(text: str = CASE) -> Any:
    return draft(parse_document(text.encode(), "case.yaml"), adviser())


def test_what_is_not_written_or_still_being_checked_is_missing() -> None:
    assert [each.item.number for each in drafted().missing] == [2, 3, 4, 5, 6, 7, 8, 9]


def test_every_item_of_the_law_stands_in_the_draft() -> None:
    items = breach(drafted(), as_of=DAY).items
    assert [item.n for item in items] == list(range(1, 10))
    assert [item.state for item in items][:4] == ["記入済", "未記入", "確認中", "未記入"]


def test_the_paper_says_until_when_in_words_and_what_to_ask_whom() -> None:
    paper = breach_paper(drafted(), as_of=DAY)
    text = words(paper.pdf)
    assert "2026年11月28日（土）ごろ" in text
    assert "2027年1月22日（金）" in text
    assert "まだ提出していません。9項目のうち1項目が書けています。" in text
    assert "調査会社" in text
    assert paper.pages == len(read(paper.pdf).pages)


def test_the_final_report_has_its_own_title_and_its_date_stands_out() -> None:
    view = breach(drafted("report: final\n" + CASE), as_of=DAY)
    assert view.kind == "確報の下書き"
    assert [term.name for term in view.terms if term.strong] == ["確報の期限"]


def test_a_breach_that_need_not_be_reported_can_still_be_drafted() -> None:
    found = drafted(CASE.replace("triggers: [malicious]", "triggers: [volume]"))
    assert not breach(found, as_of=DAY).reportable
    assert "報告の義務はありません" in words(breach_paper(found, as_of=DAY).pdf)


def test_the_longest_texts_flow_over_pages() -> None:
    long = "".join(f"  - {{number: {n}, text: {'あ、' * 1000}}}\n" for n in range(1, 10))
    paper = breach_paper(drafted(CASE.partition("items:")[0] + "items:\n" + long), as_of=DAY)
    assert words(paper.pdf).count("あ") >= 9_000


def test_my_number_asks_for_its_own_items() -> None:
    found = drafted("breach: {known: 2026-11-24, triggers: [systems], entity: number}")
    assert "特定個人情報の項目" in words(breach_paper(found, as_of=DAY).pdf)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("company: x", "breach"),
        ("breach: {triggers: [malicious]}", "breach.known"),
        ("breach: {known: 2026-11-24, triggers: [evil]}", "breach.triggers[0]"),
        (CASE + "  - {number: 4, ask: 社長}\n", "(全体)"),
        (CASE + "  - {number: 12}\n", "items[3].number"),
        (CASE + "  - {number: 5, text: " + "あ" * 2001 + "}\n", "items[3].text"),
        (CASE + "  - {number: 5, wrote: x}\n", "items[3].wrote"),
        ("report: quick\n" + CASE, "report"),
    ],
)
def test_a_wrong_file_is_told_where_and_how_to_mend_it(text: str, path: str) -> None:
    with pytest.raises(InputError) as caught:
        drafted(text)
    assert f"case.yaml: {path}" in str(caught.value)


def test_the_example_is_a_case_that_can_be_drafted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["breach", "--example"]) == 0
    case = tmp_path / "case.yaml"
    case.write_text(capsys.readouterr().out, encoding="utf-8")
    target = tmp_path / "draft.pdf"
    assert main(["breach", str(case), "--today", "2026-11-25", "--pdf", str(target), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["missing"] == [3, 4, 6, 8]
    assert answer["deadline"]["final"]["due"] == "2027-01-22"
    assert target.read_bytes().startswith(b"%PDF-")


def test_the_text_names_what_is_missing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(CASE, encoding="utf-8")
    assert main(["breach", str(case), "--today", "2026-11-25"]) == 0
    text = capsys.readouterr().out
    assert "まだ書けていない項目: 8" in text
    assert "聞く相手: 調査会社" in text


@pytest.mark.parametrize("arguments", [[], ["nothing.yaml"], ["case.yaml", "--pdf", ""]])
def test_wrong_usage_ends_with_two_and_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["breach", *arguments]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert len(streams.err.splitlines()) == 1
