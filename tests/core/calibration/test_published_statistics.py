"""The model gives what published statistics say, each over the population that the statistic describes.

Ranges and populations: docs/explanation/calibration.md.
"""

from __future__ import annotations

import pytest

from bench.calibration.checks import (
    MOST_PREMIUM_ERROR,
    SERIOUS,
    case_checks,
    premium_checks,
    survey_checks,
    victim_checks,
)
from bench.calibration.observe import Observation
from sonae_core.packs import load
from sonae_core.packs.snapshot import Pack


def test_as_many_small_companies_are_hit_in_a_year_as_say_so(seen: Observation) -> None:
    hit = survey_checks(seen)[0]
    assert (hit.id, hit.met) == ("hit_share", True), hit


def test_an_event_of_any_size_costs_about_what_companies_say(seen: Observation) -> None:
    cost = survey_checks(seen)[1]
    assert (cost.id, cost.met) == ("event_mean", True), cost


def test_about_one_event_in_eleven_costs_a_million_yen(seen: Observation) -> None:
    large = survey_checks(seen)[2]
    assert (large.id, large.met) == ("over_million", True), large


def test_what_was_spent_is_less_than_the_whole_cost(seen: Observation) -> None:
    assert 0 < seen.event_mean_spent < seen.event_mean


def test_a_serious_ransomware_case_costs_between_8_and_25_million_yen_in_the_middle(
    pack: Pack, seen: Observation
) -> None:
    median = victim_checks(pack, seen)[0]
    assert (median.id, median.met) == ("victim_median", True), median


def test_half_to_two_thirds_of_serious_ransomware_cases_cost_10_million_yen(pack: Pack, seen: Observation) -> None:
    share = victim_checks(pack, seen)[1]
    assert (share.id, share.met) == ("victim_over_10m", True), share


def test_investigation_and_recovery_reach_10_million_yen_as_often_as_victims_told_the_police(
    pack: Pack, seen: Observation
) -> None:
    share = victim_checks(pack, seen)[2]
    assert (share.id, share.met) == ("victim_spent", True), share


def test_a_fifth_to_two_fifths_of_ransomware_victims_need_a_month(pack: Pack, seen: Observation) -> None:
    month = victim_checks(pack, seen)[3]
    assert (month.id, month.met) == ("victim_month", True), month


def test_larger_companies_lose_more_as_the_survey_of_all_sizes_shows(pack: Pack, seen: Observation) -> None:
    small = seen.victims.serious(SERIOUS).quantile(0.5)
    large = seen.victims.serious(SERIOUS, at_least_employees=100).quantile(0.5)
    assert small < pack.point("jnsa_2025_ransomware_median")
    assert small < large


@pytest.mark.parametrize("case", load().cases)
def test_the_published_total_of_a_case_is_what_the_model_expects_on_its_lines(pack: Pack, case: str) -> None:
    mine = [check for check in case_checks(pack) if check.id.startswith(case)]
    assert [check.id for check in mine] == [f"{case}_inside", f"{case}_near"]
    assert not [check for check in mine if not check.met]


def test_every_published_premium_is_met_within_three_per_cent(pack: Pack) -> None:
    rows = list(premium_checks(pack))
    assert len(rows) == len(pack.premium.examples) > 20
    assert not [row for row in rows if not row.met]
    assert all(row.high == MOST_PREMIUM_ERROR for row in rows)
