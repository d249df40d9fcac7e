"""What a measure changes of a kind of incident is said in one sentence, with how it is known."""

from __future__ import annotations

import pytest

from sonae_core.packs import load
from sonae_paper.text.effects import NOT_MEASURED, effect_on

PACK = load()


def said(measure: str, scenario: str) -> str:
    return effect_on(PACK.measures[measure], PACK.scenarios[scenario], PACK)


def test_fewer_events_by_one_way_in_name_the_way() -> None:
    assert (
        said("mail_filter", "ransomware")
        == "「メールの添付やリンク」からの件数が約30%減る見込みです（仮定、判断によるもの）。"
    )


def test_fewer_events_by_every_way_in_name_none() -> None:
    assert said("edr_managed", "ransomware").startswith("件数が約40%減る")


def test_milder_events_name_what_becomes_less() -> None:
    assert "止まる時間が約" in said("backup_offline", "ransomware")
    assert "サーバーが約" in said("backup_offline", "ransomware")


def test_a_measure_against_something_else_claims_nothing() -> None:
    assert said("payment_check", "dos") == NOT_MEASURED
    assert said("make_inventory", "ransomware") == NOT_MEASURED


@pytest.mark.parametrize("measure", PACK.measures)
@pytest.mark.parametrize("scenario", PACK.scenarios)
def test_every_effect_can_be_said(measure: str, scenario: str) -> None:
    text = said(measure, scenario)
    assert text.endswith("。")
    assert "約0%" not in text
    assert "約100%" not in text
