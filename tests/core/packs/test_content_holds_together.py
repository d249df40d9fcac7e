"""The content against the published figures it was made from (the model itself is calibrated elsewhere)."""

from __future__ import annotations

import math

import pytest

from sonae_core.packs import load
from sonae_core.packs.cases import Case
from tests.core.packs.conftest import Workshop


def test_the_base_rates_make_the_published_share_of_firms_hit_in_a_year() -> None:
    pack = load()
    total = sum(pack.point(scenario.base_rate) for scenario in pack.scenarios.values())
    assert 1 - math.exp(-total) == pytest.approx(pack.point("ipa_2024_hit_share"), abs=0.01)


def test_about_as_many_events_escalate_as_cost_a_million_yen() -> None:
    pack = load()
    rates = [(pack.point(each.base_rate), pack.point(each.escalation)) for each in pack.scenarios.values()]
    share = sum(rate * escalation for rate, escalation in rates) / sum(rate for rate, _ in rates)
    assert share == pytest.approx(pack.point("ipa_2024_over_1m"), abs=0.02)


def test_ransomware_escalates_more_often_than_mistakes() -> None:
    pack = load()
    shares = {name: pack.point(each.escalation) for name, each in pack.scenarios.items()}
    assert shares["ransomware"] >= max(shares.values())


def test_the_share_of_firms_hit_is_the_quotient_it_says() -> None:
    pack = load()
    assert pack.point("ipa_2024_hit") / pack.point("ipa_2024_firms") == pytest.approx(0.233, abs=0.0005)


def test_the_recovery_table_adds_up_to_its_answers() -> None:
    pack = load()
    names = ["under_week", "week_to_month", "1_to_2_months", "over_2_months", "still_going"]
    counts = [pack.point(f"npa_2025_recovery_{name}") for name in names]
    assert sum(counts) == pack.point("npa_2025_recovery_answers")
    assert counts[0] + counts[1] == pack.point("npa_2025_within_month")


def test_the_model_value_of_damages_follows_its_formula() -> None:
    pack = load()
    for name, x, y in (("jo_basic", 1, 1), ("jo_financial", 1, 3), ("jo_health", 3, 1)):
        unit = 500 * (10 ** (x - 1) + 5 ** (y - 1))
        assert (pack.point(name), pack.bounds(name)) == (unit * 6, (unit, unit * 12))


def test_the_theoretical_value_is_shown_but_not_used() -> None:
    pack = load()
    used = {component.unit_cost for line in pack.lines.values() for component in line.components}
    assert not used & {"jo_basic", "jo_financial", "jo_health", "forensics_pc_guide"}


@pytest.mark.parametrize("case", load().cases.values(), ids=lambda each: each.id)
def test_the_rows_of_a_case_come_near_its_published_total(case: Case) -> None:
    pack = load()
    low = sum(pack.bounds(row.yen)[0] for row in case.rows)
    high = sum(pack.bounds(row.yen)[1] for row in case.rows)
    total_low, total_high = pack.bounds(case.total)
    assert low <= total_high
    assert high >= total_low


def test_a_case_answers_only_what_is_asked(packs: Workshop) -> None:
    line = packs.edit("cases/hospitals.yaml", "backup: no", "backup: never")
    assert (packs.only().line, "選べない答え" in packs.only().problem) == (line, True)
    packs.edit("cases/hospitals.yaml", "backup: never", "backups: no")
    assert "質問 backups がありません" in packs.only().problem
