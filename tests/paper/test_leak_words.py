"""What is said of a leak: the answer, how long there is, texts for others with the days in them, a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sonae_core.law.answer import adviser
from sonae_core.law.leak_check import Checked, Told, check
from sonae_paper.text import leak

KNOWN = date(2026, 11, 20)
"""A Friday; day 30 is a Saturday, so that the report is due on Monday 21 December."""
TODAY = date(2026, 11, 22)
REGIMES = adviser().law.regimes


def found(entity: str = "business", persons: int | None = 1, known: date = KNOWN, **said: bool | None) -> Checked:
    return check(
        Told(entity, known, {"sensitive": False, "property": False, "malicious": False, **said}, persons), adviser()
    )


def test_a_certain_answer_names_the_rule_it_rests_on():
    case = found(sensitive=True, property=None)
    assert leak.verdict(case) == "報告が必要です"
    assert "要配慮個人情報" in leak.because(case)
    assert "財産" not in leak.because(case)


def test_an_open_answer_names_what_is_open():
    assert "「本人の数」がまだわからない" in leak.because(found(persons=None))


@pytest.mark.parametrize(
    ("days", "words"), [(29, "あと29日"), (1, "あすです"), (0, "きょうです"), (-3, "3日過ぎています")]
)
def test_how_long_there_is(days, words):
    assert leak.left(TODAY + timedelta(days), TODAY) == words


def test_a_day_that_moved_says_why():
    dates = found(sensitive=True).answer.dates
    assert leak.moved(dates) == "30日目の2026年12月19日（土）が役所の休みのため、次に開く日です。"


def test_no_sentence_for_pages_speaks_of_the_command_line():
    for entity, kind in (("business", "sensitive"), ("number", "exposed"), ("number", "malicious")):
        assert "--" not in "".join(leak.explained(found(entity, **{kind: True})))


def test_the_text_to_the_processor_asks_for_each_item_by_the_guide_day():
    regime = REGIMES["business"]
    text = leak.to_processor(regime, found(sensitive=True).answer.dates, TODAY).text
    assert "2026年11月24日（火）までに" in text
    assert "確報の期限の2026年12月21日（月）" in text
    assert all(f"{item.number}. {item.title}" in text for item in regime.items.items)


def test_it_asks_at_once_when_the_guide_day_is_over():
    text = leak.to_processor(REGIMES["business"], found(sensitive=True).answer.dates, date(2026, 12, 1)).text
    assert "すぐにお知らせください" in text


def test_the_text_to_the_entrusting_firm_counts_from_the_day_it_arrives():
    case, theirs = found(sensitive=True), found(sensitive=True, known=TODAY)
    text = leak.to_entrusting(REGIMES["business"], case.answer.dates, theirs.answer.dates, TODAY).text
    assert "2026年11月22日（日）に届いた場合" in text
    assert "速報の目安は2026年11月26日（木）ごろまで、確報の期限は2026年12月21日（月）" in text


def test_the_days_for_a_calendar_are_the_days_of_the_page():
    case = found(sensitive=True)
    guide, final = leak.day_events(case, REGIMES["business"], case.answer.dates)
    assert (guide.first, guide.last) == (date(2026, 11, 22), date(2026, 11, 24))
    assert final.first == final.last == date(2026, 12, 21)


def test_the_same_case_keeps_its_events_when_more_is_known():
    first, later = found(sensitive=None), found(sensitive=True, malicious=True)
    uids = [
        [each.uid for each in leak.day_events(case, REGIMES["business"], case.answer.dates)] for case in (first, later)
    ]
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == 2
