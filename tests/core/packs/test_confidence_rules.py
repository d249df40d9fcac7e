"""A fact earns its confidence, or the packs do not load."""

from __future__ import annotations

import pytest

from sonae_core.packs import load
from sonae_core.values.errors import InputError
from tests.core.packs.conftest import Workshop

PARAMETERS = "model/parameters.yaml"
COSTS = "costs/lines.yaml"
THRESHOLD = (
    "    value: 1_000_000\n    low: 500_000\n    high: 2_000_000\n    as_of: 2026-11-24\n    confidence: assumed\n"
)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (PARAMETERS, "    confidence: assumed\n", "", "必要な項目がありません"),
        (PARAMETERS, "confidence: assumed", "confidence: guessed", "選べない値です"),
        (PARAMETERS, "confidence: assumed", "confidence: verified", "source がありません"),
        (PARAMETERS, THRESHOLD, THRESHOLD.replace("    low: 500_000\n    high: 2_000_000\n", ""), "範囲がありません"),
        (PARAMETERS, THRESHOLD, THRESHOLD.replace("value: 1_000_000", "value: 3_000_000"), "low と high の間に"),
        (PARAMETERS, "    rationale: IPA", "    note: IPA", "理由がありません"),
        (PARAMETERS, "    replaces_when: 会社ごと", "    note: 会社ごと", "理由がありません"),
        (PARAMETERS, "as_of: 2026-11-24", "as_of: 2026-02-30", "日付として読めません"),
        (PARAMETERS, "unit: yen\n", "units: yen\n", "必要な項目がありません|知らない項目です"),
        (COSTS, "    confidence: derived\n", "    confidence: assumed\n", "assumed なのに source があります"),
        (COSTS, "    method: 1万人への送付で約130万円 ÷ 10,000\n", "", "derived に計算方法がありません"),
    ],
)
def test_a_fact_that_has_not_earned_its_confidence_is_refused(
    packs: Workshop, file: str, old: str, new: str, says: str
) -> None:
    line = packs.edit(file, old, new)
    with pytest.raises(InputError, match=says) as caught:
        load(packs.root)
    assert caught.value.path.startswith(f"{file}: facts[")
    assert "行目" in caught.value.path
    found = next(finding for finding in packs.findings() if "facts[" in finding.where)
    assert found.line is not None
    assert abs(found.line - line) <= 12  # the item, or the field in it
    assert found.remedy


def test_a_source_that_nobody_wrote_down_is_refused(packs: Workshop) -> None:
    line = packs.edit(COSTS, "source: {id: jnsa_cost_2021,", "source: {id: jnsa_cost_2020,")
    found = packs.findings()[0]
    assert (found.file, found.line) == (COSTS, line)
    assert "jnsa_cost_2020" in found.problem
    assert "jnsa_cost_2021" in found.remedy


def test_a_source_that_no_fact_names_is_listed(packs: Workshop) -> None:
    line = packs.append("sources.yaml", "  - {id: spare, title: 予備, url: null}\n")
    found = packs.only("unused")
    assert (found.file, found.line) == ("sources.yaml", line)
    assert "spare" in found.problem


def test_a_fact_younger_than_the_packs_is_refused(packs: Workshop) -> None:
    line = packs.edit(PARAMETERS, "as_of: 2026-11-24", "as_of: 2026-11-25")
    found = packs.only()
    assert (found.file, found.line) == (PARAMETERS, line)
    assert "version.yaml" in found.remedy
