"""Measures reach something, can be started, and never make things worse."""

from __future__ import annotations

import pytest

from sonae_core.packs import load
from sonae_core.packs.measures import Grade
from tests.core.packs.conftest import Workshop

MEASURES = "measures/basic.yaml"
QUESTIONS = "questions/short.yaml"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "{scenario: ransomware, path: mail, rate: edr_rate}",
            "{scenario: ransomware, path: post, rate: edr_rate}",
            "にない経路です",
        ),
        (
            "{scenario: ransomware, axis: restorable_backup}",
            "{scenario: ransomware, axis: backup}",
            "ない軸です（backup）",
        ),
        ("{axis: response_plan}", "{axis: plan}", "ない軸です（plan）"),
        ("{scenario: ransomware, axis: restorable_backup}", "{scenario: ransomware}", "2つのどちらでもありません"),
        ("value: 0.65\n    low: 0.45\n    high: 0.9", "value: 0.65\n    low: 0.45\n    high: 1.1", "件数が増える倍率"),
        ("effect: unknown", "effect: known", "effects がありません"),
        (
            "    effects:\n      - {axis: response_plan}",
            "    effect: unknown\n    effects:\n      - {axis: response_plan}",
            "effect が unknown なのに",
        ),
        ("directives: [3]", "directives: [11]", "10より大きい"),
        ("grade: vendor", "grade: rumour", "選べない値"),
        ("not_for: {remote_access: [none]}", "not_for: {remote_acces: [none]}", "質問 remote_acces がありません"),
        ("not_for: {remote_access: [none]}", "not_for: {remote_access: [no]}", "選べない答えです（no）"),
        ("    question: mfa\n", "    question: backup\n", "backup_offline を聞いています"),
        ("    question: mfa\n", "", "question は ありません"),
    ],
)
def test_a_measure_that_does_not_fit_is_refused(packs: Workshop, old: str, new: str, says: str) -> None:
    packs.edit(MEASURES, old, new)
    found = [each for each in packs.findings() if says in each.problem]
    assert found, [str(each.error()) for each in packs.findings()]
    assert found[0].file in (MEASURES, QUESTIONS)
    assert found[0].line is not None
    assert found[0].remedy


def test_prerequisites_in_a_circle_are_refused(packs: Workshop) -> None:
    packs.edit(
        MEASURES,
        "    effects:\n      - {axis: resp",
        "    prerequisites: [training]\n    effects:\n      - {axis: resp",
    )
    assert packs.findings() == []
    packs.edit(MEASURES, "    effects:\n      - {scenario: fraud_mail, path: deception, rate: training_rate}",
               "    prerequisites: [incident_plan]\n"
               "    effects:\n      - {scenario: fraud_mail, path: deception, rate: training_rate}")  # fmt: skip
    assert {"輪になっています" in each.problem for each in packs.findings()} == {True}
    assert len(packs.findings()) == 2


def test_a_prerequisite_cannot_be_excluded(packs: Workshop) -> None:
    packs.edit(
        MEASURES,
        "    effects:\n      - {axis: resp",
        "    prerequisites: [training]\n    exclusions: [training]\n    effects:\n      - {axis: resp",
    )
    assert "前提でもある対策" in packs.only().problem


def test_a_measure_without_known_effect_changes_nothing() -> None:
    unknown = [measure for measure in load().measures.values() if measure.effect == "unknown"]
    assert len(unknown) == 15
    assert all(measure.effects == () for measure in unknown)


def test_no_measure_has_the_name_of_a_question() -> None:
    pack = load()
    assert not set(pack.measures) & set(pack.questions)


def test_new_measures_claim_less_than_those_that_others_have_measured() -> None:
    pack = load()
    judged = [
        effect.rate
        for measure in pack.measures.values()
        if measure.grade is Grade.JUDGEMENT and pack.files[f"measures:{measure.id}"].startswith("measures/further.yaml")
        for effect in measure.effects
        if effect.rate is not None
    ]
    assert len(judged) >= 15
    assert min(pack.point(rate) for rate in judged) >= 0.7


def test_all_measures_together_leave_a_part_of_every_rate() -> None:
    pack = load()
    for scenario in pack.scenarios.values():
        assert 0.1 <= pack.point(scenario.rate_floor) <= 0.5


def test_a_measure_costs_something_if_only_time() -> None:
    pack = load()
    for measure in pack.measures.values():
        assert measure.cost.person_days is not None, measure.id
        assert pack.point(measure.cost.person_days) > 0, measure.id


def test_every_scenario_can_be_made_rarer_or_milder() -> None:
    pack = load()
    reached = {effect.scenario for measure in pack.measures.values() for effect in measure.effects}
    axes = {effect.axis for measure in pack.measures.values() for effect in measure.effects}
    for scenario in pack.scenarios.values():
        assert scenario.id in reached or axes & {axis.axis for axis in scenario.severity}, scenario.id
