"""The full sheet around the short one: what is asked, what is to be found out, and what an answer moves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sonae_core.assessment.assess import assess
from sonae_core.assessment.uncertainty import Uncertainty
from sonae_core.packs import load
from sonae_core.values.errors import InputError
from tests.core.assessment.people import AS_OF, answer, company, of

PACK = load()
FULL = [question for question in PACK.questions.values() if question.sheet == "full"]
RATED = [q.id for q in FULL if q.measure and PACK.measures[q.measure].effect == "known"]
CHECKLIST = [q.id for q in FULL if q.measure and PACK.measures[q.measure].effect == "unknown"]


def with_answers(name: str = "manufacturer", **answers: Any) -> dict[str, Any]:
    return company(name, answers={**company(name)["answers"], **answers})


def mean_loss(result: dict[str, Any]) -> int:
    return int(result["year"]["gross"]["mean"])


def test_whoever_answers_the_short_sheet_is_not_sent_to_find_out_the_full_one() -> None:
    result = of("manufacturer")
    assert [each["question"] for each in result["unknown"]] == ["supplier_dependence"]
    asked = {each["question"] for each in result["further"]} | set(result["checklist"])
    assert asked == {question.id for question in FULL}


def test_further_questions_are_those_that_move_yen_and_the_most_telling_come_first() -> None:
    effects = [each["effect_on_range"] for each in of("manufacturer")["further"]]
    assert effects == sorted(effects, reverse=True)
    assert min(effects) > 0


def test_checklist_questions_move_no_yen() -> None:
    assert of("manufacturer")["checklist"] == CHECKLIST
    before = of("manufacturer")["year"]["gross"]
    after = answer(with_answers(**dict.fromkeys(CHECKLIST, "no")), uncertain=True)["year"]["gross"]
    assert after == before


def test_a_question_answered_unknown_is_to_be_found_out_even_if_it_moves_no_yen() -> None:
    result = answer(with_answers(watched_devices="unknown", inventory="unknown"))
    assert [each["question"] for each in result["unknown"]] == ["watched_devices", "supplier_dependence", "inventory"]
    assert result["unknown"][-1]["effect_on_range"] == 0


def test_leaving_a_question_out_and_not_knowing_it_give_the_same_yen() -> None:
    left_out, unknown = of("manufacturer"), answer(with_answers(**dict.fromkeys(RATED, "unknown")), uncertain=True)
    for part in ("frequency", "event", "year", "band", "plans"):
        assert unknown[part] == left_out[part]


@pytest.mark.parametrize("question", RATED)
def test_a_measure_that_is_there_lowers_the_loss_and_leaves_the_list(question: str) -> None:
    measure = PACK.questions[question].measure
    no, yes = (answer(with_answers(**{question: value})) for value in ("no", "yes"))
    assert mean_loss(yes) < mean_loss(no)
    offered = {step["id"] for step in yes["measures"]["chosen"]} | set(yes["measures"]["later"])
    assert measure not in offered


@pytest.mark.parametrize("question", CHECKLIST)
def test_a_measure_of_unknown_effect_leaves_the_list_when_it_is_there(question: str) -> None:
    measure = PACK.questions[question].measure
    listed = {value: answer(with_answers(**{question: value}))["measures"]["effect_unknown"] for value in ("no", "yes")}
    assert measure in listed["no"]
    assert measure not in listed["yes"]


@pytest.mark.parametrize(
    ("question", "option", "measure"),
    [
        ("remote_access", "none", "close_remote"),
        ("web_presence", "none", "web_protection"),
        ("web_presence", "site", "web_check"),
        ("takes_out", "never", "device_encryption"),
        ("watched_devices", "yes", "watch_network"),
    ],
)
def test_what_makes_no_sense_for_a_company_is_not_proposed(question: str, option: str, measure: str) -> None:
    def proposed(value: str) -> set[str]:
        measures = answer(with_answers(**{question: value}))["measures"]
        return {step["id"] for step in measures["chosen"]} | set(measures["later"])

    assert measure in proposed("unknown")
    assert measure not in proposed(option)


def test_the_class_of_data_is_worth_finding_out_where_many_persons_are_held() -> None:
    result = answer(with_answers("shop", data_class="unknown"))
    effects = {each["question"]: each["effect_on_range"] for each in result["unknown"]}
    assert effects["data_class"] > 0.01


@pytest.mark.parametrize(
    ("question", "less", "more", "scenario"),
    [
        ("takes_out", "never", "daily", "lost_media"),
        ("sends_personal_data", "rarely", "daily", "missent_mail"),
        ("pays_by_mail", "rarely", "overseas", "fraud_mail"),
    ],
)
def test_the_way_of_working_moves_how_often_one_kind_happens(
    question: str, less: str, more: str, scenario: str
) -> None:
    low, high = (
        {each["id"]: each["rate"] for each in answer(with_answers(**{question: value}))["frequency"]["scenarios"]}
        for value in (less, more)
    )
    assert low[scenario] < high[scenario]
    assert {name for name in low if low[name] != high[name]} == {scenario}


def test_sales_through_the_web_site_move_what_an_outage_of_it_costs() -> None:
    none, half, all_of_it = (mean_loss(answer(with_answers("shop", web_sales_percent=v))) for v in (0, 50, 100))
    assert none < half < all_of_it


def test_more_than_100_percent_is_refused() -> None:
    with pytest.raises(InputError, match=r"web_sales_percent.*100より大きい"):
        answer(with_answers(web_sales_percent=101))


def test_the_band_holds_companies_with_and_without_a_measure_nobody_was_asked_about() -> None:
    def factors(**answers: str) -> np.ndarray:
        given = with_answers(**answers)
        risk = assess(given, pack=PACK, seed=1, as_of=AS_OF).risk
        return Uncertainty(risk).rate_factors[list(PACK.scenarios).index("ransomware")]

    apart = np.unique(np.round(factors() / factors(watched_devices="no"), 9))
    assert len(apart) == 2
    assert apart[0] < 1 < apart[1]


def test_every_defence_in_place_still_leaves_a_part_of_every_rate() -> None:
    nothing = answer(with_answers(**dict.fromkeys([*RATED, "mfa", "updates", "backup"], "no")))
    everything = answer(with_answers(**dict.fromkeys([*RATED, "mfa", "updates", "backup"], "yes")))
    for before, after in zip(nothing["frequency"]["scenarios"], everything["frequency"]["scenarios"], strict=True):
        floor = PACK.point(PACK.scenarios[before["id"]].rate_floor)
        assert floor * before["rate"] * (1 - 1e-9) <= after["rate"] <= before["rate"]


def test_all_forty_measures_are_told_and_the_choice_is_proved() -> None:
    measures = answer(with_answers(mfa="no", updates="no", backup="no"))["measures"]
    told = [step["id"] for step in measures["chosen"]] + measures["later"] + measures["effect_unknown"]
    assert measures["proved"] is True
    assert len(told) == len(set(told)) == 40
