"""Names lead somewhere, units fit, nothing stands around unused; each finding has file, line and remedy."""

from __future__ import annotations

import pytest

from sonae_core.packs import load
from sonae_core.values.errors import InputError
from tests.core.packs.conftest import Workshop

RANSOMWARE = "threats/ransomware.yaml"


def test_a_fact_that_does_not_exist_is_named_with_the_nearest(packs: Workshop) -> None:
    line = packs.edit(RANSOMWARE, "escalation: ransomware_escalation", "escalation: ransomware_escalaton")
    found = packs.findings()
    assert [(each.file, each.line, each.where) for each in found] == [(RANSOMWARE, line, "scenario.escalation")]
    assert "ransomware_escalaton" in found[0].problem
    assert "「ransomware_escalation」" in found[0].remedy


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (RANSOMWARE, "{line: legal,", "{line: lawyer,", "費目 lawyer がありません"),
        ("measures/basic.yaml", "{scenario: web_intrusion, path: cred", "{scenario: web, path: cred", "シナリオ web"),
        ("measures/basic.yaml", "question: mfa\n", "question: mfaa\n", "質問 mfaa がありません"),
        ("questions/short.yaml", "measure: mfa_remote", "measure: mfa_remot", "対策 mfa_remot がありません"),
        ("cases/hospitals.yaml", "scenario: ransomware", "scenario: ransom", "シナリオ ransom がありません"),
    ],
)
def test_every_family_is_looked_up(packs: Workshop, file: str, old: str, new: str, says: str) -> None:
    line = packs.edit(file, old, new)
    assert any(says in each.problem and each.file == file and each.line == line for each in packs.findings())


def test_a_fact_in_the_wrong_unit_is_refused(packs: Workshop) -> None:
    line = packs.edit(RANSOMWARE, "escalation: ransomware_escalation", "escalation: ransomware_base_rate")
    problem = packs.findings()
    assert [(each.line, "per_year" in each.problem, "share" in each.remedy) for each in problem] == [(line, True, True)]


def test_a_unit_nobody_knows_is_refused(packs: Workshop) -> None:
    line = packs.edit("statistics/npa.yaml", "unit: reports", "unit: report")
    found = packs.only()
    assert (found.line, "reports" in found.remedy) == (line, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [("value: 0.55", "value: 1.55"), ("value: 0.55", "value: -0.1"), ("value: 222", "value: -1")],
)
def test_a_value_impossible_in_its_unit_is_refused(packs: Workshop, old: str, new: str) -> None:
    line = packs.edit("statistics/npa.yaml", old, new)
    found = packs.only()
    assert (found.line, "ありえない数" in found.problem) == (line, True)


def test_two_facts_of_one_name_are_refused_with_both_places(packs: Workshop) -> None:
    text = (packs.root / "model/parameters.yaml").read_text(encoding="utf-8")
    first = text[: text.index("id: threshold_serious")].count("\n") + 1
    line = packs.append(
        "statistics/npa.yaml",
        "  - {id: threshold_serious, title: 二つ目, unit: yen, value: 5, low: 1, high: 9, as_of: 2026-11-24,"
        " confidence: assumed, rationale: a, replaces_when: b}\n",
    )
    found = packs.only()
    assert (found.file, found.line) == ("statistics/npa.yaml", line)
    assert f"model/parameters.yaml の{first}行目" in found.problem


def test_an_unused_fact_is_listed_but_the_packs_load(packs: Workshop) -> None:
    line = packs.append(
        RANSOMWARE,
        "  - {id: spare, title: 予備, unit: yen, value: 5, low: 1, high: 9, as_of: 2026-11-24,"
        " confidence: assumed, rationale: a, replaces_when: b}\n",
    )
    found = packs.only("unused")
    assert (found.file, found.line) == (RANSOMWARE, line)
    assert load(packs.root).point("spare") == 5


def test_a_statistic_need_not_be_used(packs: Workshop) -> None:
    packs.append(
        "statistics/npa.yaml",
        "  - {id: spare, title: 予備, unit: yen, value: 5, low: 1, high: 9, as_of: 2026-11-24,"
        " confidence: assumed, rationale: a, replaces_when: b}\n",
    )
    assert packs.findings("unused") == []


def test_a_line_no_scenario_pays_is_listed(packs: Workshop) -> None:
    packs.edit(RANSOMWARE, "    - {line: ransom, probability: ransomware_ransom_p}\n", "")
    assert "ransom" in [each.problem.split("（")[1].rstrip("）") for each in packs.findings("unused")]


def test_several_faults_are_all_found_in_one_run(packs: Workshop) -> None:
    packs.edit(RANSOMWARE, "escalation: ransomware_escalation", "escalation: nowhere")
    packs.edit("costs/lines.yaml", "insurable: true", "insurable: maybe")
    packs.edit("model/parameters.yaml", "    confidence: assumed\n", "")
    packs.edit("statistics/npa.yaml", "unit: reports", "unit: report")
    files = {each.file for each in packs.findings()}
    assert {RANSOMWARE, "costs/lines.yaml", "model/parameters.yaml", "statistics/npa.yaml"} <= files


def test_loading_names_the_first_and_counts_the_others(packs: Workshop) -> None:
    packs.edit("statistics/npa.yaml", "unit: reports", "unit: report")
    packs.edit("statistics/npa.yaml", "unit: answers", "unit: answer")
    with pytest.raises(InputError, match=r"ほかに1件.*packs check"):
        load(packs.root)


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("costs/broken.yaml", "a: [1\n", "YAML"),
        ("costs/empty.yaml", "\n", "中身がありません"),
        ("costs/list.yaml", "- 1\n", "項目の並びではありません"),
        ("costs/unknown.yaml", "fact: []\n", "知らない項目です"),
        ("costs/flat.yaml", "facts: 5\n", "並びではありません"),
        ("somewhere/facts.yaml", "facts: []\n", "どこからも読まれない"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_finding(packs: Workshop, file: str, content: str, says: str) -> None:
    (packs.root / file).parent.mkdir(exist_ok=True)
    (packs.root / file).write_text(content, encoding="utf-8")
    found = packs.only()
    assert found.file == file
    assert says in found.problem
    assert found.remedy


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("version.yaml", "ファイルがありません"),
        ("premium/schedule.yaml", "premium がありません"),
        ("model/texts.yaml", "texts がありません"),
        ("model/parameters.yaml", "parameters がありません"),
    ],
)
def test_a_missing_part_is_a_finding(packs: Workshop, file: str, says: str) -> None:
    (packs.root / file).unlink()
    assert any(says in each.problem for each in packs.findings())


def test_a_fault_in_the_law_is_found_too(packs: Workshop) -> None:
    packs.edit("law/appi.yaml", "confidence: verified", "confidence: certain")
    assert packs.only().file == "law/appi.yaml"
