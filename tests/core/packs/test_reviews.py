"""What is due for review is told in time, for every family, and is no problem unless somebody wants it to be."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.cli.__main__ import main
from sonae_core.packs.law import load_law
from sonae_core.packs.loader import inspect
from sonae_core.packs.reviews import due_for_review, months_later, next_by_file, reviews
from tests.core.packs.conftest import Workshop

Output = pytest.CaptureFixture[str]
SHELF, LAW = inspect().shelf, load_law()
LATE = date(2090, 1, 1)


def _due(packs: Workshop, today: str) -> list[str]:
    return [finding.problem for finding in due_for_review(inspect(packs.root).shelf, date.fromisoformat(today))]


def test_every_family_with_facts_that_were_read_comes_up_one_day() -> None:
    families = {finding.file.partition("/")[0] for finding in due_for_review(SHELF, LATE, LAW)}
    assert families >= {"costs", "statistics", "cases", "playbooks", "desks", "duties", "glossary", "law", "threats"}


def test_everything_is_due_in_the_end_and_nothing_before_it_was_read() -> None:
    assert len(list(due_for_review(SHELF, LATE, LAW))) == len(reviews(SHELF, LAW))
    assert list(due_for_review(SHELF, date(2020, 1, 1), LAW)) == []


@given(st.dates(date(2024, 1, 1), date(2032, 1, 1)), st.integers(0, 400))
def test_what_is_due_stays_due_until_somebody_looks(day: date, later: int) -> None:
    first = list(due_for_review(SHELF, day, LAW))
    then = list(due_for_review(SHELF, date.fromordinal(day.toordinal() + later), LAW))
    assert {finding.where + finding.file for finding in first} <= {finding.where + finding.file for finding in then}


def test_a_file_with_a_day_of_review_is_due_as_a_whole(packs: Workshop) -> None:
    said = [finding for finding in due_for_review(inspect(packs.root).shelf, LATE) if "ransomware" in finding.file]
    assert [finding.where for finding in said if finding.file.startswith("playbooks")] == ["reviewed"]


def test_a_file_may_be_looked_at_sooner_than_the_others(packs: Workshop) -> None:
    assert not [said for said in _due(packs, "2027-11-22") if "police_9110" in said]
    assert [said for said in _due(packs, "2027-11-24") if said == "12か月より古い事実です（police_9110、2026-11-24）"]


def test_looking_at_a_file_again_puts_it_off(packs: Workshop) -> None:
    assert any("2026-11-24）に見直した" in said for said in _due(packs, "2027-12-01"))
    for name in ("dos", "fraud_mail", "insider", "lost_media", "missent_mail", "ransomware", "supplier_outage"):
        packs.edit(f"playbooks/{name}.yaml", "reviewed: 2026-11-24", "reviewed: 2027-11-30")
    left = [said for said in _due(packs, "2027-12-01") if "に見直した" in said]
    assert len(left) == 2, "web_intrusion and the helpers alone are left"


def test_a_statement_of_law_comes_up_with_its_file_and_line() -> None:
    (found,) = [each for each in due_for_review(SHELF, LATE, LAW) if "（appi_sensitive、" in each.problem]
    assert f"{found.file}:{found.line}" == LAW.files["appi_sensitive"]


def test_an_earlier_version_of_a_rule_is_never_due() -> None:
    assert not [each for each in due_for_review(SHELF, LATE, LAW) if "（appi_malicious_2022、" in each.problem]


def test_the_next_review_of_each_file_is_its_earliest() -> None:
    coming = next_by_file(SHELF, LAW)
    assert list(coming.values()) == sorted(coming.values())
    assert coming["desks/desks.yaml"] == date(2027, 11, 23)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 24), 12, date(2027, 11, 24)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, then: date) -> None:
    assert months_later(day, months) == then


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_more_months_are_never_earlier(day: date, months: int) -> None:
    assert day < months_later(day, months) < months_later(day, months + 1)


# --- the command ----------------------------------------------------------------------------------------------------


def test_a_review_that_is_due_fails_only_when_asked_to(capsys: Output) -> None:
    assert main(["packs", "check", "--today", "2040-01-01"]) == 0
    assert main(["packs", "check", "--today", "2040-01-01", "--strict"]) == 3
    assert "問題はありません" in capsys.readouterr().out


def test_strict_says_nothing_while_nothing_is_due() -> None:
    assert main(["packs", "check", "--today", "2021-08-20", "--strict"]) == 0


def test_the_next_reviews_are_named(capsys: Output) -> None:
    assert main(["packs", "check", "--json", "--today", "2026-11-24"]) == 0
    coming = json.loads(capsys.readouterr().out)["next_reviews"]
    assert all(each["due"] > "2026-11-24" for each in coming)
    assert main(["packs", "check", "--today", "2026-11-24"]) == 0
    assert f"次に見直すもの: {coming[0]['file']}（{coming[0]['due']}）" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "kind", "file"),
    [
        ("shop_3000_cards", "公表された事例", "cases/published.yaml"),
        ("nicter_published", "年ごとの数字", "statistics/nicter.yaml"),
        ("ten_threats_2026", "順位", "statistics/ten_threats.yaml"),
        ("award_2004_university", "賠償の例", "statistics/awards.yaml"),
        ("jnsa_jo", "賠償額の計算式", "statistics/jo_model.yaml"),
        ("police_9110", "窓口", "desks/desks.yaml"),
        ("card_merchant", "会社の種類", "duties/duties.yaml"),
        ("telecom_accident", "知らせる義務", "duties/duties.yaml"),
        ("retention", "言葉", "glossary/words.yaml"),
        ("appi_sensitive", "法律の決まり", "law/appi.yaml"),
        ("appi_breach_report", "法律の決まり", "law/appi.yaml"),
    ],
)
def test_show_knows_every_family_and_where_it_stands(capsys: Output, name: str, kind: str, file: str) -> None:
    assert main(["packs", "show", name]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{kind}: ")
    assert f"書いてある場所: {file}:" in said


def test_show_of_a_word_used_twice_shows_both(capsys: Output) -> None:
    assert main(["packs", "show", "ransomware", "--json"]) == 0
    kinds = {found["kind"] for found in json.loads(capsys.readouterr().out)["found"]}
    assert {"scenarios", "playbooks"} <= kinds


def test_show_says_in_japanese_who_does_what_when(capsys: Output) -> None:
    assert main(["packs", "show", "missent_mail"]) == 0
    said = capsys.readouterr().out
    for part in ("時期: はじめの60分", "だれが: お客さまと話す人", "確かさ: 確認済み", "    ・電話して、開かずに"):
        assert part in said
    assert "。、" not in said
    assert "hour" not in said


def test_everything_in_the_library_can_be_shown_as_json() -> None:
    from sonae_core.packs.describe import all_ids, describe

    inspection = inspect()
    pack, library = inspection.pack, inspection.library
    assert pack is not None
    for name in all_ids(pack, LAW, library):
        for found in describe(name, pack, LAW, library):
            assert found["file"], name
            json.dumps(found, allow_nan=False)
