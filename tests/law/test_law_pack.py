"""The law pack: its numbers decide the answers, and a fault planted in it is found when it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sonae_core.law.answer import Adviser
from sonae_core.law.calendar import OfficeCalendar
from sonae_core.law.question import read_question
from sonae_core.packs.facts import Confidence
from sonae_core.packs.files import ROOT, family_files
from sonae_core.packs.law import Law, load_law
from sonae_core.values.errors import InputError

Replant = Callable[..., Law]


@pytest.fixture
def replant(tmp_path: Path) -> Replant:
    """Read a copy of the pack in which one text of one file was replaced."""

    def read(file: str, old: str, new: str, *, count: int = 1) -> Law:
        (tmp_path / "law").mkdir(exist_ok=True)
        for name, content in family_files("law", ROOT):
            text = content.decode()
            if name == f"law/{file}":
                assert old in text
                text = text.replace(old, new, count)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return load_law(tmp_path)

    return read


def _due(law: Law, **question: object) -> str | None:
    answer = Adviser(law, OfficeCalendar(law.closed_days)).answer(read_question(question, law))
    return answer.dates.final.due.isoformat() if answer.dates else None


def test_terms_come_from_the_pack(replant: Replant) -> None:
    law = replant("appi.yaml", "days_malicious: 60", "days_malicious: 61")
    assert _due(law, known="2026-10-24", triggers=["malicious"]) == "2026-12-23"


def test_the_threshold_of_persons_comes_from_the_pack(replant: Replant) -> None:
    law = replant("appi.yaml", "more_than: 1000", "more_than: 500")
    assert _due(law, known="2026-10-24", triggers=["volume"], persons=501) == "2026-11-24"


def test_holidays_come_from_the_pack(replant: Replant) -> None:
    law = replant("open_days.yaml", "11-03 文化の日、11-23 勤労感謝の日", "11-03 文化の日", count=5)
    assert _due(law, known="2026-10-24", triggers=["sensitive"]) == "2026-11-23"


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("appi.yaml", "valid_to: 2024-03-31", "valid_to: 2024-03-30", "期間が続いていません"),
        ("appi.yaml", "valid_to: 2024-03-31", "valid_to: 2024-04-30", "期間が続いていません"),
        ("appi.yaml", "first_day: 2022-04-01", "first_day: 2022-03-01", "first_day"),
        ("appi.yaml", "id: appi_property", "id: appi_sensitive", "2回あります"),
        ("appi.yaml", "days: 30", "days: 0", "1より小さい"),
        ("appi.yaml", "days: 30", "day: 30", "必要な項目がありません"),
        ("appi.yaml", "locator: 3-5-3-3", "page: 3-5-3-3", "必要な項目がありません"),
        ("my_number.yaml", "entity: number", "entity: business", "2回あります"),
        ("open_days.yaml", "    2030: ", "    2041: ", "そろっていません"),
        ("open_days.yaml", "01-01 元日", "13-01 元日", "形が違います"),
        ("open_days.yaml", "closed_days:", "closed: ", "知らない項目"),
        ("open_days.yaml", "confidence: derived", "confidence: sure", "選べない値"),
        ("open_days.yaml", "confidence: derived", "confidence: assumed", "assumed"),
    ],
)
def test_a_planted_fault_is_found(replant: Replant, file: str, old: str, new: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        replant(file, old, new)
    assert problem in str(caught.value)


def test_texts_are_whole_sentences_and_agree_with_the_numbers() -> None:
    for statement in load_law().statements.values():
        assert all(sentence.endswith("。") for sentence in statement.explanation), statement.id


@pytest.mark.parametrize("entity", ["business", "number"])
def test_nine_items_are_reported_and_five_told_to_persons(entity: str) -> None:
    items = load_law().regimes[entity].items
    assert [item.number for item in items.items] == list(range(1, 10))
    assert [item.number for item in items.items if item.to_persons] == [1, 2, 4, 5, 9]
    assert re.findall(r"(\d)つ", items.explanation[0]) == ["9", "5"]


def test_what_was_not_read_is_not_called_verified() -> None:
    """The newer edition, the amended act and the common forms are known from notes only."""
    law = load_law()
    for name in ("appi_guideline_2026_06", "appi_act_56_of_2026", "common_incident_forms_2026"):
        assert law.statements[name].confidence is Confidence.UNVERIFIED


def test_news_does_not_make_a_deadline_less_certain() -> None:
    law = load_law()
    desk = Adviser(law, OfficeCalendar(law.closed_days))
    answer = desk.answer(read_question({"known": "2026-10-24", "triggers": ["malicious"]}, law))
    assert answer.confidence is Confidence.DERIVED
    assert "unverified" in {source["confidence"] for source in answer.sources}
