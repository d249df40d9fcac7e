"""A fact moved out of what is published makes a check fail: the checks can fail, each for its own reason."""

from __future__ import annotations

import pytest

from bench.calibration.checks import case_checks, premium_checks, survey_checks, victim_checks
from bench.calibration.hospitals import with_facts
from bench.calibration.observe import observe
from sonae_core.packs.snapshot import Pack

FEW = 8


@pytest.mark.parametrize(
    ("moved", "failing"),
    [
        ({"fraud_mail_base_rate": 0.25}, {"hit_share"}),
        ({"ransomware_escalation": 0.6}, {"event_mean"}),
        ({"fraud_mail_escalation": 0.5}, {"over_million"}),
        ({"ransomware_outage_median": 60.0}, {"victim_month"}),
        ({"restore_server": 60_000_000.0}, {"victim_median", "victim_over_10m", "victim_spent"}),
    ],
    ids=lambda value: "-".join(sorted(value)),
)
def test_a_fact_out_of_its_range_is_noticed(pack: Pack, moved: dict[str, float], failing: set[str]) -> None:
    seen = observe(other := with_facts(pack, moved), FEW)
    checks = (*survey_checks(seen), *victim_checks(other, seen))
    assert failing <= {check.id for check in checks if not check.met}


def test_a_case_is_noticed_when_machines_no_longer_grow_with_the_company(pack: Pack) -> None:
    moved = with_facts(pack, {"machines_size_exponent": 0.0})
    assert {check.id for check in case_checks(moved) if not check.met} == {f"{name}_near" for name in pack.cases}


def test_a_premium_is_noticed_when_the_exponent_of_sales_moves(pack: Pack) -> None:
    moved = with_facts(pack, {pack.premium.sales_exponent: 0.5})
    assert [check for check in premium_checks(moved) if not check.met]
