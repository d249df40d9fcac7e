"""The workbook of an assessment: real numbers, words that never calculate, a page that can be printed."""

from __future__ import annotations

import copy
import csv
import re
import zipfile
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import pytest

from sonae_core.packs.loader import load
from sonae_paper.sheets import csv_files, workbook
from tests.core.assessment.people import NAMES, of
from tests.paper.charts.drawn import PEOPLE_WRITE
from tests.paper.sheets.opened import Sheet, opened

YEN = '#,##0"円"'
FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x", '=cmd|"/c calc"!A1', "\t=1", "\r=1", "\n@x"]


@cache
def sheets(name: str) -> dict[str, Sheet]:
    return opened(workbook(of(name), load()))


def renamed(name: str) -> dict[str, Any]:
    answer = copy.deepcopy(of("shop"))
    answer["inputs"]["company"]["name"] = name
    next(plan for plan in answer["plans"] if plan["id"] == "own")["title"] = name
    answer["measures"]["chosen"][0]["title"] = name
    return answer


@pytest.mark.parametrize("name", NAMES)
def test_the_sheets_of_a_workbook(name: str) -> None:
    assert list(sheets(name)) == ["まとめ", "対策", "質問と回答", "費用の内訳", "保険", "指針と対策", "出典と仮定"]


@pytest.mark.parametrize("name", NAMES)
def test_every_topic_of_a_guideline_is_there_and_empty_where_it_is_not_known(name: str) -> None:
    topics = [
        topic for guideline in of(name)["guidelines"] for group in guideline["groups"] for topic in group["topics"]
    ]
    sheet = sheets(name)["指針と対策"]
    assert [cell.value for cell in sheet.column("D", 5)] == [topic["title"] for topic in topics]
    assert [cell.value for cell in sheet.column("E", 5)] == [topic["share"] for topic in topics]


@pytest.mark.parametrize("name", NAMES)
def test_cost_lines_are_numbers_in_yen_and_their_sums_calculate(name: str) -> None:
    lines, sheet = of(name)["event"]["lines"], sheets(name)["費用の内訳"]
    for letter, key in (("B", "gross"), ("C", "paid"), ("D", "retained")):
        *cells, total = sheet.column(letter, 5)
        assert sorted(cell.value for cell in cells) == sorted(line[key] for line in lines)  # type: ignore[type-var]
        assert {cell.format for cell in [*cells, total]} == {YEN}
        assert total.formula == f"SUM({letter}5:{letter}{len(lines) + 4})"
        assert total.value == sum(line[key] for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_chosen_measures_stand_first_with_their_prices(name: str) -> None:
    chosen, sheet = of(name)["measures"]["chosen"], sheets(name)["対策"]
    for index, step in enumerate(chosen):
        row = [sheet.cells[f"{letter}{index + 5}"].value for letter in "ACDEFGHI"]
        price, change = step["cost"], step["change"]
        prices = [price["one_off"], price["yearly"], price["person_days"]]
        assert row == [step["order"], step["title"], *prices, change["gross"], change["retained"], change["premium"]]


@pytest.mark.parametrize("name", NAMES)
def test_every_other_measure_of_the_answer_is_there_with_what_it_costs(name: str) -> None:
    found, sheet, pack = of(name)["measures"], sheets(name)["対策"], load()
    start = 5 + len(found["chosen"])
    titles = [cell.value for cell in sheet.column("C", start)]
    assert titles == [pack.measures[each].title for each in [*found["later"], *found["effect_unknown"]]]
    assert all(isinstance(cell.value, float) and cell.format == YEN for cell in sheet.column("D", start))


def test_prices_of_measures_not_chosen_are_those_of_the_chosen_at_another_budget() -> None:
    """The same measure costs the same whether it is chosen or not."""
    answer = copy.deepcopy(of("clinic"))
    before = opened(workbook(answer, load()))["対策"]
    moved = answer["measures"]["chosen"].pop()
    answer["measures"]["later"].insert(0, moved["id"])
    after = opened(workbook(answer, load()))["対策"]
    row = 5 + len(answer["measures"]["chosen"])
    assert [before.cells[f"{c}{row}"].value for c in "CDEF"] == [after.cells[f"{c}{row}"].value for c in "CDEF"]


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_there_with_its_answer(name: str) -> None:
    pack, sheet = load(), sheets(name)["質問と回答"]
    assert [cell.value for cell in sheet.column("C", 5)] == [question.text for question in pack.questions.values()]
    answers = dict(zip(pack.questions, [cell.value for cell in sheet.column("D", 5)], strict=True))
    company = of(name)["inputs"]["company"]
    assert answers["employees"] == f"{company['employees']:,}人"
    assert all(answers.values())


def test_what_is_not_known_says_so_and_how_much_depends_on_it() -> None:
    sheet, pack = sheets("clinic")["質問と回答"], load()
    row = 5 + list(pack.questions).index("mfa")
    effect = next(each["effect_on_range"] for each in of("clinic")["unknown"] if each["question"] == "mfa")
    assert sheet.cells[f"D{row}"].value == "わからない"
    assert sheet.cells[f"F{row}"].value == pytest.approx(effect)


@pytest.mark.parametrize("name", NAMES)
def test_the_first_sheet_says_what_day_pack_and_seed_it_rests_on(name: str) -> None:
    answer, cells = of(name), sheets(name)["まとめ"].cells
    words = " ".join(str(cell.value) for cell in cells.values())
    assert cells["A1"].value == "サイバー事故の備え 試算のまとめ"
    for part in (answer["pack"]["version"], answer["pack"]["hash"], "2026年11月24日（火）"):
        assert part in words
    row = next(key[1:] for key, cell in cells.items() if cell.value == "乱数の種")
    assert cells[f"B{row}"].value == str(answer["seed"])


@pytest.mark.parametrize("name", NAMES)
def test_invented_plans_say_so(name: str) -> None:
    sheet = sheets(name)["保険"]
    labels = [cell.value or "" for cell in sheet.column("F", 5)]
    told = ["架空の例" in str(label) for label in labels]
    assert told == [plan["fictional"] for plan in of(name)["plans"]]


def test_headings_are_frozen_and_pages_are_a4_across() -> None:
    for sheet in sheets("shop").values():
        assert '<pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/>' in sheet.xml
        assert re.search(r'<pageSetup paperSize="9" [^>]*orientation="landscape"', sheet.xml)
        assert 'fitToPage="1"' in sheet.xml
        assert "<cols><col " in sheet.xml


def test_letters_are_of_a_japanese_font() -> None:
    with zipfile.ZipFile(BytesIO(workbook(of("shop"), load()))) as book:
        styles = book.read("xl/styles.xml").decode()
    assert set(re.findall(r'<name val="([^"]*)"', styles)) == {"BIZ UDPGothic"}


def test_the_same_assessment_gives_the_same_bytes_dated_as_of_it() -> None:
    first = workbook(of("shop"), load())
    assert first == workbook(copy.deepcopy(of("shop")), load())
    with zipfile.ZipFile(BytesIO(first)) as book:
        assert "2026-11-24T00:00:00Z" in book.read("docProps/core.xml").decode()
        assert {info.date_time[0] for info in book.infolist()} == {1980}


@pytest.mark.parametrize("name", FORMULAS)
def test_words_that_look_like_formulas_stay_words(name: str) -> None:
    found = opened(workbook(renamed(name), load()))
    for sheet, place in (("まとめ", "C5"), ("保険", "A6"), ("対策", "C5")):
        cell = found[sheet].cells[place]
        assert cell.value == name.strip()
        assert cell.formula is None
        assert (cell.format, cell.quoted) == ("@", True)


@pytest.mark.parametrize("name", FORMULAS)
def test_in_csv_words_that_look_like_formulas_have_an_apostrophe(name: str) -> None:
    rows = read(csv_files(renamed(name), load())["まとめ"])
    assert rows[1] == ["会社", "", f"'{name.strip()}"]


@pytest.mark.parametrize("name", PEOPLE_WRITE)
def test_any_name_makes_a_whole_file(name: str) -> None:
    found = opened(workbook(renamed(name), load()))
    assert found["まとめ"].cells["C6"].value
    assert all(read(content) for content in csv_files(renamed(name), load()).values())


def test_csv_has_the_same_numbers_as_plain_digits() -> None:
    rows = read(csv_files(of("shop"), load())["費用の内訳"])
    lines = sorted(of("shop")["event"]["lines"], key=lambda line: -line["gross"])
    assert rows[0] == ["費目", "かかる額", "保険から", "自社に残る"]
    assert rows[1:-1] == [[line["title"], *(str(line[key]) for key in ("gross", "paid", "retained"))] for line in lines]


def test_csv_opens_in_japanese_spreadsheets() -> None:
    content = csv_files(of("shop"), load())["対策"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content


def test_amounts_of_the_largest_companies_keep_every_yen() -> None:
    answer = copy.deepcopy(of("shop"))
    answer["inputs"]["company"]["sales"] = 10**13
    answer["event"]["lines"][0]["gross"] = 999_999_999_999_999
    found = opened(workbook(answer, load()))
    assert found["まとめ"].cells["B8"].value == 10**13
    assert 999_999_999_999_999 in [cell.value for cell in found["費用の内訳"].column("B", 5)]


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(("day", "shown"), [("0001-01-01", "0001-01-01"), ("9999-12-31", 2_958_465.0)])
def test_any_day_makes_a_whole_file(day: str, shown: str | float) -> None:
    content = workbook({**of("shop"), "as_of": day}, load())
    assert opened(content)["まとめ"].cells["B9"].value == shown
    with zipfile.ZipFile(BytesIO(content)) as book:
        created = re.findall(r"<dcterms:created[^>]*>([^<]*)<", book.read("docProps/core.xml").decode())
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", created[0])


def test_every_question_stands_under_a_heading_in_japanese() -> None:
    headings = [str(cell.value) for cell in sheets("shop")["質問と回答"].column("B", 5)]
    assert headings
    assert not [heading for heading in headings if heading.isascii()]


@pytest.mark.parametrize("name", NAMES)
def test_the_companys_own_policy_says_what_it_does_not_pay_like_the_others(name: str) -> None:
    sheet = sheets(name)["保険"]
    said = [cell.value or "" for cell in sheet.column("G", 5)]
    assert [bool(text) for text in said] == [plan["id"] != "none" for plan in of(name)["plans"]]
