"""What if: each change is another result beside the one shown, and nothing shown before changes."""

from __future__ import annotations

import re

import pytest

from sonae.assessments.models import Run
from sonae.assessments.sheet import pack

pytestmark = pytest.mark.django_db


def shown(page) -> str:
    return re.sub(r"<[^>]+>", "", page.content.decode())


def test_what_one_can_pay_is_another_result_that_says_what_was_changed(visitor, run, place):
    sent = visitor.send(f"{place}vary/cash/", {"cash": "５００万"})
    assert sent["Location"].endswith("/2/#years")
    second = Run.objects.get(number=2)
    assert second.of == run
    assert second.inputs == {**run.inputs, "cash": 5_000_000}
    page = shown(visitor.get(sent["Location"]))
    assert "1回目の結果から、次を変えました" in page
    assert "指定なし → 500万円" in page
    assert "500万円を超えて" in page


def test_a_budget_orders_measures_anew_and_none_takes_the_bound_away(visitor, run, place):
    sent = visitor.send(f"{place}vary/budget/", {"budget": "0"})
    bound = Run.objects.get(number=2)
    assert all(not step["cost"]["one_off"] + step["cost"]["yearly"] for step in bound.result["measures"]["chosen"])
    visitor.send(sent["Location"].split("#")[0] + "vary/budget/", {"budget": ""})
    free = Run.objects.get(number=3)
    assert "budget" not in free.inputs
    assert free.result["measures"] == run.result["measures"]


def test_loss_retained_and_premium_move_in_one_table(visitor, run, place):
    page = shown(visitor.get(visitor.send(f"{place}vary/plan/", {"plan": "b"})["Location"]))
    for row in ("損害の平均", "自社に残る額", "保険料の目安", "対策の費用", "自社の合計"):
        assert row in page


def test_an_example_plan_is_calculated_and_named_as_invented(visitor, run, place):
    sent = visitor.send(f"{place}vary/plan/", {"plan": "b"})
    second = Run.objects.get(number=2)
    assert second.result["year"]["paid"]["mean"] > 0
    page = visitor.get(sent["Location"])
    assert "保険なし → 架空の例B" in shown(page)
    assert "架空の例。実在の商品ではありません" in shown(page).split("先にやること")[0]
    assert page.content.decode().count("offer--now") == 1


def test_without_insurance_again_is_the_first_answer_again(visitor, run, place):
    second = visitor.send(f"{place}vary/plan/", {"plan": "a"})["Location"].split("#")[0]
    visitor.send(f"{second}vary/plan/", {"plan": "none"})
    assert Run.objects.get(number=3).inputs == run.inputs


def test_the_companys_own_policy_can_be_gone_back_to(visitor, link, run, place):
    own = {"product": "わが社の保険", "sections": [{"id": "costs", "lines": ["forensics"], "limit": 10_000_000}]}
    Run.objects.filter(pk=run.pk).update(inputs={**run.inputs, "policy": own})
    second = visitor.send(f"{place}vary/plan/", {"plan": "none"})["Location"].split("#")[0]
    assert "ご加入の保険で計算する" in shown(visitor.get(second))
    visitor.send(f"{second}vary/plan/", {"plan": "own"})
    assert Run.objects.get(number=3).inputs["policy"] == own


def test_the_companys_own_policy_is_not_offered_where_there_is_none(visitor, run, place):
    assert visitor.send(f"{place}vary/plan/", {"plan": "own"}).status_code == 422


@pytest.mark.parametrize(("what", "text"), [("cash", "たくさん"), ("budget", "-5"), ("plan", "z"), ("cash", "9" * 70)])
def test_what_cannot_be_is_said_beside_its_form_and_kept(visitor, run, place, what, text):
    page = visitor.send(f"{place}vary/{what}/", {what: text})
    assert page.status_code == 422
    assert "エラー: " in page.content.decode()
    assert f'id="f-{what}"' in page.content.decode()
    assert Run.objects.count() == 1


def test_the_same_form_sent_twice_makes_one_result(visitor, run, place):
    page = visitor.get(place)
    path = f"{place}vary/cash/"
    first, second = (visitor.press(page, {"cash": "300万"}, path=path) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Run.objects.count() == 2


def test_the_same_value_again_makes_no_result(visitor, run, place):
    assert visitor.send(f"{place}vary/plan/", {"plan": "none"})["Location"] == f"{place}#plans"
    assert Run.objects.count() == 1


def test_looking_at_a_form_address_leads_to_the_form(visitor, run, place):
    assert visitor.get(f"{place}vary/budget/")["Location"] == f"{place}#measures"
    assert visitor.get(f"{place}vary/other/").status_code == 404


def test_a_result_of_older_packs_stays_as_it_is_and_offers_to_calculate_again(visitor, run, place):
    Run.objects.filter(pk=run.pk).update(pack_version="2025.1", pack_hash="0" * 64)
    page = visitor.get(place)
    assert "事実集 2025.1" in shown(page)
    visitor.send(f"{place}vary/rerun/", {})
    again = Run.objects.get(number=2)
    assert (again.pack_hash, again.inputs, again.of) == (pack().hash, run.inputs, run)
    assert "同じ答えで計算し直しました" in shown(visitor.get(place.replace("/1/", "/2/")))


def test_a_result_of_today_offers_nothing_of_the_kind(visitor, run, place):
    assert "いまの資料で計算し直す" not in shown(visitor.get(place))


@pytest.mark.parametrize(("cash", "words"), [("1円", "以上"), ("9兆", "以下")])
def test_an_amount_outside_of_the_curve_is_told_by_its_end(visitor, run, place, cash, words):
    insured = visitor.send(f"{place}vary/plan/", {"plan": "c"})["Location"].split("#")[0]
    page = shown(visitor.get(visitor.send(f"{insured}vary/cash/", {"cash": cash})["Location"]))
    assert re.search(rf"保険なし \S*社のうち\S*{words}", page)
