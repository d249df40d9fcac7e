"""Published figures: by year and never mixed, rankings complete, awards apart from theory, cases that add up."""

from __future__ import annotations

from datetime import date

import pytest

from sonae_core.packs import load
from sonae_core.packs.cases import PublishedCase
from sonae_core.packs.facts import Confidence, Fact
from sonae_core.packs.jo_model import sensitivity, theoretical_yen
from sonae_core.packs.statistics import Ranking, Series
from tests.core.packs.conftest import Workshop

PACK = load()
STATISTICS = [
    pytest.param(fact, id=name)
    for name, fact in PACK.facts.items()
    if PACK.files[f"facts:{name}"].startswith("statistics/")
]


@pytest.mark.parametrize("fact", STATISTICS)
def test_a_statistic_has_a_source_and_a_place_in_it(fact: Fact) -> None:
    assert fact.source is not None
    assert fact.source.locator
    assert fact.confidence is not Confidence.ASSUMED


# --- by year --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("series", PACK.series.values(), ids=list(PACK.series))
def test_a_series_goes_forward_in_one_unit(series: Series) -> None:
    assert list(series.points) == sorted(series.points)
    assert len({PACK.fact(name).unit for name in series.points.values()}) == 1


@pytest.mark.parametrize("series", PACK.series.values(), ids=list(PACK.series))
def test_a_point_belongs_to_its_year(series: Series) -> None:
    for year, name in series.points.items():
        assert year in name
        assert year in PACK.fact(name).title


def test_both_ways_of_counting_packets_are_there_and_are_never_compared() -> None:
    first, again = PACK.series["nicter_published"], PACK.series["nicter_restated"]
    assert again.id in first.never_beside
    assert first.id in again.never_beside
    assert (PACK.point(first.points["2014"]), PACK.point(again.points["2014"])) == (25_660_000_000, 24_100_000_000)
    assert PACK.fact(again.points["2014"]).confidence is Confidence.UNVERIFIED
    assert PACK.point(first.points["2025"]) == 701_000_000_000


def test_the_long_comparison_that_may_be_cited_is_of_one_series() -> None:
    again = PACK.series["nicter_restated"]
    start, end = PACK.fact(again.points["2015"]), PACK.fact(again.points["2024"])
    assert start.confidence is end.confidence is Confidence.VERIFIED
    assert end.point / start.point == pytest.approx(10.86, abs=0.005)


def test_packets_for_each_address_fit_the_totals() -> None:
    for year, name in PACK.series["nicter_per_address"].points.items():
        if f"nicter_addresses_{year}" in PACK.facts:
            total = PACK.point(f"nicter_published_{year}")
            assert PACK.point(name) * PACK.point(f"nicter_addresses_{year}") == pytest.approx(total, rel=0.13), year


def test_the_police_figures_of_a_half_year_add_up() -> None:
    parts = [PACK.point(f"npa_2026h1_{who}") for who in ("sme", "large", "bodies")]
    assert sum(parts) == PACK.point("npa_2026h1_reports")


def test_the_shares_of_cost_in_one_year_make_a_whole() -> None:
    keys = ("under_1m", "1_to_5m", "5_to_10m", "10_to_50m", "over_50m")
    shares = [PACK.point(f"npa_2022_cost_{key}") for key in keys]
    assert sum(shares) == pytest.approx(1)
    assert sum(shares[-2:]) == pytest.approx(PACK.point("npa_2022_over_10m"))


def test_the_police_counted_every_year_since_2021() -> None:
    points = PACK.series["npa_ransomware_reports"].points
    assert [PACK.point(name) for name in points.values()] == [146, 230, 197, 222, 226]


# --- rankings -------------------------------------------------------------------------------------------------------


def test_the_ten_threats_of_four_years_are_there() -> None:
    assert [ranking.edition for ranking in PACK.rankings.values()] == ["2023", "2024", "2025", "2026"]


@pytest.mark.parametrize("ranking", PACK.rankings.values(), ids=list(PACK.rankings))
def test_a_ranking_has_ten_places_and_nothing_twice(ranking: Ranking) -> None:
    assert len({rank.title for rank in ranking.ranks}) == 10
    assert ranking.ranks[0].scenario == "ransomware"


@pytest.mark.parametrize(
    ("edition", "scenario", "place"),
    [
        ("2023", "fraud_mail", 7),
        ("2023", "missent_mail", 9),
        ("2024", "missent_mail", 6),
        ("2025", "dos", 8),
        ("2026", "insider", 7),
        ("2026", "fraud_mail", 10),
        ("2026", "missent_mail", None),
    ],
)
def test_known_places(edition: str, scenario: str, place: int | None) -> None:
    ranks = [rank.scenario for rank in PACK.rankings[f"ten_threats_{edition}"].ranks]
    assert (ranks.index(scenario) + 1 if scenario in ranks else None) == place


# --- theory and awards ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "y", "factors", "yen"),
    [
        (1, 1, (1, 1, 1), 1000),
        (1, 1, (3, 1, 1), 3000),
        (1, 1, (6, 1, 1), 6000),
        (1, 1, (6, 2, 1), 12_000),
        (1, 2, (6, 1, 1), 18_000),
        (1, 3, (6, 1, 1), 78_000),
        (2, 1, (6, 1, 1), 33_000),
        (2, 2, (6, 1, 1), 45_000),
        (3, 1, (6, 1, 1), 303_000),
        (3, 1, (6, 2, 2), 1_212_000),
        (3, 3, (6, 1, 1), 375_000),
        (3, 3, (6, 2, 2), 1_500_000),
    ],
)
def test_the_formula_gives_the_known_values(x: int, y: int, factors: tuple[float, ...], yen: float) -> None:
    assert theoretical_yen(PACK.point("jo_base"), x, y, factors) == yen


def test_distress_weighs_more_than_money() -> None:
    assert sensitivity(3, 1) > sensitivity(1, 3)


def test_the_values_beside_the_cost_lines_follow_the_formula() -> None:
    model = PACK.damage_models["jnsa_jo"]
    best = PACK.point(model.identifiability[0].factor)
    for name, x, y in (("jo_basic", 1, 1), ("jo_financial", 1, 3), ("jo_health", 3, 1)):
        assert PACK.point(name) == theoretical_yen(PACK.point(model.base), x, y, (best, 1, 1))


def test_classes_of_data_are_each_once_and_dated() -> None:
    items = [item for each in PACK.damage_models["jnsa_jo"].classes for item in each.items]
    assert len(items) == len(set(items))
    assert all(each.source is not None for each in PACK.damage_models["jnsa_jo"].classes)


def test_courts_gave_far_less_than_the_theory() -> None:
    theory = PACK.point("jo_basic")
    names = [award for award in PACK.awards.values() if award.kind == "court" and "learning" in award.id]
    assert names
    assert all(PACK.point(award.per_person) + PACK.point(award.fee or "") < theory for award in names)


def test_only_a_few_of_those_concerned_were_awarded_anything() -> None:
    share = PACK.point("award_2023_persons") / PACK.point("award_2023_leaked")
    assert share == pytest.approx(PACK.point("award_2023_participation"), rel=0.01)


# --- cases ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", PACK.published.values(), ids=list(PACK.published))
def test_a_published_case_has_costs_by_line(case: PublishedCase) -> None:
    assert case.rows
    assert case.year <= date(2026, 11, 24).year


@pytest.mark.parametrize("case", PACK.published.values(), ids=list(PACK.published))
def test_the_rows_of_a_case_do_not_exceed_its_total(case: PublishedCase) -> None:
    if case.total is not None:
        assert sum(PACK.bounds(row.yen)[0] for row in case.rows) <= PACK.bounds(case.total)[1]


def test_the_case_with_all_its_rows_adds_up() -> None:
    case = PACK.published["shop_3000_cards"]
    assert sum(PACK.point(row.yen) for row in case.rows) == PACK.point(case.total or "")


def test_no_case_names_anybody() -> None:
    words = ("株式会社", "市立", "町立○○", "センター", "つるぎ", "宇陀", "大阪", "徳島")
    for case in PACK.published.values():
        text = "".join((case.title, case.organisation, *case.what_happened, case.lesson))
        assert not [word for word in words if word in text], case.id


# --- what packs check finds -----------------------------------------------------------------------------------------


def test_a_point_without_a_fact_is_refused(packs: Workshop) -> None:
    packs.edit("statistics/nicter.yaml", '"2011": nicter_published_2011', '"2011": nicter_published_2010')
    assert "nicter_published_2010" in packs.only().problem


def test_a_year_that_is_none_is_refused(packs: Workshop) -> None:
    packs.edit("statistics/nicter.yaml", '"2011": nicter_published_2011', '"11": nicter_published_2011')
    assert packs.findings()[0].file == "statistics/nicter.yaml"
