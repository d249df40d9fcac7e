"""Every wrong field of a question is one line that names the field and says how to mend it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from sonae_core.law.answer import adviser
from sonae_core.law.question import read_question
from sonae_core.values.errors import InputError

GOOD: dict[str, Any] = {"known": "2026-10-24", "triggers": ["sensitive"]}

BAD: list[tuple[str, dict[str, Any], str, str]] = [
    ("no day", {"known": None}, "known", "知った日がありません"),
    ("a day that does not exist", {"known": "2026-02-29"}, "known", "実在しない日時"),
    ("a thirteenth month", {"known": "2026-13-01"}, "known", "実在しない日時"),
    ("an hour that does not exist", {"known": "2026-10-24T25:00"}, "known", "日付として読めません"),
    ("midnight as hour 24", {"known": "2026-10-24T24:00"}, "known", "日付として読めません"),
    ("a minute that does not exist", {"known": "2026-10-24T08:60"}, "known", "実在しない日時"),
    ("an offset that does not exist", {"known": "2026-10-24T08:00+99:00"}, "known", "実在しない日時"),
    ("slashes", {"known": "2026/10/24"}, "known", "日付として読めません"),
    ("full-width digits", {"known": "２０２６-１０-２４"}, "known", "日付として読めません"),
    ("an era", {"known": "令和8年10月24日"}, "known", "日付として読めません"),
    ("text after the day", {"known": "2026-10-24 ごろ"}, "known", "日付として読めません"),
    ("an empty day", {"known": ""}, "known", "日付として読めません"),
    ("a number as day", {"known": 20261024}, "known", "日付ではありません"),
    ("a list as day", {"known": ["2026-10-24"]}, "known", "日付ではありません"),
    ("true as day", {"known": True}, "known", "日付ではありません"),
    ("the day before the duty", {"known": "2022-03-31"}, "known", "2022-04-01 より前"),
    ("before the duty in Japan", {"known": "2022-03-31T14:59Z"}, "known", "2022-04-01 より前"),
    ("a deadline after the table", {"known": "2040-12-15"}, "known", "祝日の表の終わり"),
    ("moved beyond the table", {"known": "2040-11-30"}, "known", "祝日の表の終わり"),
    ("the last day of all", {"known": "9999-12-31"}, "known", "祝日の表の終わり"),
    ("beyond the last day of all", {"known": "9999-12-31T23:59-10:00"}, "known", "実在しない日時"),
    ("no trigger", {"triggers": []}, "triggers", "何が起きたかがありません"),
    ("triggers not said", {"triggers": None}, "triggers", "何が起きたかがありません"),
    ("a text instead of a list", {"triggers": "sensitive"}, "triggers", "並びではありません"),
    ("an unknown trigger", {"triggers": ["malware"]}, "triggers[0]", "選べない値"),
    ("a trigger of the other act", {"triggers": ["sensitive", "systems"]}, "triggers[1]", "選べない値"),
    ("a trigger in capitals", {"triggers": ["SENSITIVE"]}, "triggers[0]", "選べない値"),
    ("a number as trigger", {"triggers": [1]}, "triggers[0]", "選べない値"),
    ("a trigger without kind", {"triggers": [{"known": "2026-10-24"}]}, "triggers[0]", "選べない値"),
    ("a wrong key in a trigger", {"triggers": [{"kind": "sensitive", "day": 1}]}, "triggers[0].day", "知らない項目"),
    (
        "a wrong day in a trigger",
        {"triggers": [{"kind": "sensitive", "known": "x"}]},
        "triggers[0].known",
        "日付として",
    ),
    (
        "an early day in a trigger",
        {"triggers": [{"kind": "sensitive", "known": "2021-01-01"}]},
        "triggers[0].known",
        "前",
    ),
    (
        "one trigger with two days",
        {"triggers": ["sensitive", {"kind": "sensitive", "known": "2026-10-25"}]},
        "triggers[1]",
        "知った日が2つ",
    ),
    ("volume without persons", {"triggers": ["volume"]}, "persons", "人数が要ります"),
    ("volume without persons, exempt", {"triggers": ["volume"], "exempt": "encrypted"}, "persons", "人数が要ります"),
    ("negative persons", {"persons": -1}, "persons", "人数として読めません"),
    ("half a person", {"persons": Decimal("1000.5")}, "persons", "整数ではありません"),
    ("persons as text", {"persons": "1200"}, "persons", "数ではありません"),
    ("persons true", {"persons": True}, "persons", "数ではありません"),
    ("persons infinite", {"persons": float("inf")}, "persons", "人数として読めません"),
    ("persons not a number", {"persons": Decimal("NaN")}, "persons", "人数として読めません"),
    ("more persons than there are", {"persons": 10**16}, "persons", "人数として読めません"),
    ("an unknown exemption", {"exempt": "apologised"}, "exempt", "選べない値"),
    ("an exemption as list", {"exempt": ["encrypted"]}, "exempt", "選べない値"),
    ("a public body", {"entity": "public"}, "entity", "まだ入っていません"),
    ("an unknown entity", {"entity": "person"}, "entity", "選べない値"),
    ("a trigger of a business for numbers", {"entity": "number"}, "triggers[0]", "選べない値"),
    ("an unknown key", {"trigger": "sensitive"}, "trigger", "知らない項目"),
]


@pytest.mark.parametrize(("change", "field", "problem"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD])
def test_a_wrong_field_is_named_with_its_remedy(change: dict[str, Any], field: str, problem: str) -> None:
    desk = adviser()
    with pytest.raises(InputError) as caught:
        desk.answer(read_question(GOOD | change, desk.law))
    assert caught.value.path == field
    assert problem in caught.value.problem
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [None, [], "malicious", 1])
def test_something_else_than_a_question_is_refused(data: Any) -> None:
    with pytest.raises(InputError):
        read_question(data, adviser().law)


def test_an_alternative_after_the_table_is_refused_too() -> None:
    """The date of the answer may lie in the table while another reading does not: nothing half is answered."""
    triggers = [{"kind": "sensitive", "known": "2040-10-20"}, {"kind": "malicious", "known": "2040-12-10"}]
    with pytest.raises(InputError, match="祝日の表の終わり"):
        adviser().answer(read_question({"triggers": triggers}, adviser().law))


def test_the_last_day_that_can_be_answered() -> None:
    answer = adviser().answer(read_question({"known": "2040-11-29", "triggers": ["sensitive"]}, adviser().law))
    assert answer.dates is not None
    assert answer.dates.final.due.isoformat() == "2040-12-28"


def test_saying_the_same_trigger_twice_says_nothing_new() -> None:
    once = read_question(GOOD, adviser().law)
    assert read_question(GOOD | {"triggers": ["sensitive", "sensitive"]}, adviser().law) == once


def test_null_is_the_same_as_not_said() -> None:
    nothing = {"persons": None, "exempt": None, "entity": None}
    assert read_question(GOOD | nothing, adviser().law) == read_question(GOOD, adviser().law)


def test_a_whole_number_may_be_written_as_a_decimal() -> None:
    assert read_question(GOOD | {"persons": Decimal("1e3")}, adviser().law).persons == 1000
