"""Guidelines: every directive and topic leads to a question and a measure, and to nothing that is not there."""

from __future__ import annotations

import pytest

from sonae_core.packs import load
from sonae_core.packs.facts import Confidence
from sonae_core.packs.guidelines import Topic
from tests.core.packs.conftest import Workshop

MANAGEMENT, SELF_CHECK = "guidelines/management.yaml", "guidelines/self_check.yaml"
TOPICS = [
    pytest.param(topic, id=f"{guideline.id} {topic.number}")
    for guideline in load().guidelines.values()
    for topic in guideline.topics()
]


def test_the_management_guideline_has_ten_directives_and_23_sentences() -> None:
    groups = load().guidelines["management_guideline"].groups
    assert [group.directive for group in groups] == list(range(1, 11))
    assert [len(group.topics) for group in groups] == [2, 2, 2, 2, 2, 3, 3, 3, 2, 2]


def test_the_self_check_has_25_topics_in_three_parts_of_100_points() -> None:
    guideline = load().guidelines["self_check"]
    assert [len(group.topics) for group in guideline.groups] == [5, 13, 7]
    assert [topic.number for topic in guideline.topics()] == [str(number) for number in range(1, 26)]
    assert guideline.scoring is not None
    assert guideline.scoring.yes * 25 == 100
    assert [band.at_least for band in guideline.scoring.bands] == [100, 70, 50, 25 * guideline.scoring.unknown]


def test_one_star_has_five_habits_and_a_sixth_that_is_not_verified() -> None:
    one, sixth, two = load().guidelines["security_action"].groups
    assert len(one.topics) == 5
    assert (len(sixth.topics), sixth.confidence) == (1, Confidence.UNVERIFIED)
    assert (len(two.topics), two.confidence) == (2, Confidence.VERIFIED)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_leads_to_a_question_and_a_measure(topic: Topic) -> None:
    pack = load()
    assert topic.questions
    assert topic.measures
    assert all(name in pack.questions for name in topic.questions)
    assert all(name in pack.measures for name in topic.measures)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_can_be_answered_yes_partly_or_no(topic: Topic) -> None:
    kinds = {load().questions[name].kind for name in topic.questions}
    assert "yes_partial_no" in kinds


def test_the_measure_a_topics_question_asks_for_serves_the_topic() -> None:
    pack = load()
    for guideline in pack.guidelines.values():
        for topic in guideline.topics():
            asked = pack.questions[topic.questions[0]].measure
            assert asked in topic.measures, (guideline.id, topic.number)


def test_measures_and_directives_name_each_other() -> None:
    pack = load()
    by_topics: dict[str, set[int]] = {name: set() for name in pack.measures}
    for group in pack.guidelines["management_guideline"].groups:
        for topic in group.topics:
            for name in topic.measures:
                by_topics[name].add(group.directive or 0)
    assert by_topics == {name: set(measure.directives) for name, measure in pack.measures.items()}


def test_every_question_of_a_defence_serves_some_guideline() -> None:
    pack = load()
    asked = {name for guideline in pack.guidelines.values() for topic in guideline.topics() for name in topic.questions}
    assert {name for name, question in pack.questions.items() if question.measure} <= asked


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            MANAGEMENT,
            "measures: [security_policy, list_risks]",
            "measures: [payment_check]",
            "directives に 1 がありません",
        ),
        (MANAGEMENT, "questions: [policy_published]", "questions: [policy]", "質問 policy がありません"),
        (MANAGEMENT, "measures: [list_risks]", "measures: [risk_lists]", "対策 risk_lists がありません"),
        (MANAGEMENT, "questions: [policy_published]", "questions: []", "questions"),
        (MANAGEMENT, 'number: "1-2"', 'number: "1-1"', "同じ番号のtopic"),
        (MANAGEMENT, "confidence: verified", "confidence: assumed", "source があります"),
        (SELF_CHECK, "questions: [antivirus]", "questions: [data_class]", "点数を付けられない質問です"),
        (SELF_CHECK, "at_least: 50", "at_least: 80", "大きい順"),
        (SELF_CHECK, "{id: tokyo_self_check,", "{id: tokyo_check,", "にない出典です"),
    ],
)
def test_a_guideline_that_leads_nowhere_is_refused(packs: Workshop, file: str, old: str, new: str, says: str) -> None:
    packs.edit(file, old, new)
    found = [each for each in packs.findings() if says in each.problem or says in each.where]
    assert found, [str(each.error()) for each in packs.findings()]
    assert found[0].file == file
    assert found[0].line is not None
    assert found[0].remedy
