"""Each scenario in ``scenarios/`` is a question a company asks and what the answer has to hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sonae_core.law.answer import adviser
from sonae_core.law.question import read_question
from sonae_core.values.document import parse_document

FOLDER = Path(__file__).parent / "scenarios"


def _explained(answer: dict[str, Any]) -> str:
    return "\n".join(answer["explanation"])


def _others(answer: dict[str, Any]) -> list[list[Any]]:
    return [[each["due"], each["days"], each["raw"]] for each in answer["final"]["alternatives"]]


CHECKS: dict[str, Callable[[dict[str, Any], Any], bool]] = {
    "報告": lambda answer, value: answer["reportable"] is value,
    "目安": lambda answer, value: [answer["preliminary"]["from"], answer["preliminary"]["to"]] == value,
    "日数": lambda answer, value: answer["final"]["days"] == value,
    "数えた日": lambda answer, value: answer["final"]["raw"] == value,
    "期限": lambda answer, value: answer["final"]["due"] == value,
    "ほかの読み方": lambda answer, value: _others(answer) == value,
    "確かさ": lambda answer, value: answer["confidence"] == value,
    "決まり": lambda answer, value: answer["rule"] == value,
    "決まりの日": lambda answer, value: answer["rule_valid_from"] == value,
    "残った": lambda answer, value: [each["kind"] for each in answer["triggers"]] == value,
    "外れた": lambda answer, value: [each["kind"] for each in answer["removed"]] == value,
    "説明に": lambda answer, value: all(part in _explained(answer) for part in value),
    "説明にない": lambda answer, value: not any(part in _explained(answer) for part in value),
}


def _scenarios() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for scenario in parse_document(path.read_bytes(), path.name).data:
            yield pytest.param(scenario, id=f"{path.stem}: {scenario['名前']}")


@pytest.mark.parametrize("scenario", list(_scenarios()))
def test_scenario_is_answered_as_written(scenario: dict[str, Any]) -> None:
    desk = adviser()
    answer = desk.answer(read_question(scenario["質問"], desk.law)).as_json()
    assert scenario["答え"], "a scenario that expects nothing cannot fail"
    for name, value in scenario["答え"].items():
        assert CHECKS[name](answer, value), (name, value, answer)


@pytest.mark.parametrize("scenario", [each for each in _scenarios() if "報告" in each.values[0]["答え"]])
def test_no_duty_means_no_dates_and_no_notice(scenario: dict[str, Any]) -> None:
    desk = adviser()
    answer = desk.answer(read_question(scenario["質問"], desk.law)).as_json()
    blocks = [answer["preliminary"], answer["final"], answer["notify_persons"]]
    assert all(block is not None for block in blocks) is answer["reportable"]
    assert any(block is not None for block in blocks) is answer["reportable"]


def test_the_answer_of_the_contract_to_the_letter() -> None:
    desk = adviser()
    answer = desk.answer(read_question({"known": "2026-10-24", "triggers": ["malicious"]}, desk.law)).as_json()
    assert list(answer)[:9] == [
        *("reportable", "preliminary", "final", "notify_persons", "explanation"),
        *("rule", "rule_valid_from", "confidence", "sources"),
    ]
    assert {key: answer[key] for key in list(answer)[:4]} == {
        "reportable": True,
        "preliminary": {
            "duty": "promptly",
            "from": "2026-10-26",
            "to": "2026-10-28",
            "guide": True,
            "may_be_final": True,
        },
        "final": {"due": "2026-12-22", "days": 60, "raw": "2026-12-22", "alternatives": []},
        "notify_persons": {"duty": "promptly"},
    }
    assert list(answer["sources"][0]) == ["title", "url", "locator", "as_of", "confidence"]
