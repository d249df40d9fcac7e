"""Invented plans in the form a policy has, and a schedule that meets the published table."""

from __future__ import annotations

import math

import pytest

from sonae_core.cover.terms import Policy
from sonae_core.packs import load
from sonae_core.packs.facts import Confidence
from sonae_core.packs.premium import PremiumExample
from sonae_core.values.reading import read
from tests.core.packs.conftest import Workshop

PLANS = "cover/example_plans.yaml"
CERTIFICATE = "cover/certificate.yaml"
SCHEDULE = "premium/schedule.yaml"


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_a_plan_is_a_policy_that_can_be_simulated(name: str) -> None:
    pack = load()
    policy = read(Policy, pack.products[name].policy)
    policy.check_for_simulation(["interruption"], list(pack.lines))


def test_every_plan_says_that_it_is_invented() -> None:
    for product in load().products.values():
        assert product.fictional
        assert product.label == "架空の例。実在の商品ではありません"


@pytest.mark.parametrize("line", ["ransom", "diverted_funds"])
def test_no_plan_covers_ransom_or_money_sent_away(line: str) -> None:
    assert all(line not in [name for *_, name in product.lines()] for product in load().products.values())


def test_what_a_certificate_does_not_tell_is_assumed_and_says_why() -> None:
    certificate = load().certificate
    assert certificate.confidence is Confidence.ASSUMED
    assert load().fact(certificate.max_hours).confidence is Confidence.ASSUMED
    assert certificate.rationale


def test_without_a_certificate_the_packs_are_not_whole(packs: Workshop) -> None:
    (packs.root / CERTIFICATE).unlink()
    assert "certificate がありません" in packs.only().problem


def test_the_plans_grow_from_a_to_c() -> None:
    limits = [product.policy["aggregate_limit"] for product in load().products.values()]
    assert limits == sorted(limits)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (PLANS, "lines: [damages, defence]", "lines: [damages, ransom]", "保険にできない費目です（ransom）"),
        (PLANS, "lines: [damages, defence]", "lines: [damages, defense]", "費目 defense がありません"),
        (PLANS, "premium_plan: second", "premium_plan: third", "ないプランです"),
        (PLANS, "fictional: true", "fictional: false", "選べない値"),
        (PLANS, "label: 架空の例。", "label: 例。", "選べない値"),
        (CERTIFICATE, "not_counted: [diverted_funds]", "not_counted: [ransom]", "保険にできない費目です（ransom）"),
        (
            CERTIFICATE,
            "not_counted: [diverted_funds]",
            "not_counted: [defence]",
            "同じ費目が2か所にあります（defence）",
        ),
        (CERTIFICATE, "stop: interruption", "stop: interuption", "費目 interuption がありません"),
        (CERTIFICATE, "max_hours: certificate_max_hours", "max_hours: threshold_serious", "単位が合いません"),
        (SCHEDULE, "E: manufacturing", "E: factory", "ない区分です"),
        (SCHEDULE, "industry: retail, plan: first", "industry: shops, plan: first", "ない名前です（shops）"),
        (SCHEDULE, "industry: retail, plan: first", "industry: retail, plan: third", "ない名前です（third）"),
        (SCHEDULE, "band: premium_band", "band: premium_sheet_floor", "単位が合いません"),
    ],
)
def test_a_plan_or_schedule_that_does_not_fit_is_refused(
    packs: Workshop, file: str, old: str, new: str, says: str
) -> None:
    line = packs.edit(file, old, new)
    found = [each for each in packs.findings() if says in each.problem]
    assert [(each.file, each.line) for each in found] == [(file, line)]


def test_all_twenty_eight_published_premiums_are_there() -> None:
    pack = load()
    assert len({example.premium for example in pack.premium.examples}) == 28
    assert len({(example.industry, example.sales) for example in pack.premium.examples}) == 14
    assert all(pack.fact(example.premium).confidence == "verified" for example in pack.premium.examples)


@pytest.mark.parametrize("example", load().premium.examples, ids=lambda each: each.premium)
def test_the_schedule_is_within_three_percent_of_each_published_premium(example: PremiumExample) -> None:
    pack = load()
    schedule, point = pack.premium, pack.point
    group = schedule.classes[example.industry]
    limit = point(schedule.plans[example.plan].liability_limit) / point(schedule.reference_limit)
    premium = (
        point(schedule.base)
        * (point(example.sales) / point(schedule.reference_sales)) ** point(schedule.sales_exponent)
        * point(group.relativity)
        * limit ** point(group.limit_exponent or schedule.limit_exponent)
    )
    assert premium == pytest.approx(point(example.premium), rel=0.03)


def test_the_exponents_are_what_their_method_says() -> None:
    pack = load()
    by_row = {(each.industry, each.plan, each.sales): pack.point(each.premium) for each in pack.premium.examples}
    sales = [
        math.log(by_row[industry, plan, "premium_sales_3bn"] / premium) / math.log(6)
        for (industry, plan, size), premium in by_row.items()
        if size == "premium_sales_500m"
    ]
    assert pack.bounds("premium_sales_exponent") == pytest.approx((min(sales), max(sales)), abs=0.001)
    assert pack.point("premium_sales_exponent") == pytest.approx(sum(sales) / len(sales), abs=0.001)


def test_no_sentence_of_the_schedule_names_an_insurer() -> None:
    schedule = load().premium
    for sentence in (*(condition.text for condition in schedule.conditions), schedule.basis, schedule.apart):
        assert "損保" not in sentence
        assert "海上" not in sentence
    assert "{count}" in schedule.basis
    assert "{month}" in schedule.basis
