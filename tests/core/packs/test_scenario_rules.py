"""Rules inside scenarios and cost lines."""

from __future__ import annotations

import pytest

from tests.core.packs.conftest import Workshop

RANSOMWARE = "threats/ransomware.yaml"
COSTS = "costs/lines.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            RANSOMWARE,
            "value: 0.25\n    low: 0.1\n    high: 0.4",
            "value: 0.5\n    low: 0.1\n    high: 0.6",
            "経路の重みの合計",
        ),
        (RANSOMWARE, "value: 0.6\n    low: 0.4", "value: 0.6\n    low: 0", "重みが0です"),
        (RANSOMWARE, "low: 1.5\n    high: 4\n", "low: 0.5\n    high: 4\n", "悪い状態のほうが軽く"),
        (
            RANSOMWARE,
            "{outage_hours: backup_outage_factor,",
            "{diverted: backup_outage_factor,",
            "diverted を変えています",
        ),
        (
            RANSOMWARE,
            "    - {line: overtime}",
            "    - {line: diverted_funds}",
            "材料（diverted）がシナリオにありません",
        ),
        (RANSOMWARE, "    - {line: overtime}", "    - {line: interruption}", "同じ費目が2回"),
        (RANSOMWARE, "axis: response_plan", "axis: restorable_backup", "同じ軸が2回"),
        (RANSOMWARE, "{line: first_response, minor: true}", "{line: first_response}", "小さい事故で払う費目"),
        (RANSOMWARE, "{share_median: ransomware_persons,", "{", "share_median と count_median"),
        (RANSOMWARE, "stops: business", "stops: everything", "選べない値"),
        (
            COSTS,
            "{basis: devices, unit_cost: forensics_pc,",
            "{basis: persons, unit_cost: forensics_pc,",
            "単位が合いません",
        ),
        (COSTS, "{basis: servers, unit_cost: forensics_server}", "{basis: servers}", "単価がありません"),
        (COSTS, "{basis: interruption}", "{basis: interruption, unit_cost: legal_fee}", "interruption に単価は"),
        (COSTS, "quantity: call_centre_duration", "quantity: overtime_days", "単位が合いません"),
        (COSTS, "beside: [forensics_pc_guide]", "beside: [legal_fee]", "単位が合いません"),
    ],
)
def test_a_scenario_or_line_that_cannot_be_calculated_is_refused(
    packs: Workshop, file: str, old: str, new: str, says: str
) -> None:
    packs.edit(file, old, new)
    found = [each for each in packs.findings() if says in each.problem]
    assert found, [str(each.error()) for each in packs.findings()]
    assert found[0].file == file
    assert found[0].line is not None
    assert found[0].remedy


def test_a_third_axis_is_refused(packs: Workshop) -> None:
    packs.edit(
        RANSOMWARE,
        "    - axis: response_plan",
        "    - {axis: third, title: a, good: b, bad: c, multiplies: {devices: backup_servers_factor},"
        " centred_on: backup_share_among_firms, share_good: backup_share_among_firms}\n    - axis: response_plan",
    )
    assert "多すぎます" in packs.findings()[0].problem
